"""Turning rows of the catalog into records, and records into rows; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from rag.passage_text import embedded_text, text_hash
from rag.schemas import (
    Clause,
    Document,
    DocumentMeta,
    DocumentSummary,
    Passage,
    Record,
    Span,
)

Values = dict[str, Any]
"""Column name to value: what the database takes."""

_META_COLUMNS = tuple(DocumentMeta.model_fields)
_CLAUSE_COLUMNS = tuple(Clause.model_fields)


class Content(Record):
    """What the catalog holds of one document, apart from its whole text."""

    document_id: str
    meta: DocumentMeta
    clauses: tuple[Clause, ...]
    passages: tuple[Passage, ...]


class PassageKey(NamedTuple):
    """The names of one passage: its own, its document's, and its vector's."""

    passage_id: str
    document_id: str
    text_hash: str


class Stored(NamedTuple):
    """How a document stands in the catalog: its revision, and its number of passages."""

    revision: str
    passages: int


def meta_of(row: RowMapping) -> DocumentMeta:
    """Return the metadata that stands in the columns of a document's row."""
    return DocumentMeta.model_validate({name: row[name] for name in _META_COLUMNS})


def document_of(row: RowMapping) -> Document:
    """Return the document of a row that holds its text."""
    return Document(
        id=row["id"],
        source=row["source"],
        text=row["text"],
        content_hash=row["content_hash"],
        meta=meta_of(row),
        pages=tuple(row["pages"]),
        scanned={int(page): certain for page, certain in row["scanned"].items()},
    )


def summary_of(row: RowMapping) -> DocumentSummary:
    """Return the summary of a row that holds the counts."""
    stored: datetime = row["ingested_at"]
    return DocumentSummary(
        id=row["id"],
        source=row["source"],
        content_hash=row["content_hash"],
        meta=meta_of(row),
        characters=row["characters"],
        clauses=row["clauses"],
        passages=row["passages"],
        # SQLite keeps no time zone; what is stored is always UTC
        ingested_at=stored if stored.tzinfo else stored.replace(tzinfo=UTC),
        revision=row["revision"],
    )


def clause_of(row: RowMapping) -> Clause:
    """Return the clause of a row."""
    return Clause.model_validate({name: row[name] for name in _CLAUSE_COLUMNS})


def passage_of(row: RowMapping) -> Passage:
    """Return the passage of a row."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        clause_id=row["clause_id"],
        topic=row["topic"],
        text=row["text"],
        start=row["start"],
        end=row["end"],
        sentences=tuple(Span(start=start, end=end) for start, end in row["sentences"]),
        ordinal=row["ordinal"],
    )


def document_row(document: Document, revision: str) -> Values:
    """Return the row of ``document`` as stored now."""
    meta = document.meta.model_dump()
    return {
        **meta,
        "region_aliases": list(document.meta.region_aliases),
        "supersedes": list(document.meta.supersedes),
        "found": [place.model_dump() for place in document.meta.found],
        "status": document.meta.status.value,
        "id": document.id,
        "source": document.source,
        "text": document.text,
        "content_hash": document.content_hash,
        "pages": list(document.pages),
        "scanned": {str(page): certain for page, certain in document.scanned.items()},
        "revision": revision,
        "ingested_at": datetime.now(UTC),
    }


def clause_row(clause: Clause) -> Values:
    """Return the row of ``clause``."""
    return {**clause.model_dump(), "kind": clause.kind.value}


def passage_rows(
    meta: DocumentMeta, clauses: Sequence[Clause], passages: Sequence[Passage]
) -> list[Values]:
    """Return the rows of ``passages``, each named by the hash of its embedded words.

    Raises:
        KeyError: A passage stands in a clause that is not among ``clauses``.
    """
    by_id = {clause.id: clause for clause in clauses}
    return [
        {
            **passage.model_dump(exclude={"sentences"}),
            "sentences": [[span.start, span.end] for span in passage.sentences],
            "text_hash": text_hash(embedded_text(meta, by_id[passage.clause_id], passage)),
        }
        for passage in passages
    ]
