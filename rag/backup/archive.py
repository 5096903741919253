"""The one file of a backup: a ZIP archive whose contents are told and checked.

It holds ``contents.json``, the catalog as one SQLite file, the uploaded files that
documents and unfinished jobs need, and the inbox of cases. The index and the models are
made anew from these; the secret of visitors' tokens is left out on purpose.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import Field, ValidationError

from rag.catalog import Catalog, shape
from rag.errors import CatalogError, InputError
from rag.schemas import Record

CATALOG: Final = "catalog.sqlite3"
INBOX: Final = "inbox.jsonl"
ORIGINALS: Final = "originals"
FORMAT: Final = 1

_CONTENTS: Final = "contents.json"
_CONTENTS_BYTES: Final = 100_000_000
_NAMES: Final = re.compile(
    r"catalog\.sqlite3|inbox\.jsonl|originals/[0-9a-f]{64}(\.[^/\\]{1,100})?"
)
_AT_ONCE: Final = 1 << 20
_INERT: Final = ("table", "index")
# What reading raises where bytes were changed, or an entry wants a password.
_NO_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


class Held(Record):
    """One file in the archive: its length in bytes, and its digest (hex)."""

    bytes: int = Field(ge=0)
    sha256: str


class Contents(Record):
    """What a backup says of itself.

    Attributes:
        format: Version of this layout.
        made_at: When the catalog was copied (UTC).
        documents, passages: How many the catalog holds.
        files: Every other file in the archive, by name.
    """

    format: int
    made_at: datetime
    documents: int
    passages: int
    files: dict[str, Held]


def counts(catalog: Catalog) -> tuple[int, int]:
    """Return how many documents and passages a catalog holds."""
    stored = catalog.stored()
    return len(stored), sum(one.passages for one in stored.values())


def write(target: BinaryIO, files: Mapping[str, Path], told: Contents) -> None:
    """Write an archive of ``files``; what ``told`` says of files is filled in.

    Raises:
        OSError: A file cannot be read, or the archive not be written.
    """
    held: dict[str, Held] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files.items():
            digest, length = hashlib.sha256(), 0
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as entry:
                while piece := source.read(_AT_ONCE):
                    digest.update(piece)
                    length += len(piece)
                    entry.write(piece)
            held[name] = Held(bytes=length, sha256=digest.hexdigest())
        whole = told.model_copy(update={"files": held})
        archive.writestr(_CONTENTS, whole.model_dump_json(indent=1))


def unpack(path: Path, folder: Path) -> Contents:
    """Unpack an archive into an empty folder, and open its catalog; return what it holds.

    Raises:
        InputError: It is no backup, is damaged, was made by a newer version, or does not fit.
        OSError: It cannot be read, or the folder not be written.
    """
    with _opened(path) as archive:
        told = _contents(archive)
        if sum(held.bytes for held in told.files.values()) > shutil.disk_usage(folder).free:
            raise InputError(reason="backup_too_large", path=str(path))
        for name, held in told.files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            _copy(archive, name, held, place)
    _check_catalog(folder / CATALOG, told)
    return told


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise InputError(str(path), reason="no_backup", path=str(path)) from error
    except _NO_ARCHIVE as error:
        raise _damaged(str(error)) from error


def _contents(archive: zipfile.ZipFile) -> Contents:
    try:
        if archive.getinfo(_CONTENTS).file_size > _CONTENTS_BYTES:
            raise _damaged(_CONTENTS)
        read = json.loads(archive.read(_CONTENTS))
        if isinstance(read, dict) and read.get("format") != FORMAT:
            raise InputError(reason="newer_backup")
        told = Contents.model_validate(read)
    except (KeyError, ValueError, ValidationError) as error:
        raise _damaged(_CONTENTS) from error
    there = set(archive.namelist()) - {_CONTENTS}
    if there != told.files.keys() or CATALOG not in there or not all(map(_NAMES.fullmatch, there)):
        raise _damaged(_CONTENTS)
    return told


def _copy(archive: zipfile.ZipFile, name: str, held: Held, place: Path) -> None:
    digest, left = hashlib.sha256(), held.bytes
    with archive.open(name) as entry, place.open("xb") as file:
        while piece := entry.read(_AT_ONCE):
            left -= len(piece)
            if left < 0:
                raise _damaged(name)
            digest.update(piece)
            file.write(piece)
    if left or digest.hexdigest() != held.sha256:
        raise _damaged(name)


def _check_catalog(path: Path, told: Contents) -> None:
    catalog = Catalog(f"sqlite:///{path.resolve()}")
    try:
        # what acts by itself would act while the tables are brought up to date
        if any(kind not in _INERT for kind, *_ in shape(path)):
            raise _damaged(CATALOG)
        catalog.upgrade()
        damage = catalog.check()
        if damage or counts(catalog) != (told.documents, told.passages):
            raise _damaged("; ".join(damage) or CATALOG)
        catalog.dispose()
        if shape(path) != _our_shape():
            raise _damaged(CATALOG)
    except CatalogError as error:
        raise _damaged(error.detail) from error
    finally:
        catalog.dispose()


def _our_shape() -> frozenset[tuple[str, ...]]:
    """Return what a catalog of this version is made of."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, CATALOG)
        catalog = Catalog(f"sqlite:///{path.resolve()}")
        catalog.upgrade()
        catalog.dispose()
        return shape(path)


def _damaged(what: str) -> InputError:
    return InputError(what, reason="backup_damaged", what=what)
