"""The book of jobs, and of the files that documents were read from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from rag.catalog import connection as door
from rag.catalog.models import DocumentRow, JobFileRow, JobRow, OriginalRow
from rag.catalog.reading import Values
from rag.schemas import Job, JobFile, JobStage, JobState, Original

KEPT: Final = 200
"""How many jobs that have ended are remembered."""

_OPEN: Final = (JobState.QUEUED.value, JobState.RUNNING.value)


class JobBook:
    """Jobs and originals in the catalog's database.

    A job stands in the book before its sender is told so; what is left of it to do can
    be read from here at any time. Methods raise ``CatalogError`` when the database fails.
    An instance may be shared by threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    def add(self, job: Job) -> None:
        """Write a job down, and forget the oldest of those that ended long ago."""
        with self._writing() as connection:
            connection.execute(insert(JobRow), job.model_dump(exclude={"files"}))
            rows = [_file_row(job.id, at, file) for at, file in enumerate(job.files)]
            if rows:
                connection.execute(insert(JobFileRow), rows)
            ended = select(JobRow.id).where(JobRow.state.not_in(_OPEN))
            old = ended.order_by(JobRow.created_at.desc(), JobRow.id).offset(KEPT)
            names = connection.scalars(old.limit(KEPT)).all()
            connection.execute(delete(JobRow).where(JobRow.id.in_(names)))

    def find(self, job_id: str) -> Job | None:
        """Return a job, or None."""
        with self._reading() as connection:
            row = connection.execute(select(JobRow.__table__).where(JobRow.id == job_id))
            found = row.mappings().one_or_none()
            return None if found is None else _job_of(found, _files_of(connection, job_id))

    def recent(self, limit: int) -> tuple[Job, ...]:
        """Return the last jobs, the newest first, without their files."""
        statement = select(JobRow.__table__).order_by(JobRow.created_at.desc(), JobRow.id)
        with self._reading() as connection:
            rows = connection.execute(statement.limit(limit)).mappings()
            return tuple(_job_of(row, ()) for row in rows)

    def next(self) -> str | None:
        """Return the id of the oldest job that has not ended, or None."""
        statement = (
            select(JobRow.id)
            .where(JobRow.state.in_(_OPEN))
            .order_by(JobRow.created_at, JobRow.id)
            .limit(1)
        )
        with self._reading() as connection:
            return connection.scalar(statement)

    def begin(self, job_id: str, total: int) -> None:
        """Note that a job is being worked on."""
        self._set(job_id, state=JobState.RUNNING.value, stage="read", done=0, total=total)

    def move(self, job_id: str, stage: JobStage, done: int, total: int) -> None:
        """Note how far a job is."""
        self._set(job_id, stage=stage, done=done, total=total)

    def end(self, job_id: str, state: JobState, problem: str = "") -> None:
        """Note how a job ended; files that were not come to are cancelled with it."""
        with self._writing() as connection:
            waiting = (JobFileRow.job_id == job_id, JobFileRow.state == "waiting")
            connection.execute(update(JobFileRow).where(*waiting).values(state="cancelled"))
            files = connection.scalars(
                select(JobFileRow.state).where(JobFileRow.job_id == job_id)
            ).all()
            values = {
                "state": state.value,
                "stage": state.value,
                "done": sum(one != "cancelled" for one in files),
                "total": len(files),
                "ended_at": datetime.now(UTC),
                "problem": problem,
            }
            connection.execute(update(JobRow).where(JobRow.id == job_id).values(values))

    def cancel(self, job_id: str) -> None:
        """Note that a job is to end, unless it has."""
        with self._writing() as connection:
            connection.execute(
                update(JobRow)
                .where(JobRow.id == job_id, JobRow.state.in_(_OPEN))
                .values(cancelling=True)
            )

    def put_file(self, job_id: str, ordinal: int, file: JobFile) -> None:
        """Note what became of a file."""
        row = _file_row(job_id, ordinal, file)
        with self._writing() as connection:
            connection.execute(
                update(JobFileRow)
                .where(JobFileRow.job_id == job_id, JobFileRow.ordinal == ordinal)
                .values({name: row[name] for name in row if name not in ("job_id", "ordinal")})
            )

    def waits(self, job_id: str, ordinal: int) -> bool:
        """Tell whether a file is still to be read."""
        statement = select(JobFileRow.state).where(
            JobFileRow.job_id == job_id, JobFileRow.ordinal == ordinal
        )
        with self._reading() as connection:
            return connection.scalar(statement) == "waiting"

    def withdraw(self, sources: Collection[str]) -> None:
        """Leave out the files of ``sources`` that jobs have not come to."""
        with self._writing() as connection:
            waiting = connection.execute(
                select(JobFileRow.job_id, JobFileRow.ordinal, JobFileRow.original)
                .join(JobRow)
                .where(JobRow.state.in_(_OPEN), JobFileRow.state == "waiting")
            ).all()
            for job_id, ordinal, original in waiting:
                if original["source"] in sources:
                    connection.execute(
                        update(JobFileRow)
                        .where(JobFileRow.job_id == job_id, JobFileRow.ordinal == ordinal)
                        .values(state="cancelled")
                    )

    # --- originals -----------------------------------------------------------------

    def put_original(self, document_id: str, original: Original) -> None:
        """Note which file a stored document was read from."""
        row = {"document_id": document_id, **original.model_dump()}
        with self._writing() as connection:
            known = connection.scalar(select(DocumentRow.id).where(DocumentRow.id == document_id))
            connection.execute(delete(OriginalRow).where(OriginalRow.document_id == document_id))
            if known is not None:
                connection.execute(insert(OriginalRow), row)

    def originals(self) -> tuple[Original, ...]:
        """Return the file of every document whose file is kept, by source."""
        statement = select(OriginalRow.source, OriginalRow.sha256, OriginalRow.given)
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(OriginalRow.source)).mappings()
            return tuple(Original.model_validate(dict(row)) for row in rows)

    def files_needed(self) -> frozenset[str]:
        """Return the digests of the files of documents, and of jobs that have not ended."""
        waiting = (
            select(JobFileRow.sha256)
            .join(JobRow)
            .where(JobRow.state.in_(_OPEN), JobFileRow.state == "waiting")
        )
        with self._reading() as connection:
            kept = connection.scalars(select(OriginalRow.sha256))
            return frozenset(kept) | frozenset(connection.scalars(waiting))

    def _set(self, job_id: str, **values: object) -> None:
        with self._writing() as connection:
            connection.execute(update(JobRow).where(JobRow.id == job_id).values(values))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with door.translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with door.translated(), self._writer.begin() as connection:
            yield connection


def _file_row(job_id: str, ordinal: int, file: JobFile) -> Values:
    row: dict[str, Any] = file.model_dump(mode="json")
    return {**row, "job_id": job_id, "ordinal": ordinal, "sha256": file.original.sha256}


def _files_of(connection: Connection, job_id: str) -> tuple[JobFile, ...]:
    columns = [JobFileRow.__table__.c[name] for name in JobFile.model_fields]
    statement = select(*columns).where(JobFileRow.job_id == job_id).order_by(JobFileRow.ordinal)
    return tuple(JobFile.model_validate(dict(r)) for r in connection.execute(statement).mappings())


def _job_of(row: RowMapping, files: tuple[JobFile, ...]) -> Job:
    return Job.model_validate(
        {
            **row,
            "created_at": _in_utc(row["created_at"]),
            "ended_at": _in_utc(row["ended_at"]) if row["ended_at"] else None,
            "files": files,
        }
    )


def _in_utc(stored: datetime) -> datetime:
    # SQLite keeps no time zone; what is stored is always UTC
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
