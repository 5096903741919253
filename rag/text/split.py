"""Sentences and their items, as offsets."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import Span

_PAIRS: Final = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "〔": "〕",
    "[": "]",
    "【": "】",
}
_CLOSERS: Final = frozenset(_PAIRS.values())
# Half- and full-width brackets are mixed in one pair more often than not.
_SAME: Final = {"）": ")", "】": "]", "〕": "]"}
_MARKS: Final = re.compile('[“”‘’「」『』《》〈〉（）()〔〕\\[\\]【】"]')
# A pair this long was more likely never meant as one.
_LONGEST_PAIR: Final = 400
# Pairs nest a few levels; looking further would only slow odd texts down.
_DEEPEST: Final = 16

_ENDS: Final = re.compile(
    r"[。！？｡]+"
    r"|[!?](?![0-9A-Za-z=&_/.#%-])"
    r"|(?<=[a-z\])]{2})\.(?=\s+[A-Z\"“]|\s*\Z)"
    r"|[ \t]*\n"
    # What a web page lost of its paragraphs: an indent, or a wide gap.
    r"|[ \t\u00a0\u2003]*\u3000[\s\u3000]+|[ \t\u00a0\u2003]{4,}"
)
_STRAY_CLOSERS: Final = frozenset('”’」』》〉）)】〕]"')
_ITEM_ENDS: Final = re.compile(r"[，；;、]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]`` in order, without surrounding space.

    A sentence ends after 。！？!? or a full stop between English sentences, and at a
    paragraph's indent or line end; but not at the line ends of text that was wrapped at a
    fixed width, nor after a comma. Quotation marks and brackets that close right there stay
    with it; between a matching pair of them nothing ends. Every character that is not
    white space lies in exactly one sentence.
    """
    end = len(text) if end is None else end
    closing = _closing(text, start, end)
    width = _wrapped_width(text, start, end)
    spans: list[Span] = []
    begin = at = start
    while at < end:
        found = _ENDS.search(text, at, end)
        if found is None:
            break
        if text[found.end() - 1] == "\n" and _goes_on(text, found, start, end, width):
            at = found.end()
            continue
        pair_end = _enclosing_end(closing, found.start())
        if pair_end is not None:
            at = pair_end + 1
            # 。” closes both the quotation and the sentence it stands for.
            if text[pair_end - 1] in "。！？!?" and _starts_anew(text, at, end):
                at = _skip_closers(text, at, end)
                _append(spans, text, begin, at)
                begin = at
            continue
        at = found.end()
        if text[found.start()] in "。！？!?｡.":
            at = _skip_closers(text, at, end)
        _append(spans, text, begin, at)
        begin = at
    _append(spans, text, begin, end)
    return tuple(spans)


def items(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the items of the sentence ``text[start:end]``, without surrounding space.

    An item ends after ，,；;、 outside quotation marks and brackets; the comma of 1,200
    ends nothing. Every character that is not white space lies in exactly one item.
    """
    closing = _closing(text, start, end)
    spans: list[Span] = []
    begin = at = start
    while found := _ITEM_ENDS.search(text, at, end):
        pair_end = _enclosing_end(closing, found.start())
        at = found.end() if pair_end is None else pair_end + 1
        if pair_end is None:
            _append(spans, text, begin, at)
            begin = at
    _append(spans, text, begin, end)
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start=start, end=end))


def _skip_closers(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _STRAY_CLOSERS:
        at += 1
    return at


def _starts_anew(text: str, at: int, end: int) -> bool:
    """Tell whether after a quotation that ended in 。 the next words start a sentence.

    “…。”他说 goes on; at a line end, a space or another quotation it does not.
    """
    at = _skip_closers(text, at, end)
    return at >= end or text[at].isspace() or text[at] in "“「『"


def _wrapped_width(text: str, start: int, end: int) -> int:
    """Return the width that ``text[start:end]`` was wrapped at, or 0 where it was not.

    Wrapped text has several lines, none very long, many of them about as long as the
    longest and not at the end of a sentence.
    """
    lines = [line.rstrip() for line in text[start:end].split("\n") if line.strip()]
    longest = max(map(len, lines), default=0)
    if len(lines) < 4 or not 20 <= longest <= 100:
        return 0
    full = sum(len(line) >= longest - 3 and line[-1] not in "。！？!?；;：:" for line in lines)
    return longest if full * 2 >= len(lines) else 0


def _goes_on(text: str, found: re.Match[str], start: int, end: int, width: int) -> bool:
    """Tell whether the sentence goes on over the line end ``found``."""
    line_start = max(start, text.rfind("\n", start, found.start()) + 1)
    line = text[line_start : found.start()].rstrip()
    after = text[found.end() : found.end() + 1]
    if not line or found.end() >= end or after.isspace():
        return False
    return line[-1] in "，,、" or 0 < width <= len(line) + 3


def _closing(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost matching pairs of quotation marks and brackets, in order.

    Marks that match nothing are left out, so that a stray one protects nothing.
    """
    pairs: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for mark in _MARKS.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        expected = '"' if sign == '"' else _PAIRS.get(sign)
        if sign in _CLOSERS or (sign == '"' and any(s == '"' for s, _ in open_marks)):
            wanted = _SAME.get(sign, sign)
            for depth in range(len(open_marks) - 1, max(-1, len(open_marks) - _DEEPEST), -1):
                if _SAME.get(open_marks[depth][0], open_marks[depth][0]) == wanted:
                    opened = open_marks[depth][1]
                    del open_marks[depth:]
                    if at - opened <= _LONGEST_PAIR and text.count("\n", opened, at) <= 1:
                        while pairs and pairs[-1][0] > opened:
                            pairs.pop()
                        pairs.append((opened, at))
                    break
        elif expected:
            open_marks.append((expected, at))
    return pairs


def _enclosing_end(pairs: list[tuple[int, int]], at: int) -> int | None:
    low, high = 0, len(pairs)
    while low < high:
        middle = (low + high) // 2
        if pairs[middle][0] < at:
            low = middle + 1
        else:
            high = middle
    if low and pairs[low - 1][1] > at:
        return pairs[low - 1][1]
    return None
