"""The rows of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rag.schemas.record import Record


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
