"""Numbers that count nothing: clock times, articles, telephone and line numbers; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, NamedTuple

from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading

_NUMBER: Final = re.compile(r"[0-9]+(?:[.:][0-9]+)*")


class _Loose(NamedTuple):
    """A number with the characters beside it; empty at the ends of the text."""

    digits: str
    before: str
    after: str


def _loose(reading: Reading) -> list[_Loose]:
    text = reading.text
    return [
        _Loose(m.group(), text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1])
        for m in _NUMBER.finditer(reading.masked)
    ]


def unknown_numbers(claim: Reading, readings: Sequence[Reading]) -> Iterable[Fault]:
    """Yield each number of the claim that stands beside neither of its neighbours there.

    Figures and dates are held apart. A number named twice stands there twice as well.
    """
    known = [number for reading in readings for number in _loose(reading)]
    left = Counter(number.digits for number in known)
    for number in _loose(claim):
        if not left[number.digits] or not any(_beside(number, other) for other in known):
            yield Fault(Rule.NUMBER, number.digits)
        left[number.digits] -= 1


def used_twice(claim: Reading, readings: Sequence[Reading]) -> Iterable[Fault]:
    """Yield each quantity and time limit that the claim names more often than its quotes.

    A date may govern more items of the claim than it stands in in the quotes: 6月底前.
    """
    left = Counter(key for reading in readings for key, _ in _counted(reading))
    for key, words in _counted(claim):
        if key in left and not left[key]:
            yield Fault(Rule.BINDING, words)
        left[key] -= 1
    named = Counter(day.text for reading in readings for day in reading.dates)
    here = Counter((claim.item_at(day.start), day.text) for day in claim.dates)
    for (_, words), times in here.items():
        if 0 < named[words] < times:
            yield Fault(Rule.DATE, words)


def _counted(reading: Reading) -> Iterable[tuple[Hashable, str]]:
    for quantity in reading.quantities:
        yield (quantity.value, quantity.value_max, quantity.unit), quantity.text
    for day in reading.dates:
        if day.year is None and day.month is None and day.day is None:
            yield day.text, day.text


def _beside(number: _Loose, other: _Loose) -> bool:
    if number.digits != other.digits:
        return False
    alone = not number.before and not number.after
    return (
        alone
        or (bool(number.before) and number.before == other.before)
        or (bool(number.after) and number.after == other.after)
    )
