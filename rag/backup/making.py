"""A backup made, and opened to see that it is one."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rag.backup import archive
from rag.backup.archive import Contents
from rag.catalog import Catalog
from rag.errors import ConfigurationError, InputError, StorageError
from rag.settings import Settings

_TRIES: Final = 5


def make_backup(settings: Settings, catalog: Catalog, target: Path) -> Contents:
    """Write the backup of a data folder to ``target``, also while a server is running.

    The catalog is copied as it stands at one moment. The file appears under its name only
    when it has been unpacked aside and its catalog opened.

    Raises:
        InputError: There is a file of that name already.
        ConfigurationError: The catalog is not in SQLite.
        StorageError: The file cannot be written, or does not pass the check.
    """
    if settings.database_url is not None:
        raise ConfigurationError(reason="not_sqlite")
    if target.exists():
        raise InputError(str(target), reason="backup_exists", path=str(target))
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tiaowen-backup-") as folder:
            return _make(settings, catalog, target, Path(folder))
    except OSError as error:
        raise StorageError(str(error), reason="unwritable") from error


def _make(settings: Settings, catalog: Catalog, target: Path, folder: Path) -> Contents:
    snapshot, draft = folder / archive.CATALOG, folder / "draft"
    files, told = _chosen(settings, catalog, snapshot)
    # readable by its owner alone: it holds what people have asked
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        archive.write(file, files, told)
        file.flush()
        os.fsync(file.fileno())
    checked = folder / "checked"
    checked.mkdir()
    told = archive.unpack(draft, checked)
    draft.rename(target)
    return told


def _chosen(
    settings: Settings, catalog: Catalog, snapshot: Path
) -> tuple[dict[str, Path], Contents]:
    """Return the files of one moment: the catalog's copy, and what it says is needed.

    Raises:
        StorageError: Files change faster than they can be copied, or one is lost.
    """
    for _ in range(_TRIES):
        snapshot.unlink(missing_ok=True)
        made_at = datetime.now(UTC)
        catalog.snapshot(snapshot)
        copy = Catalog(f"sqlite:///{snapshot.resolve()}")
        try:
            needed = copy.jobs.files_needed()
            documents, passages = archive.counts(copy)
        finally:
            copy.dispose()
        kept = {
            path.name: path
            for path in (settings.data_dir / archive.ORIGINALS).glob("[0-9a-f]*")
            if path.name.partition(".")[0] in needed
        }
        if {name.partition(".")[0] for name in kept} == needed:
            break
    else:
        raise StorageError("uploaded files are missing", reason="originals_missing")
    files = {archive.CATALOG: snapshot}
    files |= {f"{archive.ORIGINALS}/{name}": path for name, path in sorted(kept.items())}
    inbox = settings.data_dir / archive.INBOX
    if inbox.exists():
        files[archive.INBOX] = inbox
    told = Contents(
        format=archive.FORMAT, made_at=made_at, documents=documents, passages=passages, files={}
    )
    return files, told
