"""A sentence cut into phrases, and a phrase into the parts that count on their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.schemas import Span
from rag.text import items

_NOT_WORDS: Final = "，,；;、。！？!?：: \t\n\u3000\u00a0"
# Who is to do it, in front of what comes next.
_NOTE: Final = re.compile(
    "[（(][^（()）]{0,200}(?:责任|牵头|配合)[^（()）]{0,200}[）)][ \u3000\n]*"
)
_COLON: Final = re.compile("[：:](?![0-9])")
_ORDER: Final = re.compile(
    "(?:[一二三四五六七八九十]{1,2}(?:是|要)|[（(]?(?:[0-9]{1,2}"
    "|[一二三四五六七八九十]{1,2})[）)．]"
    "|[0-9]{1,2}[.．](?![0-9])|[①-⑳•●◆■▲·*-])[ \u3000]*"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands between two commas, with what closes it.

    Attributes:
        start, end: Its extent, without the marks around it and the number that orders it.
        parts: The same, cut at the marks of enumeration (、).
        closes: True where a semicolon, a colon or the sentence's end follows.
    """

    start: int
    end: int
    parts: tuple[Span, ...]
    closes: bool


def phrases(text: str, start: int, end: int) -> tuple[Phrase, ...]:
    """Return the phrases of the sentence ``text[start:end]`` in order.

    Marks within quotation marks and brackets part nothing.
    """
    found: list[Phrase] = []
    parts: list[Span] = []
    for item in items(text, start, end):
        pieces = _at_colons(text, item)
        for index, piece in enumerate(pieces):
            mark = text[piece.end - 1]
            words = _words(text, piece.start, piece.end)
            if words:
                parts.append(words)
            last = index == len(pieces) - 1
            if last and mark == "、" and item.end < end:
                continue
            if parts:
                closes = not last or mark not in "，,"
                found.append(Phrase(parts[0].start, parts[-1].end, tuple(parts), closes))
            parts = []
    return tuple(found)


def divide(phrase: Phrase, counted: Sequence[Span]) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """Return the parts of a phrase that hold something counted, each with what it holds.

    ``counted`` are in order. Neighbouring parts that count nothing go with the part that
    counts after them, or, where that one starts with its number, with the one before.
    """
    groups: list[tuple[list[Span], list[Span]]] = []
    waiting: list[Span] = []
    at = 0
    for part in phrase.parts:
        first = at
        while at < len(counted) and counted[at].start < part.end:
            at += 1
        inside = list(counted[first:at])
        if not inside:
            waiting.append(part)
            continue
        if groups and waiting and inside[0].start <= part.start + 1:
            groups[-1][0].extend(waiting)
            waiting = []
        groups.append(([*waiting, part], inside))
        waiting = []
    if groups:
        groups[-1][0].extend(waiting)
    return tuple(
        (Span(start=parts[0].start, end=parts[-1].end), tuple(inside)) for parts, inside in groups
    )


def _at_colons(text: str, item: Span) -> list[Span]:
    """Cut an item after its colons, but for one whose words stand in brackets."""
    pieces: list[Span] = []
    start = item.start
    for colon in _COLON.finditer(text, item.start, item.end):
        head = text[start : colon.start()]
        if not any(head.count(a) > head.count(b) for a, b in ("（）", "()", "“”", "《》")):
            pieces.append(Span(start=start, end=colon.end()))
            start = colon.end()
    if start < item.end:
        pieces.append(Span(start=start, end=item.end))
    return pieces


def _words(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _NOT_WORDS:
        start += 1
    if note := _NOTE.match(text, start, end):
        start = note.end()
    if order := _ORDER.match(text, start, end):
        start = order.end()
    while end > start and text[end - 1] in _NOT_WORDS:
        end -= 1
    return Span(start=start, end=end) if start < end else None
