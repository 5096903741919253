"""The ledger's rows, and the statements that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    RowMapping,
    and_,
    case,
    func,
    join,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

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
_LINE: Final = "\n"
_EDGE: Final = "\x1f"
"""Parts a row's own words from those around them; no readable text holds it."""
_FULL_DATE: Final = 10
"""Characters of ``YYYY-MM-DD``."""


class _Position(FunctionElement[int]):
    """Where a text first holds another, from 1; 0 where it does not. Much quicker than LIKE."""

    type = Integer()
    inherit_cache = True


@compiles(_Position)
def _instr(element: _Position, compiler: SQLCompiler, **options: object) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _strpos(element: _Position, compiler: SQLCompiler, **options: object) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


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
    # One pass over the ledger both counts and picks; only what is picked is read whole.
    picked = (
        select(CommitmentRow.id, func.count().over().label("total"))
        .join(DocumentRow, DocumentRow.id == CommitmentRow.document_id)
        .where(wanted)
        .order_by(*_order(query))
        .limit(query.limit)
        .offset(query.offset)
        .subquery()
    )
    statement = _ROWS.add_columns(picked.c.total).join(picked, picked.c.id == CommitmentRow.id)
    found = connection.execute(statement.order_by(*_order(query))).mappings().all()
    if found:
        return LedgerPage(rows=tuple(map(_commitment, found)), total=found[0]["total"])
    counted = select(func.count()).select_from(_LEDGER).where(wanted)
    return LedgerPage(rows=(), total=connection.scalar(counted) or 0 if query.offset else 0)


def read_of(connection: Connection, document_id: str) -> frozenset[Commitment]:
    """Return every row of one document."""
    found = connection.execute(_ROWS.where(CommitmentRow.document_id == document_id)).mappings()
    return frozenset(map(_commitment, found))


def _commitment(row: RowMapping) -> Commitment:
    return Commitment.model_validate({name: row[name] for name in Commitment.model_fields})


def _conditions(query: LedgerQuery) -> list[ColumnElement[bool]]:
    row = CommitmentRow
    wanted = (
        (query.regions, DocumentRow.region.in_(query.regions)),
        (query.document_ids is not None, row.document_id.in_(query.document_ids or ())),
        (query.without_documents, row.document_id.not_in(query.without_documents)),
        (query.category is not None, row.category == query.category),
        (query.units, row.unit.in_(query.units)),
        (query.comparators, row.comparator.in_(query.comparators)),
        (query.percentages is not None, row.is_percentage.is_(query.percentages)),
        (query.strict is not None, row.strict.is_(query.strict)),
        (query.has_value, row.value.is_not(None)),
        (query.has_deadline, row.due.is_not(None)),
        (query.no_deadline, and_(row.due.is_(None), row.deadline_text.is_(None))),
    )
    return [
        *(condition for is_wanted, condition in wanted if is_wanted),
        *_bounds(query),
        *(_says(term) for term in query.terms),
        *([or_(*(_says(t, itself=True) for t in query.any_terms))] if query.any_terms else []),
    ]


def _bounds(query: LedgerQuery) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that bound the number and the day."""
    amount = CommitmentRow.amount
    if query.least is not None:
        yield amount > query.least if query.strictly else amount >= query.least
    if query.most is not None:
        yield amount < query.most if query.strictly else amount <= query.most
    if query.deadline_after is not None or query.deadline_before is not None:
        yield _ends(query.deadline_after, query.deadline_before)


def _says(term: str, *, itself: bool = False) -> ColumnElement[bool]:
    """Return the condition that ``term`` stands in a row's words, or in those of its own."""
    at = _Position(CommitmentRow.words, literal(fold(term)))
    return and_(at > 0, at < _Position(CommitmentRow.words, literal(_EDGE))) if itself else at > 0


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
