"""One sentence taken apart: figures, dates, signs and the words that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import rjieba

from rag.gate.signs import FIGURE, SIGN, Mark, marks
from rag.gate.words import LIGHT, plain
from rag.text import DateMention, Quantity, dates, quantities

_RUN: Final = re.compile("[0-9]+[号级类期条款档段批届组班路]|[\u3400-\u9fff]+|[a-z]+(?: [a-z]+)*")
_ITEM_END: Final = re.compile(r"[,;。!?]|:(?![0-9])")
_EXCEPTED: Final = re.compile(f"{SIGN}[^,;{SIGN}]{{1,40}}?(外)(?=[,;]|$)")
"""The 外 that closes what 除 opens."""
_SEGMENT_END: Final = re.compile("[;。]")
_CONNECTED: Final = re.compile("并且|同时|以及|(?<=[^合])并(?![联行发轨列存购网])")


class Word(NamedTuple):
    """A word that carries meaning, and where it stands."""

    text: str
    start: int


class Stretch(NamedTuple):
    """A half-open range of a reading's text."""

    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A sentence in plain spelling, taken apart once.

    Attributes:
        text: The sentence, plain.
        masked: As long; figures, dates and signs are blotted out.
        quantities, dates: Its figures; places refer to ``text``.
        marks: Its signs.
        words: Its words, light ones left out.
        items: What its commas part, in order; connected statements (并, 同时) too.
    """

    text: str
    masked: str
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    marks: tuple[Mark, ...]
    items: tuple[Stretch, ...]

    @classmethod
    def of(cls, sentence: str) -> Reading:
        """Take ``sentence`` apart."""
        text = plain(sentence)
        days = dates(text)
        counted = tuple(
            q
            for q in quantities(text)
            if not any(d.start <= q.start and q.end <= d.end for d in days)
        )
        masked = _blot(text, [(q.start, q.end) for q in counted], FIGURE)
        masked = _blot(masked, [(day.start, day.end) for day in days], FIGURE)
        signs = marks(masked)
        masked = _blot(masked, ((mark.start, mark.end) for mark in signs), SIGN)
        masked = _blot(masked, (m.span(1) for m in _EXCEPTED.finditer(masked)), SIGN)
        return cls(text, masked, counted, days, signs, tuple(_items(masked)))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words that carry meaning, in order."""
        found: list[Word] = []
        for run in _RUN.finditer(self.masked):
            at = run.start()
            whole = run.group().isascii() or run.group()[0].isdecimal()
            parts = [run.group()] if whole else rjieba.cut(run.group(), False)
            for part in parts:
                if part not in LIGHT:
                    found.append(Word(part, at))
                at += len(part)
        return tuple(found)

    @cached_property
    def governed(self) -> dict[Mark, list[str]]:
        """For each sign the words after it in its item."""
        return {
            mark: self.words_in(Stretch(mark.end, self.items[self.item_at(mark.start)].end))
            for mark in self.marks
        }

    def words_in(self, *stretches: Stretch) -> list[str]:
        """Return the words that start within any of the stretches."""
        return [
            word.text
            for word in self.words
            if any(s.start <= word.start < s.end for s in stretches)
        ]

    def pairs_of(self, word: Word) -> list[str]:
        """Return the pairs a word's first character makes with the letters beside it."""
        at = word.start
        pairs = (self.masked[max(0, at - 1) : at + 1], self.masked[at : at + 2])
        return [pair for pair in pairs if len(pair) == 2 and _RUN.fullmatch(pair)]

    def item_at(self, at: int) -> int:
        """Return the index of the item that holds a place."""
        for index, item in enumerate(self.items):
            if at < item.end:
                return index
        return len(self.items) - 1


def segments(reading: Reading) -> list[Stretch]:
    """Return what stands between the semicolons of a reading."""
    ends = [m.end() for m in _SEGMENT_END.finditer(reading.masked)]
    bounds = sorted({0, *ends, len(reading.masked)})
    return [Stretch(start, end) for start, end in pairwise(bounds)]


def _blot(text: str, stretches: Iterable[tuple[int, int]], with_: str) -> str:
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = with_ * (end - start)
    return "".join(letters)


def _items(masked: str) -> Iterable[Stretch]:
    """Yield what stands between commas, each with the comma that ends it."""
    ends = sorted(
        {m.end() for m in _ITEM_END.finditer(masked)}
        | {m.start() for m in _CONNECTED.finditer(masked)}
    )
    start = 0
    for end in (*ends, len(masked)):
        if masked[start:end].strip(",;。:!?"):
            yield Stretch(start, end)
            start = end
