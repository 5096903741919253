"""A file read, named and described."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rag.documents.finishing import finish
from rag.documents.reader import Reader
from rag.documents.registry import readers
from rag.documents.sandbox import read_apart
from rag.documents.signatures import LEGACY, NAMES, kind_of
from rag.documents.stated import describe
from rag.documents.title import find_title
from rag.errors import DocumentError, EmptyDocumentError, UnsupportedFormatError
from rag.schemas import Document, DocumentMeta, FileLimits, FileText
from rag.settings import Settings, get_settings


def read_text(path: Path) -> str:
    """Return the stored text of a file, as ``read_file`` does, without what else it says."""
    return read_file(path).text


def read_file(path: Path, settings: Settings | None = None) -> FileText:
    """Return the stored text of a file, clean and without space around it.

    Formats that are more than plain text are read in a process of their own.

    Raises:
        UnsupportedFormatError: No reader is registered for its suffix.
        UndecodableTextError: Its bytes are no text, or in no encoding that is certain.
        EmptyDocumentError: There are no words in it.
        DocumentError: It is missing, cannot be read, is not what its suffix says, is
            damaged, or is too much in some way; ``reason`` says which.
    """
    name = path.name
    known = settings or get_settings()
    limits = known.file_limits
    try:
        reader = _reader(path)
        data = _bytes(path, limits)
        _check_kind(data, reader)
        if reader.budget is None:
            found = finish(reader.read(data, limits), limits)
        else:
            found = read_apart(path.suffix.lower(), data, limits, reader.budget(known))
        if not any(character.isalnum() for character in found.text):
            raise EmptyDocumentError(name)
    except DocumentError as error:
        error.params["name"] = name
        raise
    return found


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    reader = readers().get(suffix)
    if reader is None:
        known = " ".join(sorted(readers()))
        if suffix in LEGACY:
            target = LEGACY[suffix]
            raise UnsupportedFormatError(suffix, reason="legacy", target=target, known=known)
        raise UnsupportedFormatError(suffix, known=known)
    return reader


def _bytes(path: Path, limits: FileLimits) -> bytes:
    try:
        if path.stat().st_size > limits.bytes:
            raise DocumentError(path.name, reason="too_large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(path.name, reason="missing") from error
    except OSError as error:
        raise DocumentError(str(error), reason="unreadable") from error


def _check_kind(data: bytes, reader: Reader) -> None:
    kind = kind_of(data)
    if kind == "encrypted" and "zip" in reader.kinds:
        raise DocumentError(kind, reason="encrypted")
    if kind is not None and kind not in reader.kinds:
        raise DocumentError(kind, reason="wrong_suffix", kind=NAMES[kind])


class Loaded(NamedTuple):
    """A document, and what was read from its file."""

    document: Document
    file: FileText


def load(path: Path, source: str, meta: DocumentMeta | None = None) -> Document:
    """Read a file into a document, as ``load_file`` does, without what else it says."""
    return load_file(path, source, meta).document


def load_file(
    path: Path, source: str, meta: DocumentMeta | None = None, settings: Settings | None = None
) -> Loaded:
    """Read a file into a document.

    Args:
        path: Where the file is.
        source: Its path relative to the ingested folder, with ``/``.
        meta: What a manifest says of it. What it leaves out is what the words state, each
            with its place; without any title, it is the file's name.
        settings: What bounds the reading; without, those of this process.

    Raises:
        DocumentError: As ``read_file``.
    """
    file = read_file(path, settings)
    text = file.text
    document = Document(
        id=document_id(source),
        source=source,
        text=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        meta=_known(text, source, meta),
        pages=file.pages,
        scanned=file.scanned,
    )
    return Loaded(document, file)


def _known(text: str, source: str, told: DocumentMeta | None) -> DocumentMeta:
    """Return what the text states, and what is ``told`` of it in its place."""
    title = find_title(text)
    stated = describe(text, title)
    if told is None:
        ours = {"title": Path(source).stem, "title_is_ours": True} if title is None else {}
        return stated.model_copy(update=ours)
    return with_told(stated, {name: getattr(told, name) for name in told.model_fields_set})


def with_told(stated: DocumentMeta, told: Mapping[str, object]) -> DocumentMeta:
    """Return ``stated`` with what a manifest or a sender told in the place of what was found.

    ``told`` has fields of ``DocumentMeta``; what it gives has no place in the text.

    Raises:
        ValidationError: It has a wrong value.
    """
    found = tuple(place for place in stated.found if place.field not in told)
    ours = {"title_is_ours": False} if "title" in told else {}
    return DocumentMeta.model_validate({**stated.model_dump(), **ours, **told, "found": found})


def discover(root: Path) -> list[tuple[Path, str]]:
    """Return the files under ``root`` that may be documents, ordered by source.

    They are those of formats that are read, and of formats that can be converted.

    A file given as root is returned whatever its suffix is, named by itself. Hidden files
    and folders are passed over.

    Raises:
        DocumentError: There is no such file or folder.
    """
    if root.is_file():
        return [(root, root.name)]
    if not root.is_dir():
        raise DocumentError(str(root), reason="missing", name=str(root))
    found = []
    wanted = candidates()
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if not hidden and path.suffix.lower() in wanted and path.is_file():
            found.append((path, unicodedata.normalize("NFC", relative.as_posix())))
    return sorted(found, key=lambda pair: pair[1])


def candidates() -> frozenset[str]:
    """Return the suffixes of files that may be documents: of formats read, or convertible."""
    return frozenset(readers()) | frozenset(LEGACY)


def document_id(source: str) -> str:
    """Return the stable name of the document from ``source``: readable, ASCII, its own.

    The hash keeps apart sources whose readable part is the same or empty.
    """
    digest = hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()
    ascii_stem = unicodedata.normalize("NFKD", Path(source).stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_stem.lower()).strip("-")[:48].strip("-")
    return f"{slug}-{digest[:8]}" if slug else f"d-{digest[:12]}"
