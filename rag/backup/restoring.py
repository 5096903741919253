"""A data folder put back as a backup has it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from rag.backup import archive
from rag.backup.archive import Contents
from rag.errors import ConfigurationError, InputError, StorageError
from rag.settings import Settings
from rag.storage import REPLACED, UNDOING, DataDirectory

_UNPACKED: Final = "restoring"
_DISCARDED: Final = "discarded"
_PIECES: Final = (
    # the log belongs to the catalog beside it, and would spoil another
    f"{archive.CATALOG}-wal",
    f"{archive.CATALOG}-shm",
    archive.CATALOG,
    archive.ORIGINALS,
    archive.INBOX,
    "index",
)


def restore_backup(settings: Settings, source: Path, *, force: bool = False) -> Contents:
    """Put a backup in the place of what the data folder holds; the index is made at opening.

    Nothing is replaced before the backup has been unpacked, checked and opened. What was
    replaced is deleted at the very end, and put back where a step before fails.

    Raises:
        InputError: The backup is missing or damaged, or the folder holds documents and
            ``force`` is not given.
        ConfigurationError: The catalog is not in SQLite.
        DataDirectoryBusyError: Another process owns the data folder.
        StorageError: The data folder cannot be written.
    """
    if settings.database_url is not None:
        raise ConfigurationError(reason="not_sqlite")
    folder = settings.data_dir
    with DataDirectory.own(folder, restoring=True):
        try:
            _take_back(folder)
            if (folder / archive.CATALOG).exists() and not force:
                raise InputError(str(folder), reason="not_empty", path=str(folder))
            fresh = folder / _UNPACKED
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            try:
                told = archive.unpack(source, fresh)
                _exchange(folder, fresh)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
        except OSError as error:
            raise StorageError(str(error), reason="unwritable") from error
    return told


def _exchange(folder: Path, fresh: Path) -> None:
    """Put the pieces of ``fresh`` in the place of those of ``folder``, or change nothing.

    The names of the folders tell how far it came, so that it can be undone after any end.
    """
    try:
        (folder / UNDOING).mkdir()
        _move(folder, folder / UNDOING)
        (folder / UNDOING).rename(folder / REPLACED)
        _move(fresh, folder)
        (folder / REPLACED).rename(folder / _DISCARDED)
    except OSError:
        _take_back(folder)
        raise
    shutil.rmtree(folder / _DISCARDED)


def _take_back(folder: Path) -> None:
    """Undo what a restoring that was cut short had begun, or finish what it had ended."""
    shutil.rmtree(folder / _DISCARDED, ignore_errors=True)
    for name in (UNDOING, REPLACED):
        former = folder / name
        if former.exists():
            if name == REPLACED:  # what stands in its place is new, and perhaps not whole
                for piece in _PIECES:
                    _discard(folder / piece)
            _move(former, folder)
            shutil.rmtree(former)


def _move(source: Path, target: Path) -> None:
    for name in _PIECES:
        if (source / name).exists():
            (source / name).rename(target / name)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
