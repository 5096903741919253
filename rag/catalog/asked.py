"""The book of questions asked: what is kept so that operators can learn from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    true,
)

from rag.catalog import connection as door
from rag.catalog.models import AskedClauseRow, AskedRow, FeedbackRow
from rag.catalog.reading import Values
from rag.catalog.vectors import slices
from rag.schemas import AskedQuery, AskedQuestion, Feedback, Status


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

    def find(self, query: AskedQuery) -> tuple[tuple[AskedQuestion, ...], int]:
        """Return the questions wanted, the last asked first, and how many there are in all."""
        wanted = and_(true(), *_conditions(query))
        joined = AskedRow.__table__.outerjoin(FeedbackRow.__table__)
        total = select(func.count()).select_from(joined).where(wanted)
        page = (
            select(AskedRow.__table__, *_OPINION)
            .select_from(joined)
            .where(wanted)
            .order_by(AskedRow.asked_at.desc(), AskedRow.answer_id)
            .limit(query.limit)
            .offset(query.offset)
        )
        with self._reading() as connection:
            rows = connection.execute(page).mappings().all()
            clauses = _clauses_of(connection, [row["answer_id"] for row in rows])
            count = connection.scalar(total) or 0
        return tuple(_question_of(row, clauses) for row in rows), count

    def one(self, answer_id: str) -> AskedQuestion | None:
        """Return the question of an answer, or None where it is not kept."""
        found, _ = self.find(AskedQuery(answer_id=answer_id, limit=1))
        return found[0] if found else None

    def outcomes(self, begin: datetime, end: datetime) -> dict[tuple[Status, str], int]:
        """Return how many questions of a time ended in each status, by which composer."""
        statement = (
            select(AskedRow.status, AskedRow.composer, func.count())
            .where(AskedRow.asked_at >= begin, AskedRow.asked_at < end)
            .group_by(AskedRow.status, AskedRow.composer)
        )
        with self._reading() as connection:
            rows = connection.execute(statement)
            return {(Status(status), composer): count for status, composer, count in rows}

    def ratings(self, begin: datetime) -> dict[str, int]:
        """Return how many answers since a moment were found good, and how many bad."""
        statement = (
            select(FeedbackRow.rating, func.count())
            .join(AskedRow)
            .where(AskedRow.asked_at >= begin)
            .group_by(FeedbackRow.rating)
        )
        with self._reading() as connection:
            rows = connection.execute(statement)
            found = dict.fromkeys(("up", "down"), 0)
            found.update((rating, count) for rating, count in rows)
            return found

    def clause_hits(self, begin: datetime, limit: int) -> list[tuple[str, int]]:
        """Return the clauses cited most since a moment, each with how many answers cite it."""
        hits = func.count()
        statement = (
            select(AskedClauseRow.clause_id, hits)
            .join(AskedRow)
            .where(AskedRow.asked_at >= begin, AskedClauseRow.cited)
            .group_by(AskedClauseRow.clause_id)
            .order_by(hits.desc(), AskedClauseRow.clause_id)
            .limit(limit)
        )
        with self._reading() as connection:
            return [(clause, count) for clause, count in connection.execute(statement)]

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


_OPINION: Final = tuple(
    getattr(FeedbackRow, name).label(f"feedback_{name}") for name in ("rating", "reason", "comment")
)
_UNANSWERED: Final = (Status.REFUSED_NO_BASIS, Status.REFUSED_OUT_OF_SCOPE, Status.PARTIAL)
_REFUSED: Final = tuple(status for status in Status if status.value.startswith("refused"))


def _conditions(query: AskedQuery) -> Iterator[ColumnElement[bool]]:
    down = FeedbackRow.rating == "down"
    shown: dict[str, ColumnElement[bool]] = {
        "all": true(),
        "refused": AskedRow.status.in_(_REFUSED),
        "down": down,
        "up": FeedbackRow.rating == "up",
        "unanswered": and_(AskedRow.question != "", or_(down, AskedRow.status.in_(_UNANSWERED))),
    }
    yield shown[query.show]
    if query.answer_id is not None:
        yield AskedRow.answer_id == query.answer_id
    if query.since is not None:
        yield AskedRow.asked_at >= query.since
    if query.words:
        yield AskedRow.question.contains(query.words, autoescape=True)


def _clauses_of(
    connection: Connection, answer_ids: Sequence[str]
) -> dict[tuple[str, bool], list[str]]:
    """Return the clauses of each answer, those cited apart from those near."""
    found: dict[tuple[str, bool], list[str]] = {}
    for names in slices(answer_ids):
        rows = connection.execute(
            select(AskedClauseRow.answer_id, AskedClauseRow.cited, AskedClauseRow.clause_id)
            .where(AskedClauseRow.answer_id.in_(names))
            .order_by(AskedClauseRow.answer_id, AskedClauseRow.ordinal)
        )
        for answer_id, cited, clause_id in rows:
            found.setdefault((answer_id, cited), []).append(clause_id)
    return found


def _question_of(
    row: RowMapping, clauses: Mapping[tuple[str, bool], Sequence[str]]
) -> AskedQuestion:
    name: str = row["answer_id"]
    stored: datetime = row["asked_at"]
    opinion = None
    if row["feedback_rating"] is not None:
        opinion = Feedback(
            answer_id=name,
            rating=row["feedback_rating"],
            reason=row["feedback_reason"],
            comment=row["feedback_comment"],
        )
    return AskedQuestion(
        answer_id=name,
        # SQLite keeps no time zone; what is stored is always UTC
        asked_at=stored if stored.tzinfo else stored.replace(tzinfo=UTC),
        question=row["question"],
        status=row["status"],
        composer=row["composer"],
        language=row["language"],
        cited=tuple(clauses.get((name, True), ())),
        near=tuple(clauses.get((name, False), ())),
        timings_ms=row["timings_ms"],
        feedback=opinion,
    )


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
