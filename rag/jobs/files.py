"""The files that were uploaded, kept by the digest of their bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, NamedTuple
from uuid import uuid4

from rag.errors import StorageError
from rag.schemas import Original

FOLDER: Final = "originals"
_ARRIVING: Final = ".arriving-"
_AT_ONCE: Final = 1 << 20


class Arrived(NamedTuple):
    """A file that has been written to disk whole, and is not yet kept.

    Attributes:
        draft: Where it lies until then.
        original: What it will be kept as.
    """

    draft: Path
    original: Original


class Originals:
    """Files under ``originals`` in the data folder.

    A file is named by its bytes, so that it is never written over, and kept once however
    many documents were read from it.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER

    def receive(self, content: BinaryIO, source: str, given: dict[str, str | list[str]]) -> Arrived:
        """Write a file to disk piece by piece; call ``keep`` or ``drop`` then.

        Raises:
            StorageError: The disk is full or cannot be written.
        """
        draft = self._folder / f"{_ARRIVING}{uuid4().hex}"
        digest = hashlib.sha256()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                while piece := content.read(_AT_ONCE):
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StorageError(str(error), reason="unwritable") from error
        return Arrived(draft, Original(source=source, sha256=digest.hexdigest(), given=given))

    def keep(self, arrived: Arrived) -> None:
        """Put a file where it is kept, so that it outlasts a power cut.

        Raises:
            StorageError: The disk cannot be written.
        """
        try:
            arrived.draft.replace(self.place(arrived.original))
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise StorageError(str(error), reason="unwritable") from error

    def drop(self, arrived: Arrived) -> None:
        """Forget a file that is not to be kept after all."""
        arrived.draft.unlink(missing_ok=True)

    def place(self, original: Original) -> Path:
        """Return where a file is kept; its suffix tells how to read it."""
        return self._folder / (original.sha256 + PurePosixPath(original.source).suffix.lower())

    def sweep(self, needed: Collection[str]) -> None:
        """Delete every file that is not among the digests ``needed``.

        Raises:
            StorageError: The disk cannot be written.
        """
        try:
            for path in self._folder.glob("[0-9a-f]*"):
                if path.name.partition(".")[0] not in needed:
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(str(error), reason="unwritable") from error

    def clear_drafts(self) -> None:
        """Remove what was arriving when a process ended; nobody was told that it was here."""
        for path in self._folder.glob(f"{_ARRIVING}*"):
            path.unlink(missing_ok=True)
