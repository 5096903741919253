"""One job carried out: its files read, the index brought in line, vectors made."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from rag.errors import EmbeddingError, SearchIndexError, StorageError
from rag.ingest import take_in
from rag.jobs.files import Originals
from rag.schemas import Job, JobFile, JobStage, JobState
from rag.workspace import Workspace

logger = logging.getLogger(__name__)

_SHOWN_EVERY_S: Final = 10.0
"""While files are read, what was read becomes findable at least this often."""


class Work:
    """Carries jobs out, one after the other.

    Args:
        workspace: What is worked on.
        originals: Where uploaded files are.
        changed: Called when documents have changed, so that answers take them up.
        changing: Held while a document and its file change together.
    """

    def __init__(
        self,
        workspace: Workspace,
        originals: Originals,
        changed: Callable[[], None],
        changing: Lock,
    ) -> None:
        self._workspace = workspace
        self._book = workspace.catalog.jobs
        self._originals = originals
        self._changed = changed
        self._changing = changing

    def do(
        self,
        job: Job,
        report: Callable[[JobStage, int, int], None],
        stop: Callable[[], bool],
    ) -> tuple[JobState, str] | None:
        """Carry a job out from where it stands; it may be called again after any fault.

        Returns how it ended, and the code of the fault if one kept the index from
        following; None if ``stop`` said so before the end.

        Raises:
            CatalogError: The catalog fails. What was done is kept; it may be called again.
        """
        files = self._read(job, report, stop)
        if files is None:
            return None
        problem = ""
        try:
            report("index", 0, 1)
            self._changed()
            if job.kind == "reindex":
                self._workspace.index.rebuild()
            report("embed", 0, 1)
            self._workspace.index.embed_missing(
                lambda done, total: report("embed", done, total), stop
            )
            self._changed()
        except (EmbeddingError, SearchIndexError) as error:
            logger.warning("job %s: %s", job.id, error.detail)
            problem = error.code
        if stop():
            return None
        useless = bool(files) and all(file.state == "refused" for file in files)
        return (JobState.FAILED if problem or useless else JobState.DONE), problem

    def _read(
        self, job: Job, report: Callable[[JobStage, int, int], None], stop: Callable[[], bool]
    ) -> list[JobFile] | None:
        files = []
        shown = time.monotonic()
        for ordinal, file in enumerate(job.files):
            report("read", ordinal, len(job.files))
            if stop():
                return None
            if file.state == "waiting":
                taken = self._try(job, ordinal)
                if taken is None:
                    continue
                if taken.state == "refused" and stop():
                    return None  # perhaps because the process ends: it is judged next time
                self._book.put_file(job.id, ordinal, taken)
                files.append(taken)
            else:
                files.append(file)
            if time.monotonic() - shown > _SHOWN_EVERY_S:
                self._changed()
                shown = time.monotonic()
        report("read", len(files), len(files))
        return None if stop() else files

    def _try(self, job: Job, ordinal: int) -> JobFile | None:
        """Read one file, a fault of ours being this file's alone; None as ``_take``."""
        try:
            return self._take(job, ordinal)
        except StorageError:
            raise
        except Exception:
            # The outermost border of a file: readers meet whatever people upload, so what
            # they may raise cannot be known, and the files behind it shall go on.
            logger.exception("job %s: a fault of ours in file %d", job.id, ordinal + 1)
            return _given_up(job.files[ordinal])

    def _take(self, job: Job, ordinal: int) -> JobFile | None:
        """Read one file into the catalog, and note which file the document is from.

        None where the document was erased while the file waited.
        """
        file = job.files[ordinal]
        original = file.original
        with self._changing:
            if not self._book.waits(job.id, ordinal):
                return None
            outcome = take_in(
                self._originals.place(original),
                original.source,
                None,
                self._workspace.settings,
                self._workspace.catalog,
                original.given,
            )
            if outcome.document_id is not None:
                self._book.put_original(outcome.document_id, original)
        return file.model_copy(
            update={
                "state": outcome.outcome,
                "document_id": outcome.document_id,
                "passages": outcome.passages,
                "reason": outcome.reason,
                "values": outcome.values,
                "notices": outcome.notices,
            }
        )


def _given_up(file: JobFile) -> JobFile:
    return file.model_copy(
        update={
            "state": "refused",
            "reason": "bad_document.unforeseen",
            "values": {"name": file.original.source},
        }
    )
