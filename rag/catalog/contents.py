"""Statements that read documents with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, Subquery, func, select

from rag.catalog import reading
from rag.catalog.models import ClauseRow, DocumentRow, PassageRow
from rag.catalog.reading import Content, Stored
from rag.schemas import Clause, DocumentSummary, Passage

DOCUMENTS_AT_ONCE: Final = 50
"""How many documents are read together: enough to be quick, few enough for memory."""

_OF_THE_TEXT = ("text", "pages", "scanned")
_WORDLESS = [column for column in DocumentRow.__table__.columns if column.name not in _OF_THE_TEXT]


def read_summaries(connection: Connection) -> tuple[DocumentSummary, ...]:
    """Return every document without its words, by source."""
    clauses = _count(ClauseRow)
    passages = _count(PassageRow)
    statement = (
        select(
            *_WORDLESS,
            func.length(DocumentRow.text).label("characters"),
            func.coalesce(clauses.c.n, 0).label("clauses"),
            func.coalesce(passages.c.n, 0).label("passages"),
        )
        .outerjoin(clauses, clauses.c.document_id == DocumentRow.id)
        .outerjoin(passages, passages.c.document_id == DocumentRow.id)
        .order_by(DocumentRow.source, DocumentRow.id)
    )
    return tuple(map(reading.summary_of, connection.execute(statement).mappings()))


def read_stored(connection: Connection) -> dict[str, Stored]:
    """Return each document's revision and number of passages, by document id."""
    passages = _count(PassageRow)
    rows = connection.execute(
        select(DocumentRow.id, DocumentRow.revision, func.coalesce(passages.c.n, 0)).outerjoin(
            passages, passages.c.document_id == DocumentRow.id
        )
    )
    return {document_id: Stored(revision, n) for document_id, revision, n in rows}


def _count(row: type[ClauseRow | PassageRow]) -> Subquery:
    return select(row.document_id, func.count().label("n")).group_by(row.document_id).subquery()


def read(connection: Connection, names: Sequence[str]) -> Iterator[Content]:
    """Yield the content of the documents named, by id."""
    documents = connection.execute(
        select(*_WORDLESS).where(DocumentRow.id.in_(names)).order_by(DocumentRow.id)
    ).mappings()
    metas = {row["id"]: reading.meta_of(row) for row in documents}
    clauses: dict[str, list[Clause]] = {name: [] for name in metas}
    for row in connection.execute(
        select(ClauseRow.__table__)
        .where(ClauseRow.document_id.in_(names))
        .order_by(ClauseRow.ordinal)
    ).mappings():
        clauses[row["document_id"]].append(reading.clause_of(row))
    passages: dict[str, list[Passage]] = {name: [] for name in metas}
    for row in connection.execute(
        select(PassageRow.__table__)
        .where(PassageRow.document_id.in_(names))
        .order_by(PassageRow.ordinal)
    ).mappings():
        passages[row["document_id"]].append(reading.passage_of(row))
    for name, meta in metas.items():
        yield Content(
            document_id=name,
            meta=meta,
            clauses=tuple(clauses[name]),
            passages=tuple(passages[name]),
        )
