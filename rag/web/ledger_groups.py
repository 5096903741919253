"""Rows of the ledger brought together: by category, by month, in time, side by side; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from rag.commitments.categories import CATEGORIES
from rag.differences.pairing import pairs_of
from rag.schemas import Commitment

Row = TypeVar("Row", bound=Commitment)

MONTHS: Final = 12


class YearOfMonths(NamedTuple):
    """How many rows are due in each month of one year; ``year`` None is a year not stated."""

    year: int | None
    counts: tuple[int, ...]


class Stretch(NamedTuple, Generic[Row]):
    """A row in its year: the months, 1 to 12, it begins and is due in.

    They are the same where the document states no beginning. What begins in an earlier
    year begins in January.
    """

    row: Row
    begins: int
    due: int


class Year(NamedTuple, Generic[Row]):
    """The rows due in one year, the first due first; ``year`` None is a year not stated."""

    year: int | None
    stretches: tuple[Stretch[Row], ...]


class Compared(NamedTuple, Generic[Row]):
    """The rows of two sides in one category.

    Attributes:
        pairs: Rows of both that speak of the same thing.
        left, right: The other rows of each side.
    """

    category: str
    pairs: tuple[tuple[Row, Row], ...]
    left: tuple[Row, ...]
    right: tuple[Row, ...]


def by_category(rows: Iterable[Commitment]) -> tuple[tuple[str, int], ...]:
    """Return how many rows each category has, the greatest number first."""
    counted = Counter(row.category for row in rows)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], _place(pair[0]))))


def by_month(rows: Iterable[Commitment]) -> tuple[YearOfMonths, ...]:
    """Return how many rows are due in each month, year by year, the year not stated last.

    Rows that state no month are left out.
    """
    counted = Counter(due for row in rows if (due := month_of(row)) is not None)
    years = sorted({year for year, _ in counted}, key=_year_order)
    return tuple(
        YearOfMonths(year, tuple(counted[year, month] for month in range(1, MONTHS + 1)))
        for year in years
    )


def month_of(row: Commitment) -> tuple[int | None, int] | None:
    """Return the year, where it is stated, and the month a row is due in; None without one."""
    if row.deadline_to is not None:
        return row.deadline_to.year, row.deadline_to.month
    if row.deadline_month_day is not None:
        return None, int(row.deadline_month_day[:2])
    return None


def timeline(rows: Iterable[Row]) -> tuple[Year[Row], ...]:
    """Return the rows whose month is stated in the order they are due, year by year."""
    years: dict[int | None, list[Stretch[Row]]] = {}
    for row in rows:
        due = month_of(row)
        if due is not None:
            year, month = due
            years.setdefault(year, []).append(Stretch(row, _beginning(row, month), month))
    return tuple(
        Year(year, tuple(sorted(years[year], key=lambda one: _day(one.row))))
        for year in sorted(years, key=_year_order)
    )


def compare(left: Sequence[Row], right: Sequence[Row]) -> tuple[Compared[Row], ...]:
    """Return the rows of two sides category by category, those of the same thing as pairs.

    Two rows are a pair where their subjects are the same, or where their unit is and they
    share most words of what is promised; the most alike are paired first, and each once. A
    pair stands in the category of its left row.
    """
    pairs = pairs_of(left, right)
    used_left, used_right = {at for at, _ in pairs}, {at for _, at in pairs}
    alone_left = [row for at, row in enumerate(left) if at not in used_left]
    alone_right = [row for at, row in enumerate(right) if at not in used_right]
    both = [(left[one], right[other]) for one, other in sorted(pairs)]
    named = {row.category for row in (*left, *alone_right)}
    return tuple(
        Compared(
            category,
            tuple(pair for pair in both if pair[0].category == category),
            tuple(row for row in alone_left if row.category == category),
            tuple(row for row in alone_right if row.category == category),
        )
        for category in sorted(named, key=_place)
    )


def _beginning(row: Commitment, due: int) -> int:
    if row.deadline_from is None or row.deadline_to is None:
        return due
    begins = row.deadline_from.month if row.deadline_from.year == row.deadline_to.year else 1
    return min(begins, due)


def _day(row: Commitment) -> str:
    return row.deadline_to.strftime("%m-%d") if row.deadline_to else row.deadline_month_day or ""


def _place(category: str) -> tuple[int, str]:
    """Return where a category stands in the list of them; one not in it comes last."""
    known = category in CATEGORIES
    return (CATEGORIES.index(category) if known else len(CATEGORIES), category)


def _year_order(year: int | None) -> tuple[bool, int]:
    return (year is None, year or 0)
