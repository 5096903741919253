"""The rows of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rag.schemas.record import Record

LedgerOrder = Literal["document", "value", "-value", "deadline", "-deadline", "category"]
"""What rows are sorted by; ``-`` means the greatest or the latest first."""


class LedgerQuery(Record):
    """Which rows of the ledger are wanted; None, or an empty tuple, confines nothing.

    Attributes:
        regions: The rows' documents are about one of these regions.
        units: The rows' unit is one of these.
        without_documents: Not the rows of these documents.
        terms: Each must stand in the row's words, the sentence around them, the topic or
            the clause's title, folded.
        any_terms: One of these must stand in the words of the row itself.
        comparators: The rows' comparator is one of these.
        percentages: Only percentages, or only what is none.
        strictly: ``least`` and ``most`` themselves lie outside.
        deadline_after, deadline_before: First and last day a deadline may end on, as
            ``YYYY-MM-DD`` or ``MM-DD``. The year is compared where both sides name one.
        least, most: Bounds of the value.
        strict: Only rows with a literal figure or date, or only those without.
        has_value, has_deadline: Only rows with one.
        no_deadline: Only rows without one.
        limit: Most rows returned.
    """

    regions: tuple[str, ...] = ()
    document_ids: tuple[str, ...] | None = None
    without_documents: tuple[str, ...] = ()
    category: str | None = None
    units: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    any_terms: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    percentages: bool | None = None
    deadline_after: str | None = None
    deadline_before: str | None = None
    least: float | None = None
    most: float | None = None
    strictly: bool = False
    strict: bool | None = None
    has_value: bool = False
    has_deadline: bool = False
    no_deadline: bool = False
    sort: LedgerOrder = "document"
    limit: int = 1000
    offset: int = 0


class Commitment(Record):
    """One measurable or time-bound promise of a clause (a row of the ledger).

    Attributes:
        value, value_max: Decimal strings; ``value_max`` closes a range.
        comparator: ``=``, ``>=``, ``>``, ``<=``, ``<`` or None.
        deadline_from, deadline_to: None while the year is unknown; then
            ``deadline_month_day`` holds ``MM-DD``.
        strict: True where a literal number, percentage or date stands in the quote.
    """

    id: str
    document_id: str
    source: str
    region: str | None
    clause_id: str
    clause_path: str
    quote: str
    start: int
    end: int
    action: str
    subject: str
    value: str | None
    value_max: str | None
    unit: str | None
    comparator: Literal["=", ">=", ">", "<=", "<"] | None
    is_percentage: bool
    deadline_text: str | None
    deadline_from: date | None
    deadline_to: date | None
    deadline_month_day: str | None
    places: tuple[str, ...]
    category: str
    strict: bool


class LedgerPage(Record):
    """Rows of the ledger, and how many there are in all."""

    rows: tuple[Commitment, ...]
    total: int


class Tally(Record):
    """What words of our own count or add up, for the gate to count and add up again.

    Attributes:
        rows: The rows of the ledger that are counted, by id.
        count: How many they are said to be.
        total: Their sum as a decimal string; None where nothing is added.
        rest: What the first leaves when the others are taken from it.
        falling: True where their values are said to fall from the first row to the last.
        difference: By how much the first exceeds the second of two that fall.
        ratio: How many times the second the first is, of two that fall.
        beyond: Rows counted that are not shown; a count with such rows is the catalog's.
    """

    rows: tuple[str, ...]
    count: int | None = None
    total: str | None = None
    rest: str | None = None
    falling: bool = False
    difference: str | None = None
    ratio: str | None = None
    beyond: int = 0

    @property
    def is_reckoned(self) -> bool:
        """Whether rows are added up, subtracted from each other or divided by each other."""
        return any((self.total, self.rest, self.difference, self.ratio))
