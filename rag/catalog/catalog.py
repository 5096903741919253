"""The catalog: every document, clause, passage and vector, stored in transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from rag import passage_text
from rag.catalog import changes, contents, ledger, reading, vectors
from rag.catalog import connection as door
from rag.catalog.asked import AskedBook
from rag.catalog.curated import CuratedBook
from rag.catalog.jobs import JobBook
from rag.catalog.models import ClauseRow, CommitmentRow, DocumentRow, PassageRow
from rag.catalog.reading import Content, PassageKey, Stored
from rag.schemas import (
    Clause,
    Commitment,
    Document,
    DocumentSummary,
    LedgerPage,
    LedgerQuery,
    Passage,
)

_EMBEDDED_WORDS = "embedded_words"


class Catalog:
    """The system of record, in SQLite or PostgreSQL.

    A document counts as taken in once ``put`` has returned: it and all its parts
    are then stored for good, and none of them before. Everything else that the
    product keeps of documents (the index) is derived from here.

    Methods raise ``CatalogError`` when the database fails. An instance may be
    shared by threads.

    Attributes:
        asked: The questions that were asked, and what people thought of the answers.
        curated: The answers that staff pinned to questions.
        jobs: Work in the background, and the files that documents were read from.
    """

    def __init__(self, url: str) -> None:
        """Name the database by its SQLAlchemy ``url``; nothing is opened yet.

        Raises:
            ConfigurationError: The URL is malformed, or its driver is not installed.
        """
        self._engine = door.open_engine(url)
        self._writer = self._engine.execution_options(writes=True)
        self.asked = AskedBook(self._engine)
        self.curated = CuratedBook(self._engine)
        self.jobs = JobBook(self._engine)

    def upgrade(self) -> None:
        """Create the tables, or bring those of an older version to their present shape."""
        with self._writing() as connection:
            door.migrate(connection)
            if changes.marker(connection, _EMBEDDED_WORDS) != passage_text.VERSION:
                changes.rename_vectors(connection)
                changes.mark(connection, _EMBEDDED_WORDS, passage_text.VERSION)

    def dispose(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def check(self) -> tuple[str, ...]:
        """Return what the database itself finds damaged; empty when it is sound."""
        with self._reading() as connection:
            return door.quick_check(connection)

    # --- documents ---------------------------------------------------------------

    def put(
        self,
        document: Document,
        clauses: Sequence[Clause],
        passages: Sequence[Passage],
        commitments: Sequence[Commitment] = (),
    ) -> None:
        """Store ``document`` and its parts in place of its former version, or nothing."""
        with self._writing() as connection:
            former = changes.remove(connection, document.id)
            connection.execute(insert(DocumentRow), reading.document_row(document, uuid4().hex))
            if clauses:
                connection.execute(insert(ClauseRow), [reading.clause_row(c) for c in clauses])
            if passages:
                rows = reading.passage_rows(document.meta, clauses, passages)
                connection.execute(insert(PassageRow), rows)
            if commitments:
                entries = ledger.rows(document, clauses, passages, commitments)
                connection.execute(insert(CommitmentRow), entries)
            vectors.forget_unused(connection, former)
            changes.advance(connection)

    def delete(self, document_id: str) -> bool:
        """Delete a document, its parts and the vectors only it used; False if there is none."""
        with self._writing() as connection:
            known = connection.scalar(select(DocumentRow.id).where(DocumentRow.id == document_id))
            if known is None:
                return False
            vectors.forget_unused(connection, changes.remove(connection, document_id))
            changes.advance(connection)
        with door.translated():
            door.truncate_log(self._engine)
        return True

    def snapshot(self, target: Path) -> None:
        """Copy the whole catalog as it stands at one moment into a new SQLite file.

        Raises:
            ConfigurationError: The catalog is not in SQLite.
        """
        with door.translated():
            door.snapshot(self._engine, target)

    def give_back(self) -> None:
        """Return the disk pages that deletions have freed, where they are many."""
        with door.translated():
            door.give_back(self._engine)

    def generation(self) -> int:
        """Return a number that grows with every document put or deleted."""
        return int(self.marker(changes.GENERATION) or 0)

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return every document without its words, by source."""
        with self._reading() as connection:
            return contents.read_summaries(connection)

    def stored(self) -> dict[str, Stored]:
        """Return each document's revision and number of passages, by document id."""
        with self._reading() as connection:
            return contents.read_stored(connection)

    def document(self, document_id: str) -> Document | None:
        """Return a document with its text, or None."""
        statement = select(DocumentRow.__table__).where(DocumentRow.id == document_id)
        with self._reading() as connection:
            row = connection.execute(statement).mappings().one_or_none()
        return None if row is None else reading.document_of(row)

    # --- clauses and passages ------------------------------------------------------

    def clauses(self, document_id: str) -> tuple[Clause, ...]:
        """Return the clause tree of a document in reading order."""
        statement = (
            select(ClauseRow.__table__)
            .where(ClauseRow.document_id == document_id)
            .order_by(ClauseRow.ordinal)
        )
        with self._reading() as connection:
            return tuple(map(reading.clause_of, connection.execute(statement).mappings()))

    def clause(self, clause_id: str) -> Clause | None:
        """Return one clause, or None."""
        statement = select(ClauseRow.__table__).where(ClauseRow.id == clause_id)
        with self._reading() as connection:
            row = connection.execute(statement).mappings().one_or_none()
        return None if row is None else reading.clause_of(row)

    def passages(self, document_id: str | None = None) -> tuple[Passage, ...]:
        """Return the passages of one document, or of all, in reading order."""
        statement = select(PassageRow.__table__).order_by(
            PassageRow.document_id, PassageRow.ordinal
        )
        if document_id is not None:
            statement = statement.where(PassageRow.document_id == document_id)
        with self._reading() as connection:
            return tuple(map(reading.passage_of, connection.execute(statement).mappings()))

    def find_passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        """Return those of the passages named that exist, by id."""
        with self._reading() as connection:
            return {
                row["id"]: reading.passage_of(row)
                for names in vectors.slices(passage_ids)
                for row in connection.execute(
                    select(PassageRow.__table__).where(PassageRow.id.in_(names))
                ).mappings()
            }

    def contents(self, document_ids: Collection[str]) -> Iterator[Content]:
        """Yield what is stored of each document named, a few read at a time."""
        ordered = sorted(document_ids)
        for start in range(0, len(ordered), contents.DOCUMENTS_AT_ONCE):
            names = ordered[start : start + contents.DOCUMENTS_AT_ONCE]
            with self._reading() as connection:
                read = tuple(contents.read(connection, names))
            yield from read

    def passage_keys(self, document_ids: Collection[str]) -> list[PassageKey]:
        """Return the names of every passage of the documents named."""
        statement = select(PassageRow.id, PassageRow.document_id, PassageRow.text_hash)
        with self._reading() as connection:
            return [
                PassageKey(*row)
                for names in vectors.slices(sorted(document_ids))
                for row in connection.execute(
                    statement.where(PassageRow.document_id.in_(names)).order_by(
                        PassageRow.document_id, PassageRow.ordinal
                    )
                )
            ]

    # --- the ledger -----------------------------------------------------------------

    def commitments(self, query: LedgerQuery) -> LedgerPage:
        """Return the rows of the ledger that are wanted, and how many there are in all."""
        with self._reading() as connection:
            return ledger.read(connection, query)

    def commitments_of(self, document_id: str) -> frozenset[Commitment]:
        """Return every row of the ledger that a document gives."""
        with self._reading() as connection:
            return ledger.read_of(connection, document_id)

    # --- vectors -------------------------------------------------------------------

    def vectors(self, fingerprint: str, hashes: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """Return the stored vectors of the model ``fingerprint``, by hash of their words."""
        with self._reading() as connection:
            return vectors.read(connection, fingerprint, hashes)

    def put_vectors(self, fingerprint: str, by_hash: Mapping[str, NDArray[np.float32]]) -> None:
        """Store vectors under the hash of their words, all or none; known ones stay.

        Those of words that no passage has, or no longer, are left out.
        """
        with self._writing() as connection:
            vectors.write(connection, fingerprint, by_hash)

    def pending(self, fingerprint: str) -> int:
        """Return how many different texts have no vector of the model yet."""
        with self._reading() as connection:
            return vectors.count_pending(connection, fingerprint)

    def incomplete_documents(self, fingerprint: str) -> frozenset[str]:
        """Return the documents of which some passage has no vector of the model yet."""
        with self._reading() as connection:
            return vectors.incomplete_documents(connection, fingerprint)

    def texts_pending(self, fingerprint: str, limit: int) -> dict[str, str]:
        """Return the words of the first ``limit`` passages without a vector, by their hash."""
        with self._reading() as connection:
            return vectors.texts_pending(connection, fingerprint, limit)

    # --- markers -------------------------------------------------------------------

    def marker(self, key: str) -> str | None:
        """Return the value kept under ``key``, or None."""
        with self._reading() as connection:
            return changes.marker(connection, key)

    def set_marker(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        with self._writing() as connection:
            changes.mark(connection, key, value)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with door.translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with door.translated(), self._writer.begin() as connection:
            yield connection
