"""Jobs as the routes tell of them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from rag.schemas import FileState, Job, JobFile, JobKind, JobStage, JobState, Language, Record
from rag.wording import keys, say


class Accepted(Record):
    """Work that was taken on."""

    job_id: str


class JobSummary(Record):
    """A job without its files.

    Attributes:
        stage: What is being done, or how it ended: ``done``, ``failed``, ``cancelled``.
        done, total: How much of the stage is done, and of how much: files, or texts where
            vectors are made.
    """

    job_id: str
    kind: JobKind
    state: JobState
    stage: JobStage
    done: int
    total: int
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, job: Job) -> Self:
        """Tell of a job."""
        shared = {name: getattr(job, name) for name in cls.model_fields if name != "job_id"}
        return cls(job_id=job.id, **shared)


class JobList(Record):
    """The last jobs, the newest first."""

    jobs: tuple[JobSummary, ...]


class FileOfJob(Record):
    """What became of one file; ``notices`` tells what was dropped or doubtful in it."""

    source: str
    state: FileState
    document_id: str | None
    passages: int
    notices: tuple[str, ...]


class FileError(Record):
    """Why a file was refused: a stable reason, and the same in words."""

    source: str
    reason: str
    detail: str


class JobStatus(JobSummary):
    """A job with its files.

    Attributes:
        files: Every file, in the order sent.
        errors: The files that were refused.
        problem: Why the index could not follow or the job ended early, in words, or empty.
    """

    files: tuple[FileOfJob, ...]
    errors: tuple[FileError, ...]
    problem: str


def status_of(job: Job, language: Language) -> JobStatus:
    """Tell of a job and its files."""
    return JobStatus(
        **JobSummary.of(job).model_dump(),
        files=tuple(_told(file, language) for file in job.files),
        errors=tuple(
            FileError(
                source=file.original.source,
                reason=file.reason,
                detail=say(file.reason, language, **file.values),
            )
            for file in job.files
            if file.state == "refused"
        ),
        problem=_problem(job, language),
    )


def _told(file: JobFile, language: Language) -> FileOfJob:
    return FileOfJob(
        source=file.original.source,
        state=file.state,
        document_id=file.document_id,
        passages=file.passages,
        notices=tuple(say(one.key, language, **one.values) for one in file.notices),
    )


def _problem(job: Job, language: Language) -> str:
    if not job.problem:
        return ""
    key = f"job.problem.{job.problem}"
    return say(key if key in keys() else "job.problem", language)
