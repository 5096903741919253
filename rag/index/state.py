"""What an index knows of itself: which documents it holds, and whether its files are whole."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final, Protocol

from pydantic import Field, ValidationError

from rag.catalog import Catalog, PassageKey, Stored
from rag.schemas import Record


class Built(Record):
    """An index as last written.

    Attributes:
        name: Its folder, or its collection on a Chroma server.
        made_by: What it was made with (format, model); another means building anew.
        documents: What it holds of each document, by document id.
        files: Digest of each of its files that only writing changes, by relative path.
        drift: Passages added or removed since it was built as a whole.
        strays: Passages its graph does not lead to; they are compared one by one.
    """

    name: str
    made_by: str
    documents: dict[str, Stored]
    files: dict[str, str] = Field(default_factory=dict)
    drift: int = 0
    strays: tuple[PassageKey, ...] = ()

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return sum(stored.passages for stored in self.documents.values())


class Pointer(Protocol):
    """Where the name of the index in use is kept."""

    def read(self) -> Built | None:
        """Return the index in use, or None."""

    def write(self, built: Built) -> None:
        """Make ``built`` the index in use, at once or not at all."""

    def clear(self) -> None:
        """Forget the index in use."""


def _parse(text: str | None) -> Built | None:
    if text is None:
        return None
    try:
        return Built.model_validate_json(text)
    except ValidationError:
        return None  # torn or written by another version: as good as none


class FilePointer:
    """Keeps it in a file beside the index: for indexes that only this process opens."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Built | None:
        """Return the index in use, or None."""
        try:
            return _parse(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, UnicodeDecodeError):
            return None

    def write(self, built: Built) -> None:
        """Make ``built`` the index in use, at once or not at all."""
        draft = self._path.with_suffix(".new")
        with draft.open("w", encoding="utf-8") as file:
            file.write(built.model_dump_json())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)

    def clear(self) -> None:
        """Forget the index in use."""
        self._path.unlink(missing_ok=True)


class CatalogPointer:
    """Keeps it in the catalog: for an index on a server, which several processes share."""

    _KEY: Final = "vectors_in_use"

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def read(self) -> Built | None:
        """Return the index in use, or None."""
        return _parse(self._catalog.marker(self._KEY))

    def write(self, built: Built) -> None:
        """Make ``built`` the index in use, at once or not at all."""
        self._catalog.set_marker(self._KEY, built.model_dump_json())

    def clear(self) -> None:
        """Forget the index in use."""
        self._catalog.set_marker(self._KEY, "")


def digests(folder: Path, unsteady: frozenset[str]) -> dict[str, str]:
    """Return the SHA-256 of every file under ``folder`` whose name is not ``unsteady``.

    Reading all of it costs about a second per gigabyte. In return, an index whose
    files were damaged, lost or restored in part is never opened.
    """
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in unsteady:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[path.relative_to(folder).as_posix()] = digest
    return found
