"""The process that files are read in, so that what they do to it ends with it.

``python -m rag.documents.worker MEMORY_MB MAPPED_MB``: reads requests from standard input, each
a line of JSON and the bytes of one file, and answers each with a line of JSON, after a
line for each page where pages take long. It has a
ceiling on its memory, writes no file, opens no connection, starts no program, and holds
no secret: its environment is empty. Whatever goes wrong beyond a fault it can name ends it.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final

from rag.documents.alive import ALIVE, LISTENER
from rag.documents.finishing import finish
from rag.documents.registry import readers
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileText

_IDLE_SECONDS: Final = 60.0
_MOST_FILES: Final = 200
# What has grown this large gives its memory back by ending.
_LARGE_MB: Final = 400
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_FORBIDDEN: Final = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "shutil.rmtree",
)


def main() -> None:
    """Serve requests until standard input ends, nothing comes for a while, or too much came."""
    requests = sys.stdin.buffer
    replies = _own_output()
    _confine(int(sys.argv[1]), int(sys.argv[2]))
    sys.excepthook = _Telling(replies)
    for count in range(1, _MOST_FILES + 1):
        if not _waiting(requests):
            return
        request = json.loads(requests.readline() or b"null")
        if request is None:
            return
        seconds = float(request["seconds"])
        LISTENER.set(partial(_go_on, replies, seconds))
        with _within_cpu(seconds):
            data = requests.read(request["size"])
            reply = _answer(request["suffix"], data, FileLimits.model_validate(request["limits"]))
        del data
        last = count == _MOST_FILES or _resident_mb() > _LARGE_MB
        _send(replies, {**reply, "last": last})
        if last:
            return


def _answer(suffix: str, data: bytes, limits: FileLimits) -> dict[str, object]:
    try:
        found = finish(readers()[suffix].read(data, limits), limits)
    except DocumentError as error:
        return {"fault": error.code, "detail": error.detail, "params": error.params}
    return {"file": FileText.model_dump(found)}


def _go_on(replies: BinaryIO, seconds: float) -> None:
    """Tell that a page is done, and take the time for the next."""
    _allow_cpu(seconds)
    _send(replies, dict(ALIVE))


def _send(replies: BinaryIO, reply: dict[str, object]) -> None:
    replies.write(json.dumps(reply, ensure_ascii=False, default=str).encode(errors="replace"))
    replies.write(b"\n")
    replies.flush()


class _Telling:
    """Says what ended the process, as its last reply: too little memory, or a damaged file."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del trace
        reason = "memory" if issubclass(kind, MemoryError) else "damaged"
        detail = f"{kind.__name__}: {error}"[:300]
        _send(
            self._replies,
            {
                "fault": DocumentError.code,
                "detail": detail,
                "params": {"reason": reason},
                "last": True,
            },
        )


def _own_output() -> BinaryIO:
    """Return standard output for replies alone; what libraries print goes nowhere."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return replies


def _confine(memory_mb: int, mapped_mb: int) -> None:
    """Give up memory without bound, files to write, connections and other programs."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        for limit, value in (
            (resource.RLIMIT_DATA, memory_mb * 1024 * 1024),
            (resource.RLIMIT_AS, mapped_mb * 1024 * 1024),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # Some systems do not let a process bound its own address space.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event}: files are read without {arguments[:1]}")


@contextlib.contextmanager
def _within_cpu(seconds: float) -> Iterator[None]:
    """End the process when the work inside takes far more than ``seconds`` on every core.

    The parent ends it long before; this is for one whose parent was killed.
    """
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415  there is none on Windows

    _allow_cpu(seconds)
    yield
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def _allow_cpu(seconds: float) -> None:
    """Let the process work so long from now."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  there is none on Windows

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + (seconds + 2) * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))


def _waiting(requests: BinaryIO) -> bool:
    """Tell whether a request, or the end of them, comes in time."""
    if sys.platform == "win32":
        return True
    return bool(select.select([requests], [], [], _IDLE_SECONDS)[0])


def _resident_mb() -> int:
    """Return the memory in use now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * 4096 // 1_000_000


if __name__ == "__main__":
    main()
