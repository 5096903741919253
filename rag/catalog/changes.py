"""Statements that change the catalog; the caller owns the transaction."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, Integer, String, cast, delete, insert, select, update

from rag.catalog import contents, reading, vectors
from rag.catalog.models import DocumentRow, MarkerRow, PassageRow, VectorRow

GENERATION: Final = "generation"


def remove(connection: Connection, document_id: str) -> frozenset[str]:
    """Delete a document with its parts; return the names of its passages' vectors."""
    hashes = connection.scalars(
        select(PassageRow.text_hash).where(PassageRow.document_id == document_id)
    )
    former = frozenset(hashes)
    connection.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
    return former


def rename_vectors(connection: Connection) -> None:
    """Name every passage's vector by the words that are embedded now."""
    names = connection.scalars(select(DocumentRow.id).order_by(DocumentRow.id)).all()
    for start in range(0, len(names), contents.DOCUMENTS_AT_ONCE):
        for content in contents.read(connection, names[start : start + contents.DOCUMENTS_AT_ONCE]):
            for row in reading.passage_rows(content.meta, content.clauses, content.passages):
                connection.execute(
                    update(PassageRow)
                    .where(PassageRow.id == row["id"])
                    .values(text_hash=row["text_hash"])
                )
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.id == content.document_id)
                .values(revision=uuid4().hex)
            )
    stored = connection.scalars(select(VectorRow.text_hash).distinct()).all()
    vectors.forget_unused(connection, stored)
    advance(connection)


def advance(connection: Connection) -> None:
    """Let the generation grow by one."""
    grown = cast(cast(MarkerRow.value, Integer) + 1, String)
    changed = connection.execute(
        update(MarkerRow).where(MarkerRow.key == GENERATION).values(value=grown)
    )
    if not changed.rowcount:
        connection.execute(insert(MarkerRow), {"key": GENERATION, "value": "1"})


def marker(connection: Connection, key: str) -> str | None:
    """Return the value kept under ``key``, or None."""
    return connection.scalar(select(MarkerRow.value).where(MarkerRow.key == key))


def mark(connection: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``."""
    changed = connection.execute(update(MarkerRow).where(MarkerRow.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(MarkerRow), {"key": key, "value": value})
