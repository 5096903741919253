"""Office files as packages: opened within limits, and told from one another."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from rag.documents.markup import Element, parse_xml
from rag.errors import DocumentError
from rag.schemas import FileLimits

# What a package that is no Word or Excel file turns out to be, by an entry that it has.
_KINDS: Final = (
    ("word/document.xml", "Word (.docx)"),
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("xl/workbook.bin", "Excel (.xlsb)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("OFD.xml", "OFD"),
    ("content.xml", "OpenDocument"),
)
# Text shrinks to a twentieth at best; what shrinks far more was made to.
_MOST_SHRUNK: Final = 250
_SHRUNK_BYTES: Final = 5_000_000


class Package:
    """The entries of one office file."""

    def __init__(self, data: bytes, limits: FileLimits, main: str, kind: str) -> None:
        """Open ``data``, whose main entry is called something like ``main``.

        Raises:
            DocumentError: It is no package, needs a password, is another kind of file, or
                would unpack to more than the limits allow.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DocumentError(str(error), reason="damaged") from error
        entries = self._archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        shrunk = any(
            entry.file_size > _SHRUNK_BYTES and entry.file_size > entry.compress_size * _MOST_SHRUNK
            for entry in entries
        )
        if len(entries) > limits.entries or unpacked > limits.unpacked or shrunk:
            raise DocumentError(f"{len(entries)} entries, {unpacked} bytes", reason="expands")
        self._names = {entry.filename.lstrip("/").lower(): entry for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise DocumentError("encrypted entries", reason="encrypted")
        if main.lower() not in self._names and not self._related(kind):
            names = (name for entry, name in _KINDS if entry.lower() in self._names)
            raise DocumentError(main, reason="wrong_suffix", kind=next(names, "ZIP"))
        self.main = main if main.lower() in self._names else self._related(kind)

    def _related(self, kind: str) -> str:
        """Return the main entry where the package names one of its own of this kind."""
        if "_rels/.rels" not in self._names:
            return ""
        for relation in self._parsed("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = relation.get("Target", "").lstrip("/")
                return target if target.startswith(kind) and target.lower() in self._names else ""
        return ""

    def part(self, name: str) -> Element | None:
        """Return the root of an entry, or None where there is none of this name.

        Raises:
            DocumentError: The entry is damaged.
        """
        return self._parsed(name) if name.lower() in self._names else None

    def beside(self, name: str) -> Element | None:
        """Return the root of an entry that stands beside the main one."""
        folder, _, _ = self.main.rpartition("/")
        return self.part(f"{folder}/{name}" if folder else name)

    def named(self, start: str) -> list[str]:
        """Return the names of the entries that begin with ``start``."""
        return [name for name in self._names if name.startswith(start.lower())]

    def bytes_of(self, name: str) -> bytes:
        """Return an entry as it is.

        Raises:
            DocumentError: The entry is damaged.
        """
        try:
            return self._archive.read(self._names[name.lower()])
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            OSError,
            NotImplementedError,
        ) as error:
            raise DocumentError(str(error), reason="damaged") from error

    def _parsed(self, name: str) -> Element:
        return parse_xml(self.bytes_of(name))
