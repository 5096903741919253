"""Reading a file in another process, which is ended when it takes too much.

Workers are kept for the next file, as starting one takes longer than reading most.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from pydantic import Field, ValidationError

from rag.documents.alive import ALIVE
from rag.documents.reader import Budget
from rag.errors import DocumentError, EmptyDocumentError, UndecodableTextError
from rag.schemas import FileLimits, FileText
from rag.schemas.record import Record

_FAULTS: Final = {
    kind.code: kind for kind in (DocumentError, EmptyDocumentError, UndecodableTextError)
}
# Room for starting up, beside the time the file itself may take.
_START_SECONDS: Final = 15.0
_ALIVE: Final = json.dumps(dict(ALIVE)).encode() + b"\n"
_PLACES: Final = threading.BoundedSemaphore(os.cpu_count() or 1)


class _Reply(Record):
    """What a worker says; it has read an untrusted file, so its words are checked too."""

    file: FileText | None = None
    fault: str = DocumentError.code
    detail: str = ""
    params: dict[str, str | int | float] = Field(default_factory=dict)
    last: bool = False


class _Clock:
    """Ends what it watches when that shows no sign of life for so many seconds."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self._seconds = seconds
        self._end = end
        self._timer: threading.Timer | None = None
        self.ran_out = False

    def start(self, extra: float = 0) -> None:
        """Give it the whole time from now."""
        self.stop()
        self._timer = threading.Timer(self._seconds + extra, self._strike)
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _strike(self) -> None:
        self.ran_out = True
        self._end()


class _Worker:
    """One process, and the pipes to it."""

    def __init__(self, budget: Budget) -> None:
        self._fresh = True
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-s", "-m", "rag.documents.worker", *_memory(budget)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            start_new_session=True,
        )

    def ask(self, header: bytes, data: bytes, most: int, seconds: float) -> tuple[bytes, bool]:
        """Return the line answered, empty where the worker ended, and whether time ran out."""
        clock = _Clock(seconds, self._process.kill)
        clock.start(_START_SECONDS if self._fresh else 0)
        try:
            requests, replies = self._process.stdin, self._process.stdout
            if requests is None or replies is None:
                return b"", False
            requests.write(header)
            requests.write(data)
            requests.flush()
            line = replies.readline(most)
            while line == _ALIVE:
                clock.start()
                line = replies.readline(most)
        except OSError:
            line = b""
        finally:
            clock.stop()
        self._fresh = False
        return line if line.endswith(b"\n") else b"", clock.ran_out

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What was left to be written has nowhere to go.
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


class _Pool:
    """Idle workers by their memory; safe from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: defaultdict[tuple[str, str], list[_Worker]] = defaultdict(list)

    def take(self, budget: Budget) -> tuple[_Worker, bool]:
        """Return a worker, and whether it was waiting for work already."""
        with self._lock:
            while self._idle[_memory(budget)]:
                worker = self._idle[_memory(budget)].pop()
                if worker.alive:
                    return worker, True
                worker.close()
        return _Worker(budget), False

    def give(self, worker: _Worker, budget: Budget) -> None:
        with self._lock:
            self._idle[_memory(budget)].append(worker)

    def close(self) -> None:
        with self._lock:
            workers = [worker for idle in self._idle.values() for worker in idle]
            self._idle.clear()
        for worker in workers:
            worker.close()


_POOL: Final = _Pool()
atexit.register(_POOL.close)


def read_apart(suffix: str, data: bytes, limits: FileLimits, budget: Budget) -> FileText:
    """Return what the reader of ``suffix`` makes of ``data``, in another process.

    At most as many files are read at once as there are cores; more wait.

    Raises:
        DocumentError: As the reader raises it; or the file took too long, too much
            memory, or ended the process: ``reason`` says which.
    """
    request = {
        "suffix": suffix,
        "size": len(data),
        "seconds": budget.seconds,
        "limits": limits.model_dump(),
    }
    header = json.dumps(request).encode() + b"\n"
    # A character is six bytes of JSON at most; notices and pages take their share.
    most = limits.characters * 6 + 10_000_000
    with _PLACES:
        worker, waited = _POOL.take(budget)
        line, late = worker.ask(header, data, most, budget.seconds)
        reply = _understood(line, late, budget)
        if waited and not late and reply.last and reply.file is None:
            # It ended of old age just then, of what files before had left of its memory,
            # or of this file: a fresh one tells.
            worker.close()
            worker = _Worker(budget)
            line, late = worker.ask(header, data, most, budget.seconds)
            reply = _understood(line, late, budget)
        if line and not reply.last:
            _POOL.give(worker, budget)
        else:
            worker.close()
    if reply.file is None:
        raise _FAULTS.get(reply.fault, DocumentError)(reply.detail, **reply.params)
    return reply.file


def _understood(line: bytes, late: bool, budget: Budget) -> _Reply:
    if late:
        return _Reply(params={"reason": "slow", "seconds": round(budget.seconds)}, last=True)
    try:
        return _Reply.model_validate_json(line)
    except ValidationError:
        return _Reply(detail="the reading process ended", params={"reason": "damaged"}, last=True)


def _memory(budget: Budget) -> tuple[str, str]:
    return str(budget.memory_mb), str(budget.mapped_mb)


def _environment() -> dict[str, str]:
    """Return what the worker may know of the world: where its modules are."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",
    }
