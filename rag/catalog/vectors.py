"""The vectors kept in the catalog: each once, under its model and its words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, and_, delete, exists, func, insert, select

from rag.catalog.models import ClauseRow, DocumentRow, PassageRow, VectorRow
from rag.catalog.reading import clause_of, meta_of, passage_of
from rag.passage_text import embedded_text

NAMES_AT_ONCE = 1000
"""How many values one statement names: far below what SQLite and PostgreSQL allow."""


def slices(names: Collection[str]) -> Iterator[Sequence[str]]:
    """Yield ``names`` in runs short enough for one statement."""
    ordered = list(names)
    for start in range(0, len(ordered), NAMES_AT_ONCE):
        yield ordered[start : start + NAMES_AT_ONCE]


def read(
    connection: Connection, fingerprint: str, hashes: Collection[str]
) -> dict[str, NDArray[np.float32]]:
    """Return the vectors there are of ``hashes``, by hash."""
    found: dict[str, NDArray[np.float32]] = {}
    for names in slices(hashes):
        rows = connection.execute(
            select(VectorRow.text_hash, VectorRow.vector).where(
                VectorRow.fingerprint == fingerprint, VectorRow.text_hash.in_(names)
            )
        )
        for name, vector in rows:
            found[name] = np.frombuffer(vector, dtype="<f4").astype(np.float32)
    return found


def write(
    connection: Connection, fingerprint: str, vectors: Mapping[str, NDArray[np.float32]]
) -> None:
    """Store those of ``vectors`` that are not yet stored, and whose words are still there.

    Words may be erased while their vectors are made; those that are there stay until the end
    of the transaction.
    """
    for names in slices(vectors):
        there = set(
            connection.scalars(
                select(PassageRow.text_hash)
                .where(PassageRow.text_hash.in_(names))
                .with_for_update(read=True)
            )
        )
        present = set(
            connection.scalars(
                select(VectorRow.text_hash).where(
                    VectorRow.fingerprint == fingerprint, VectorRow.text_hash.in_(names)
                )
            )
        )
        rows = [
            {
                "fingerprint": fingerprint,
                "text_hash": name,
                "vector": np.asarray(vectors[name], dtype="<f4").tobytes(),
            }
            for name in names
            if name in there and name not in present
        ]
        if rows:
            connection.execute(insert(VectorRow), rows)


def forget_unused(connection: Connection, hashes: Collection[str]) -> None:
    """Delete the vectors of those ``hashes`` that no passage has any more."""
    used = exists().where(PassageRow.text_hash == VectorRow.text_hash)
    for names in slices(hashes):
        connection.execute(delete(VectorRow).where(VectorRow.text_hash.in_(names), ~used))


def _lacking(fingerprint: str) -> Select[str]:
    return (
        select(PassageRow.id)
        .outerjoin(
            VectorRow,
            and_(
                VectorRow.text_hash == PassageRow.text_hash,
                VectorRow.fingerprint == fingerprint,
            ),
        )
        .where(VectorRow.text_hash.is_(None))
    )


def count_pending(connection: Connection, fingerprint: str) -> int:
    """Return how many different texts have no vector of ``fingerprint`` yet."""
    lacking = _lacking(fingerprint).with_only_columns(PassageRow.text_hash).distinct().subquery()
    return connection.scalar(select(func.count()).select_from(lacking)) or 0


def incomplete_documents(connection: Connection, fingerprint: str) -> frozenset[str]:
    """Return the documents of which some passage has no vector yet."""
    lacking = _lacking(fingerprint).with_only_columns(PassageRow.document_id).distinct()
    return frozenset(connection.scalars(lacking))


def texts_pending(connection: Connection, fingerprint: str, limit: int) -> dict[str, str]:
    """Return the words of the first ``limit`` passages without a vector, by their hash.

    They come in reading order, so that whole documents are completed first.
    """
    passages = connection.execute(
        select(PassageRow.__table__)
        .where(PassageRow.id.in_(_lacking(fingerprint)))
        .order_by(PassageRow.document_id, PassageRow.ordinal)
        .limit(limit)
    ).mappings()
    rows = list(passages)
    metas = {}
    clauses = {}
    for names in slices({row["document_id"] for row in rows}):
        found = connection.execute(
            select(DocumentRow.__table__).where(DocumentRow.id.in_(names))
        ).mappings()
        metas.update({row["id"]: meta_of(row) for row in found})
    for names in slices({row["clause_id"] for row in rows}):
        found = connection.execute(
            select(ClauseRow.__table__).where(ClauseRow.id.in_(names))
        ).mappings()
        clauses.update({row["id"]: clause_of(row) for row in found})
    return {
        row["text_hash"]: embedded_text(
            metas[row["document_id"]], clauses[row["clause_id"]], passage_of(row)
        )
        for row in rows
    }
