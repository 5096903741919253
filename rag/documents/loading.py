"""A file read, named and described."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Final

from rag.documents.registry import readers
from rag.documents.title import find_title, status_of
from rag.errors import DocumentError, EmptyDocumentError, UnsupportedFormatError
from rag.schemas import Document, DocumentMeta
from rag.text import clean

# Larger ones are no policy documents; they would hold every reader up.
_MOST_BYTES: Final = 20_000_000
_MOST_CHARACTERS: Final = 5_000_000


def read_text(path: Path) -> str:
    """Return the stored text of a file, clean and without space around it.

    Raises:
        UnsupportedFormatError: No reader is registered for its suffix.
        UndecodableTextError: Its bytes are no text, or in no encoding that is certain.
        EmptyDocumentError: There are no words in it.
        DocumentError: It is missing, cannot be read or is too large; ``reason`` says which.
    """
    name = path.name
    reader = readers().get(path.suffix.lower())
    if reader is None:
        raise UnsupportedFormatError(name, name=name, known=" ".join(sorted(readers())))
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DocumentError(name, reason="too_large", name=name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(name, reason="missing", name=name) from error
    except OSError as error:
        raise DocumentError(str(error), reason="unreadable", name=name) from error
    try:
        text = clean(reader.read(data)).strip()
    except DocumentError as error:
        error.params.setdefault("name", name)
        raise
    if len(text) > _MOST_CHARACTERS:
        raise DocumentError(name, reason="too_large", name=name)
    if not any(character.isalnum() for character in text):
        raise EmptyDocumentError(name, name=name)
    return text


def load(path: Path, source: str, meta: DocumentMeta | None = None) -> Document:
    """Read a file into a document.

    Args:
        path: Where the file is.
        source: Its path relative to the ingested folder, with ``/``.
        meta: What a manifest says of it. Without, title and draft standing are those its
            words state, or else the title is the file's name, and nothing else is known.

    Raises:
        DocumentError: As ``read_text``.
    """
    text = read_text(path)
    if meta is None:
        title = find_title(text)
        meta = DocumentMeta(
            title=title or Path(source).stem,
            title_is_ours=title is None,
            status=status_of(title or ""),
        )
    return Document(
        id=document_id(source),
        source=source,
        text=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        meta=meta,
    )


def discover(root: Path) -> list[tuple[Path, str]]:
    """Return the readable files under ``root`` with their sources, ordered by source.

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
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if not hidden and path.suffix.lower() in readers() and path.is_file():
            found.append((path, unicodedata.normalize("NFC", relative.as_posix())))
    return sorted(found, key=lambda pair: pair[1])


def document_id(source: str) -> str:
    """Return the stable name of the document from ``source``: readable, ASCII, its own.

    The hash keeps apart sources whose readable part is the same or empty.
    """
    digest = hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()
    ascii_stem = unicodedata.normalize("NFKD", Path(source).stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_stem.lower()).strip("-")[:48].strip("-")
    return f"{slug}-{digest[:8]}" if slug else f"d-{digest[:12]}"
