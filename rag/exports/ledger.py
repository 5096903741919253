"""Reading the ledger for a person: rows with their documents and their links."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Self

from pydantic import Field

from rag.catalog import Catalog
from rag.citing import permalink
from rag.exports.filters import LedgerFilters
from rag.schemas import Commitment, DocumentStatus, DocumentSummary, Language, Record
from rag.standing import Standing, standing, today
from rag.understand.places import Gazetteer
from rag.wording import say

_COMPARED: Final = {"=": "eq", ">=": "ge", ">": "gt", "<=": "le", "<": "lt"}


class LedgerLine(Commitment):
    """A row of the ledger with what it needs to stand alone.

    Attributes:
        title, document_status: Of its document.
        standing: How its document stands today; not part of the public shape.
        permalink: The reader page at its quote.
    """

    title: str
    document_status: DocumentStatus
    standing: Standing = Field(exclude=True)
    permalink: str


class LedgerResult(Record):
    """Rows of the ledger, and how many match in all, shown or not."""

    total: int
    commitments: tuple[LedgerLine, ...]


class Ledger:
    """The ledger, read with the filters that people type."""

    def __init__(
        self, catalog: Catalog, summaries: Mapping[str, DocumentSummary], gazetteer: Gazetteer
    ) -> None:
        """Read from ``catalog``, of whose documents the others tell."""
        self._catalog = catalog
        self._summaries = summaries
        self._gazetteer = gazetteer

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """Return the ledger of a catalog of which nothing is in memory yet."""
        summaries = {summary.id: summary for summary in catalog.documents()}
        return cls(catalog, summaries, Gazetteer(s.meta for s in summaries.values()))

    def read(
        self, filters: LedgerFilters, base: str | None, limit: int, *, dated: bool = False
    ) -> LedgerResult:
        """Return the rows that the filters leave.

        Args:
            filters: As typed.
            base: Address that links begin with; None for relative ones.
            limit: Most rows where the filters do not say.
            dated: Only rows with a deadline.

        Raises:
            InputError: A filter makes no sense; see ``LedgerFilters.query``.
            NotFoundError: There is no such document.
            CatalogError: The catalog failed.
        """
        query = filters.query(self._gazetteer, self._summaries, limit, dated=dated)
        page = self._catalog.commitments(query)
        lines = tuple(self._line(row, base) for row in page.rows)
        return LedgerResult(total=page.total, commitments=lines)

    def _line(self, row: Commitment, base: str | None) -> LedgerLine:
        # a document taken in this moment may not have been told of yet
        summary = self._summaries.get(row.document_id)
        return LedgerLine(
            **dict(row),
            title=summary.meta.title if summary else row.source,
            document_status=summary.meta.status if summary else DocumentStatus.UNKNOWN,
            standing=standing(summary.meta, today()) if summary else "unknown",
            permalink=permalink(base, row.document_id, row.clause_id, row.start, row.end),
        )


def figure_words(row: Commitment, language: Language) -> str:
    """Return the figure of a row in words, such as ``至少 2000 人``; empty where it has none."""
    if row.value is None:
        return ""
    compared = "" if row.comparator == "=" else comparator_words(row, language)
    number = f"{row.value}-{row.value_max}" if row.value_max is not None else row.value
    return " ".join(filter(None, (compared, number, row.unit)))


def number_words(row: Commitment) -> str:
    """Return the number of a row with its thousands parted; empty where it has none."""
    if row.value is None:
        return ""
    ends = (row.value,) if row.value_max is None else (row.value, row.value_max)
    return "–".join(f"{Decimal(end):,f}" for end in ends)


def comparator_words(row: Commitment, language: Language) -> str:
    """Return in words how the figure of a row is meant; empty where that is not certain."""
    return say(f"export.compare.{_COMPARED[row.comparator]}", language) if row.comparator else ""


def deadline_words(row: Commitment) -> str:
    """Return the deadline of a row: as printed, with its day where that is known."""
    if row.deadline_text is None:
        return ""
    day = row.deadline_to.isoformat() if row.deadline_to else row.deadline_month_day
    return f"{row.deadline_text} {day}" if day else row.deadline_text
