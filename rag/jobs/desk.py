"""Where work is handed in, watched and called off; one thread carries it out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Condition, Lock, Thread
from typing import BinaryIO, Final
from uuid import uuid4

from rag.errors import (
    EmbeddingError,
    InputError,
    NotFoundError,
    SearchIndexError,
    StorageError,
)
from rag.jobs.erasing import erase, finish_erasing
from rag.jobs.files import Arrived, Originals
from rag.jobs.worker import Work
from rag.schemas import Job, JobFile, JobKind, JobStage, JobState, Original
from rag.workspace import Workspace

logger = logging.getLogger(__name__)

_AGAIN_S: Final = (1.0, 5.0, 30.0)
"""Pauses before a job is tried again whose catalog failed; the last one for ever."""

_RECENT: Final = 20


class Jobs:
    """Work on the documents of an open workspace.

    Whatever was handed in is in the catalog before its sender is told so, and goes on
    after any end of the process. Safe from many threads.
    """

    def __init__(self, workspace: Workspace, changed: Callable[[], None]) -> None:
        """Work on ``workspace``; ``changed`` is called when documents have changed."""
        self._workspace = workspace
        self._book = workspace.catalog.jobs
        self._originals = Originals(workspace.settings.data_dir)
        self._changed = changed
        self._changing = Lock()
        self._work = Work(workspace, self._originals, changed, self._changing)
        self._state = Condition()
        self._thread: Thread | None = None
        self._closing = False
        self._news = False
        self._current: Job | None = None
        self._cancelled: set[str] = set()

    def start(self) -> None:
        """Go on with what a former process left undone.

        Raises:
            CatalogError: The catalog cannot be read.
        """
        self._originals.clear_drafts()
        with self._changing:
            self._originals.sweep(self._book.files_needed())
            try:
                finish_erasing(self._workspace)
            except (EmbeddingError, SearchIndexError) as error:
                logger.warning("erasing is not finished: %s", error.detail)
        if self._book.next() is not None:
            self._wake()

    def close(self, patience_s: float | None = None) -> None:
        """End soon: the file being read is finished, the rest is left to the next start.

        After ``patience_s`` seconds even that file is left to it.
        """
        with self._state:
            self._closing = True
            self._state.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(patience_s)

    # --- handing in ------------------------------------------------------------------

    def receive(self, content: BinaryIO, source: str, given: dict[str, str | list[str]]) -> Arrived:
        """Write an uploaded file to disk; ``accept`` or ``drop`` it then.

        Raises:
            StorageError: The disk is full or cannot be written.
        """
        return self._originals.receive(content, source, given)

    def drop(self, files: Sequence[Arrived]) -> None:
        """Forget files that were received and are not to be accepted."""
        for file in files:
            self._originals.drop(file)

    def accept(self, files: Sequence[Arrived]) -> Job:
        """Queue files to be taken in; once this returns they are not lost.

        Raises:
            InputError: There are none.
            StorageError: They cannot be kept; none of them is.
        """
        if not files:
            raise InputError(reason="no_files")
        with self._changing:
            for file in files:
                self._originals.keep(file)
            return self._queue("ingest", [file.original for file in files])

    def reindex(self) -> Job:
        """Queue the reading of every file kept, and the building of the whole index anew."""
        with self._changing:
            return self._queue("reindex", self._book.originals())

    def _queue(self, kind: JobKind, originals: Sequence[Original]) -> Job:
        job = Job(
            id=uuid4().hex,
            kind=kind,
            state=JobState.QUEUED,
            stage="queued",
            total=len(originals),
            created_at=datetime.now(UTC),
            files=tuple(JobFile(original=original) for original in originals),
        )
        self._book.add(job)
        self._wake()
        return job

    # --- watching --------------------------------------------------------------------

    def find(self, job_id: str) -> Job:
        """Return a job as it stands this moment.

        Raises:
            NotFoundError: There is none of that id, or it ended long ago.
        """
        stored = self._book.find(job_id)
        if stored is None:
            raise NotFoundError(job_id, reason="job")
        return self._live(stored)

    def recent(self) -> tuple[Job, ...]:
        """Return the last jobs, the newest first, without their files."""
        return tuple(map(self._live, self._book.recent(_RECENT)))

    def _live(self, stored: Job) -> Job:
        with self._state:
            current = self._current
        if current is None or current.id != stored.id or stored.state.ended:
            return stored
        moved = {name: getattr(current, name) for name in ("stage", "done", "total")}
        return stored.model_copy(update=moved)

    # --- calling off -----------------------------------------------------------------

    def cancel(self, job_id: str) -> None:
        """End a job after the file or the step it is at; documents taken in stay.

        Raises:
            NotFoundError: There is none of that id, or it ended long ago.
        """
        if self._book.find(job_id) is None:
            raise NotFoundError(job_id, reason="job")
        self._book.cancel(job_id)
        with self._state:
            self._cancelled.add(job_id)
        self._wake()

    def delete(self, *document_ids: str) -> None:
        """Erase documents: text, vectors, index entries and files, on disk too.

        Raises:
            NotFoundError: There is no document of one of the ids; none is erased.
            StorageError: The erasing could not be finished; the next start goes on with it.
        """
        with self._changing:
            erase(self._workspace, document_ids, self._changed)
            self._originals.sweep(self._book.files_needed())

    # --- the thread ------------------------------------------------------------------

    def _wake(self) -> None:
        with self._state:
            if self._thread is None and not self._closing:
                self._thread = Thread(target=self._run, name="jobs", daemon=True)
                self._thread.start()
            self._news = True
            self._state.notify_all()

    def _run(self) -> None:
        failures = 0
        while not self._ending():
            with self._state:
                self._news = False
            try:
                worked = self._next()
                failures = 0
            except StorageError as error:
                # a full disk, say: nothing is lost, and it goes on when there is room again
                pause = _AGAIN_S[min(failures, len(_AGAIN_S) - 1)]
                failures += 1
                logger.warning("jobs wait for the catalog: %s", error.detail)
                self._rest(pause)
                continue
            if not worked:
                self._rest(None)

    def _next(self) -> bool:
        """Carry out the oldest job that has not ended; False if there is none."""
        job_id = self._book.next()
        if job_id is None:
            with self._state:
                self._cancelled.clear()
            return False
        try:
            ended = self._carry_out(job_id)
        except StorageError:
            raise
        except Exception:
            # The outermost border of a job: the thread is the only one, nobody stands above
            # it to tell, and the jobs behind this one shall go on.
            logger.exception("job %s: a fault of ours", job_id)
            ended = JobState.FAILED, "fault"
        if ended is not None:
            self._end(job_id, *ended)
        return True

    def _carry_out(self, job_id: str) -> tuple[JobState, str] | None:
        """Do what is left of a job; return how it ended, None if it is left to the next start."""
        job = self._book.find(job_id)
        if job is None or job.cancelling:
            return JobState.CANCELLED, ""
        self._book.begin(job_id, len(job.files))

        def report(stage: JobStage, done: int, total: int) -> None:
            moved = {"stage": stage, "done": done, "total": total}
            with self._state:
                self._current = job.model_copy(update=moved)

        def stop() -> bool:
            with self._state:
                return self._closing or job_id in self._cancelled

        ended = self._work.do(job, report, stop)
        if ended is None and not self._ending():
            self._changed()
            return JobState.CANCELLED, ""
        return ended

    def _end(self, job_id: str, state: JobState, problem: str) -> None:
        self._book.end(job_id, state, problem)
        with self._state:
            self._current = None
            self._cancelled.discard(job_id)
        with self._changing:
            self._originals.sweep(self._book.files_needed())

    def _ending(self) -> bool:
        with self._state:
            return self._closing

    def _rest(self, seconds: float | None) -> None:
        """Wait until something is handed in, or called off, or ``seconds`` have passed."""
        with self._state:
            self._state.wait_for(lambda: self._closing or self._news, seconds)
