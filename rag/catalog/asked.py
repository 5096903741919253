"""The book of questions asked: what is kept so that operators can learn from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from rag.catalog import connection as door
from rag.catalog.models import AskedClauseRow, AskedRow, FeedbackRow
from rag.catalog.reading import Values
from rag.catalog.vectors import slices
from rag.schemas import AskedQuestion, Feedback


class AskedBook:
    """Questions and feedback in the catalog's database.

    Methods raise ``CatalogError`` when the database fails. An instance may be shared by
    threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    def write(self, questions: Sequence[AskedQuestion], feedback: Sequence[Feedback]) -> None:
        """Keep questions and feedback, all or none.

        Feedback takes the place of what was said of the same answer before; feedback on
        an answer that is not kept is dropped.
        """
        last = {one.answer_id: one for one in feedback}
        with self._writing() as connection:
            if questions:
                connection.execute(insert(AskedRow), [_asked_row(one) for one in questions])
            if clauses := [row for one in questions for row in _clause_rows(one)]:
                connection.execute(insert(AskedClauseRow), clauses)
            kept = _kept(connection, last)
            if kept:
                connection.execute(delete(FeedbackRow).where(FeedbackRow.answer_id.in_(kept)))
                now = datetime.now(UTC)
                rows = [{**last[name].model_dump(), "given_at": now} for name in sorted(kept)]
                connection.execute(insert(FeedbackRow), rows)

    def holds(self, answer_id: str) -> bool:
        """Tell whether the question of an answer is kept."""
        with self._reading() as connection:
            return bool(_kept(connection, [answer_id]))

    def purge(self, before: datetime) -> int:
        """Forget every question asked before a moment, with its feedback; return how many."""
        with self._writing() as connection:
            gone = connection.execute(delete(AskedRow).where(AskedRow.asked_at < before)).rowcount
        if gone:
            with door.translated():
                door.truncate_log(self._engine)
        return gone

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with door.translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with door.translated(), self._writer.begin() as connection:
            yield connection


def _kept(connection: Connection, answer_ids: Collection[str]) -> set[str]:
    """Return those of the answers whose questions are kept."""
    return {
        name
        for names in slices(sorted(answer_ids))
        for name in connection.scalars(
            select(AskedRow.answer_id).where(AskedRow.answer_id.in_(names))
        )
    }


def _asked_row(one: AskedQuestion) -> Values:
    row: dict[str, Any] = one.model_dump(exclude={"cited", "near", "feedback"})
    return {**row, "status": one.status.value}


def _clause_rows(one: AskedQuestion) -> list[Values]:
    named = [(clause, True) for clause in one.cited] + [(clause, False) for clause in one.near]
    return [
        {"answer_id": one.answer_id, "ordinal": at, "clause_id": clause, "cited": cited}
        for at, (clause, cited) in enumerate(named)
    ]
