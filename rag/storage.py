"""The data folder, and the lock that lets one process at a time own it.

Two processes in one embedded Chroma lose vectors without an error, so whoever opens
the catalog and the index for more than reading a file owns the whole folder first.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import FileLock, Timeout

from rag.errors import DataDirectoryBusyError, StorageError

_LOCK: Final = "owner.lock"
_OWNER: Final = "owner.json"
UNDOING: Final = "replacing"
REPLACED: Final = "replaced"
"""Folders that are there while a backup takes the place of what the data folder holds."""


class DataDirectory:
    """The data folder, owned by this process until ``release`` or its end.

    The operating system gives the lock back when a process ends, however it ends.
    """

    def __init__(self, path: Path, lock: FileLock) -> None:
        """Take over a folder whose lock is held; see ``own``."""
        self.path = path
        self._lock = lock

    @classmethod
    def own(
        cls, path: Path, address: str | None = None, *, restoring: bool = False
    ) -> DataDirectory:
        """Make the folder if need be, and own it.

        Args:
            path: The data folder.
            address: Where this process answers questions, if it is a server; told to
                whoever finds the folder busy.
            restoring: Whether this is what finishes a restoring that was cut short.

        Raises:
            DataDirectoryBusyError: Another process owns it; ``params`` hold its ``pid``
                and ``address`` where known.
            StorageError: The folder cannot be made or written, or a restoring was cut short.
        """
        lock = FileLock(path / _LOCK, timeout=0)
        try:
            path.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise _busy(path) from error
        except OSError as error:
            lock.release()
            raise StorageError(str(error), reason=str(error), path=str(path)) from error
        if not restoring and any((path / name).exists() for name in (UNDOING, REPLACED)):
            lock.release()
            raise StorageError(str(path), reason="half_restored", path=str(path))
        with suppress(OSError):  # a full disk must not keep anyone from reading
            owner = {"pid": os.getpid(), "address": address}
            (path / _OWNER).write_text(json.dumps(owner), encoding="utf-8")
        return cls(path, lock)

    def release(self) -> None:
        """Let other processes own the folder."""
        if self._lock.is_locked:
            (self.path / _OWNER).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        """Return the folder, which is released at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the folder."""
        self.release()


def _busy(path: Path) -> DataDirectoryBusyError:
    try:
        owner = json.loads((path / _OWNER).read_text(encoding="utf-8"))
        pid, address = owner.get("pid"), owner.get("address")
    except (OSError, ValueError, AttributeError):
        pid = address = None  # it took the lock this instant, and has not signed yet
    return DataDirectoryBusyError(
        f"{path} is in use by process {pid or '?'}" + (f" at {address}" if address else ""),
        reason="server" if address else "process",
        path=str(path),
        pid=pid or "?",
        address=address or "",
    )
