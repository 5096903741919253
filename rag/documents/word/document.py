"""A Word file to its text."""

from __future__ import annotations

from rag.documents.markup import Element
from rag.documents.packages import Package
from rag.documents.word.body import Body
from rag.documents.word.names import child, local, value
from rag.documents.word.numbering import Numbering
from rag.documents.word.runs import Runs
from rag.documents.word.styles import Styles
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileNotice, FileText

# Above and below the notes there is a line, which is stored as a note as well.
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the text of a Word file: headings with their numbers, paragraphs, table rows.

    Inserted text is kept and deleted text left out. Headers, footers, comments, macros
    and tables of contents are no part of the document's words; a note follows the
    paragraph that refers to it, and a text box the paragraph it is anchored in.

    Raises:
        DocumentError: It is damaged, another kind of file, or too much.
    """
    package = Package(data, limits, "word/document.xml", "word/")
    root = package.part(package.main)
    content = child(root, "body")
    if content is None:
        raise DocumentError("no body", reason="damaged")
    styles = Styles(package.beside("styles.xml"))
    runs = Runs(styles)
    body = Body(
        styles=styles,
        numbering=Numbering(package.beside("numbering.xml"), styles),
        notes=_notes(package),
        limits=limits,
        runs=runs,
    )
    lines = list(body.lines(content))
    counts = (
        ("file.hidden", runs.hidden),
        ("file.pictures", runs.pictures),
        ("file.embedded", sum(1 for block in content if local(block) == "altChunk")),
    )
    notices = tuple(
        FileNotice(key=key, values={"count": str(count)}) for key, count in counts if count
    )
    return FileText(text="\n".join(lines), notices=notices)


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.beside(f"{kind}s.xml")
        for note in root if root is not None else ():
            if value(note, "type") not in _RULES:
                found[kind, value(note, "id") or ""] = note
    return found
