"""Figures and days that a question supposes, and the words found do not confirm; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rag.text import DateMention, Quantity, dates, quantities
from rag.understand.premises import wants_confirmed


def unconfirmed(question: str, quotes: Sequence[str], found: Iterable[str]) -> str | None:
    """Return the first figure or day that a question wants confirmed and no words hold.

    Args:
        question: Folded.
        quotes: The words that answer it.
        found: The passages found for it: a figure that one of them holds may be meant.

    Returns:
        Its words; None where the question wants nothing confirmed, speaks of the asker's
        own case, or the quotes hold no other figure in that unit, or day, to go by.
    """
    if not wants_confirmed(question):
        return None
    told = tuple(chain.from_iterable(map(quantities, quotes)))
    known = (*told, *chain.from_iterable(map(quantities, found)))
    for asked in quantities(question):
        other = any(_is_of_unit(one, asked) for one in told)
        if not _is_no_claim(asked) and other and not _holds(known, asked):
            return asked.text
    days = tuple(chain.from_iterable(map(_days, quotes)))
    for day in _days(question):
        if days and not any(_is_day(one, day) for one in days):
            return day.text
    return None


def _days(text: str) -> Iterator[DateMention]:
    return (date for date in dates(text) if date.month)


def _is_of_unit(told: Quantity, asked: Quantity) -> bool:
    return asked.unit in ("", told.unit)


def _is_no_claim(asked: Quantity) -> bool:
    """Tell 一个, which seldom counts, and a bare year from what a question supposes."""
    return asked.value == 1 or (not asked.unit and 1900 <= asked.value < 2100)


def _holds(told: Iterable[Quantity], asked: Quantity) -> bool:
    """Tell whether the figure asked about is told, as such or as the end of a range."""
    return any(
        _is_of_unit(one, asked) and asked.value in (one.value, one.value_max) for one in told
    )


def _is_day(told: DateMention, asked: DateMention) -> bool:
    """Tell whether two days may be the same: a year that only one of them names is no matter."""
    years = {told.year, asked.year} - {None}
    return (told.month, told.day) == (asked.month, asked.day) and len(years) < 2
