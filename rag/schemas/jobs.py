"""Work on the documents that is done in the background, and what became of each file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from rag.schemas.files import FileNotice
from rag.schemas.record import Record

JobKind = Literal["ingest", "reindex"]
JobStage = Literal["queued", "read", "index", "embed", "done", "failed", "cancelled"]
"""Where a job is; the last three are its end."""
FileState = Literal["waiting", "new", "changed", "unchanged", "refused", "cancelled"]


class JobState(StrEnum):
    """How a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of the job."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


class Original(Record):
    """A file as it was given, kept so that it can be read again.

    Attributes:
        source: Its name among the documents.
        sha256: Digest (hex) of its bytes, by which it is kept.
        given: What was said of it beyond its words, as a manifest says it.
    """

    source: str
    sha256: str
    given: dict[str, str | list[str]] = Field(default_factory=dict)


class JobFile(Record):
    """One file of a job.

    Attributes:
        original: The file itself.
        state: What became of it.
        document_id: The document it became.
        passages: How many passages that has.
        reason: Why it was refused, as a key of the wording page; else empty.
        values: What goes into that sentence.
        notices: What was dropped or doubtful in it.
    """

    original: Original
    state: FileState = "waiting"
    document_id: str | None = None
    passages: int = 0
    reason: str = ""
    values: dict[str, str] = Field(default_factory=dict)
    notices: tuple[FileNotice, ...] = ()


class Job(Record):
    """Work on some files, or on the whole index.

    Attributes:
        stage: What is being done: reading files, indexing words, making vectors; or its end.
        done, total: How much of the stage is done, and of how much: files, or texts where
            vectors are made.
        cancelling: Whether somebody has asked for its end.
        problem: Code of the fault that kept the index from following or ended it, or empty.
    """

    id: str
    kind: JobKind
    state: JobState
    stage: JobStage
    done: int = 0
    total: int = 0
    created_at: datetime
    ended_at: datetime | None = None
    cancelling: bool = False
    problem: str = ""
    files: tuple[JobFile, ...] = ()
