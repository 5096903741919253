"""The ledger's rows, and the statements that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    case,
    func,
    join,
    or_,
    select,
    true,
)

from rag.catalog.models import ClauseRow, CommitmentRow, DocumentRow
from rag.catalog.reading import Values
from rag.schemas import (
    Clause,
    Commitment,
    Document,
    LedgerOrder,
    LedgerPage,
    LedgerQuery,
    Passage,
)
from rag.text import fold

_JOINED: Final = frozenset({"source", "region", "clause_path"})
"""Fields of a commitment that its document and its clause keep."""
_COLUMNS: Final = tuple(name for name in Commitment.model_fields if name not in _JOINED)
_LEDGER: Final = join(CommitmentRow, DocumentRow, DocumentRow.id == CommitmentRow.document_id).join(
    ClauseRow, ClauseRow.id == CommitmentRow.clause_id
)
_ROWS: Final = select(
    *(getattr(CommitmentRow, name) for name in _COLUMNS),
    DocumentRow.source,
    DocumentRow.region,
    ClauseRow.path.label("clause_path"),
).select_from(_LEDGER)
_ESCAPE: Final = "\\"
_LINE: Final = "\n"
_EDGE: Final = "\x1f"
"""Parts a row's own words from those around them; no readable text holds it."""
_FULL_DATE: Final = 10
"""Characters of ``YYYY-MM-DD``."""


def rows(
    document: Document,
    clauses: Sequence[Clause],
    passages: Sequence[Passage],
    commitments: Sequence[Commitment],
) -> list[Values]:
    """Return the rows of a document's commitments.

    Raises:
        KeyError: A commitment stands in a clause that is not among ``clauses``.
    """
    by_id = {clause.id: clause for clause in clauses}
    made = []
    for one in commitments:
        due = one.deadline_to.strftime("%m-%d") if one.deadline_to else one.deadline_month_day
        around = [by_id[one.clause_id].title, *_around(document, passages, one)]
        own = [one.quote, one.action, one.subject, *one.places, one.deadline_text or ""]
        made.append(
            {
                **one.model_dump(exclude=set(_JOINED)),
                "places": list(one.places),
                "amount": None if one.value is None else float(one.value),
                "due": due,
                "words": f"{fold(_LINE.join(own))}{_EDGE}{fold(_LINE.join(around))}",
            }
        )
    return made


def _around(
    document: Document, passages: Sequence[Passage], commitment: Commitment
) -> Iterator[str]:
    """Yield the topic a commitment stands under, and the sentence it stands in."""
    for passage in passages:
        if passage.start <= commitment.start < passage.end:
            yield passage.topic or ""
            for span in passage.sentences:
                if span.start <= commitment.start < span.end:
                    yield document.text[span.start : span.end]
                    return


def read(connection: Connection, query: LedgerQuery) -> LedgerPage:
    """Return the rows wanted, and how many there are in all."""
    wanted = and_(true(), *_conditions(query))
    total = connection.scalar(select(func.count()).select_from(_LEDGER).where(wanted)) or 0
    statement = _ROWS.where(wanted).order_by(*_order(query))
    found = connection.execute(statement.limit(query.limit).offset(query.offset)).mappings()
    return LedgerPage(rows=tuple(map(_commitment, found)), total=total)


def read_of(connection: Connection, document_id: str) -> frozenset[Commitment]:
    """Return every row of one document."""
    found = connection.execute(_ROWS.where(CommitmentRow.document_id == document_id)).mappings()
    return frozenset(map(_commitment, found))


def _commitment(row: RowMapping) -> Commitment:
    return Commitment.model_validate({name: row[name] for name in Commitment.model_fields})


def _conditions(query: LedgerQuery) -> list[ColumnElement[bool]]:
    row = CommitmentRow
    made: list[ColumnElement[bool]] = []
    if query.regions:
        made.append(DocumentRow.region.in_(query.regions))
    if query.document_ids is not None:
        made.append(row.document_id.in_(query.document_ids))
    if query.category is not None:
        made.append(row.category == query.category)
    if query.units:
        made.append(row.unit.in_(query.units))
    if query.without_documents:
        made.append(row.document_id.not_in(query.without_documents))
    if query.percentages is not None:
        made.append(row.is_percentage.is_(query.percentages))
    made += [_says(term) for term in query.terms]
    if query.any_terms:
        made.append(or_(*(_says(term, before=_EDGE) for term in query.any_terms)))
    if query.deadline_after is not None or query.deadline_before is not None:
        made.append(_ends(query.deadline_after, query.deadline_before))
    if query.least is not None:
        exact, wanted = row.amount >= query.least, row.amount > query.least
        made.append(wanted if query.strictly else exact)
    if query.most is not None:
        exact, wanted = row.amount <= query.most, row.amount < query.most
        made.append(wanted if query.strictly else exact)
    if query.strict is not None:
        made.append(row.strict.is_(query.strict))
    if query.has_value:
        made.append(row.value.is_not(None))
    if query.has_deadline:
        made.append(row.due.is_not(None))
    return made


def _says(term: str, before: str = "") -> ColumnElement[bool]:
    """Return the condition that a row says ``term``, somewhere before ``before``."""
    end = f"{before}%" if before else ""
    return CommitmentRow.words.like(f"%{_literal(fold(term))}%{end}", escape=_ESCAPE)


def _literal(words: str) -> str:
    for special in (_ESCAPE, "%", "_"):
        words = words.replace(special, _ESCAPE + special)
    return words


def _ends(after: str | None, before: str | None) -> ColumnElement[bool]:
    """Return the condition that a deadline ends on a day between two, either included.

    The year decides where both sides name one; else the month and day alone are compared,
    as the year of such a deadline is not known. It fits where it may fall between the two.
    """
    due, to = CommitmentRow.due, CommitmentRow.deadline_to
    monthly: list[ColumnElement[bool]] = []
    dated: list[ColumnElement[bool]] = []
    if after is not None:
        monthly.append(due >= after[-5:])
        dated.append(to >= date.fromisoformat(after) if len(after) == _FULL_DATE else monthly[-1])
    if before is not None:
        monthly.append(due <= before[-5:])
        dated.append(to <= date.fromisoformat(before) if len(before) == _FULL_DATE else monthly[-1])
    if after and before and len(after) == len(before) == _FULL_DATE:
        years = int(before[:4]) - int(after[:4])
        if years == 1:
            monthly = [or_(*monthly)]
        elif years > 1:
            monthly = [due.is_not(None)]
    return or_(and_(to.is_(None), *monthly), and_(to.is_not(None), *dated))


def _order(query: LedgerQuery) -> list[ColumnElement[Any]]:
    row = CommitmentRow
    place: list[Any] = [DocumentRow.source, row.start, row.end, row.id]
    open_ended = case((row.due.is_(None), 1), else_=0)
    yearless = case((row.deadline_to.is_(None), 1), else_=0)
    orders: dict[LedgerOrder, list[Any]] = {
        "document": [],
        "category": [row.category],
        "value": [case((row.amount.is_(None), 1), else_=0), row.amount],
        "-value": [case((row.amount.is_(None), 1), else_=0), row.amount.desc()],
        "deadline": [open_ended, yearless, row.deadline_to, row.due],
        "-deadline": [open_ended, yearless, row.deadline_to.desc(), row.due.desc()],
    }
    return [*orders[query.sort], *place]
