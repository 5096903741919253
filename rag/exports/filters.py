"""What a person may ask of the ledger, as typed, and how it is understood."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from typing import Final, Self

from pydantic import Field, ValidationError

from rag.commitments.categories import CATEGORIES
from rag.errors import InputError, NotFoundError
from rag.schemas import LedgerOrder, LedgerQuery, Record
from rag.text import clean, fold
from rag.text.measures import canonical
from rag.understand.places import Gazetteer

MOST_ROWS: Final = 10_000
"""Most rows that are read at once."""

_DAY: Final = re.compile(r"(?:(?P<year>[0-9]{4})-)?(?P<month_day>[0-9]{2}-[0-9]{2})")
# a month and day may be the 29th of February, as its year is not known
_LEAP_YEAR: Final = "2000"
_DAY_WORDS: Final = "`YYYY-MM-DD`, or `MM-DD` for that day of whatever year."


class LedgerFilters(Record):
    """Filters of the ledger as typed; an empty text confines nothing.

    ``limit`` None leaves it to the format.
    """

    region: str = Field(
        "", max_length=100, description="District, under any of the names people use for it."
    )
    category: str = Field("", max_length=50, description=f"One of {'、'.join(CATEGORIES)}.")
    unit: str = Field("", max_length=50, description="Unit of the figure, e.g. `公里`.")
    q: str = Field(
        "", max_length=200, description="Words, divided by spaces; a row must hold each of them."
    )
    deadline_before: str = Field(
        "", max_length=20, description=f"Last day a deadline may end on: {_DAY_WORDS}"
    )
    deadline_after: str = Field(
        "", max_length=20, description=f"First day a deadline may end on: {_DAY_WORDS}"
    )
    document_id: str = Field("", max_length=200, description="Rows of this document alone.")
    strict: bool | None = Field(
        None, description="`true`: rows with a literal figure or date; `false`: the others."
    )
    sort: LedgerOrder = Field(
        "document", description="`-` puts the greatest or the latest first; no value, last."
    )
    limit: int | None = Field(
        None,
        ge=1,
        le=MOST_ROWS,
        description=f"Most rows returned. Unset: 200 as JSON, {MOST_ROWS} in a file.",
    )
    offset: int = Field(0, ge=0, le=1_000_000_000, description="Rows passed over.")

    @classmethod
    def typed(cls, **values: object) -> Self:
        """Return filters of values as typed.

        Raises:
            InputError: One is too long or out of range; ``fields`` names them.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            names = ", ".join(str(fault["loc"][0]) for fault in error.errors())
            raise InputError(reason="fields", fields=names) from error

    def query(
        self, gazetteer: Gazetteer, known: Container[str], limit: int, *, dated: bool
    ) -> LedgerQuery:
        """Return what the catalog is asked for.

        Args:
            gazetteer: Names of the regions that documents are about.
            known: The ids of the documents there are.
            limit: Most rows where the filters do not say.
            dated: Only rows with a deadline.

        Raises:
            InputError: A filter can match nothing whatever the ledger holds; ``reason``
                says which: ``category``, ``day``, ``days`` or ``unreadable``.
            NotFoundError: There is no such document.
        """
        after, before = _day(self.deadline_after), _day(self.deadline_before)
        # of one with a year and one without, some year may lie between
        if after and before and len(after) == len(before) and after > before:
            raise InputError(reason="days", after=after, before=before)
        category = _readable(self.category)
        if category and category not in CATEGORIES:
            raise InputError(reason="category", category=category, allowed="、".join(CATEGORIES))
        document = _readable(self.document_id)
        if document and document not in known:
            raise NotFoundError(reason="document")
        unit = canonical(fold(_readable(self.unit)))
        return LedgerQuery(
            regions=self.regions(gazetteer),
            document_ids=(document,) if document else None,
            category=category or None,
            units=(unit,) if unit else (),
            terms=tuple(_readable(self.q).split()),
            deadline_after=after,
            deadline_before=before,
            strict=self.strict,
            has_deadline=dated,
            sort=self.sort,
            limit=self.limit or limit,
            offset=self.offset,
        )

    def regions(self, gazetteer: Gazetteer) -> tuple[str, ...]:
        """Return the regions meant, as documents spell them; one that none is about as typed."""
        typed = _readable(self.region)
        if not typed:
            return ()
        return gazetteer.find(fold(typed), lambda _: True).regions or (typed,)


def _readable(typed: str) -> str:
    """Return what was typed without what is invisible in it."""
    words = clean(typed).strip()
    # other controls count as white space to Python, and are none that anyone types
    if typed.strip(" \t\r\n\u3000") and not words:
        # nothing is left of it, and as no filter it would match everything
        raise InputError(reason="unreadable")
    return words


def _day(typed: str) -> str | None:
    """Return a day as the catalog takes it, or None where nothing was typed."""
    day = _readable(typed)
    parts = _DAY.fullmatch(day)
    if parts is None:
        if day:
            raise InputError(reason="day", day=day)
        return None
    try:
        date.fromisoformat(f"{parts['year'] or _LEAP_YEAR}-{parts['month_day']}")
    except ValueError as error:
        raise InputError(reason="day", day=day) from error
    return day
