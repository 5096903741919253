"""The text of a PDF file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from rag.documents.layout.pieces import Page
from rag.documents.layout.text import lay_out
from rag.documents.pdf.glyphs import Glyphs, glyphs_of
from rag.documents.pdf.words import pieces_of
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileNotice, FileText

_LOCKED: Final = frozenset({pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY})


class _Read(NamedTuple):
    page: Page
    glyphs: Glyphs


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the words that can be seen on the pages of a PDF file.

    Raises:
        DocumentError: It is no PDF file, is damaged, needs a password, or has more pages
            or words than the limits allow.
    """
    with _opened(data) as document:
        count = len(document)
        if count > limits.pages:
            raise DocumentError(f"{count} pages", reason="too_many_pages", most=limits.pages)
        found: list[_Read] = []
        characters = 0
        for number in range(count):
            found.append(_page(document, number))
            characters += len(found[-1].glyphs.seen)
            if characters > limits.characters:
                raise DocumentError(f"page {number}", reason="too_long")
        attached = document.count_attachments()
    text, places = lay_out([each.page for each in found])
    counts = {
        "file.hidden": sum(each.glyphs.hidden for each in found),
        "file.slanting": sum(each.glyphs.slanting for each in found),
        "file.unknown": sum(each.glyphs.unknown for each in found),
        "file.embedded": attached,
    }
    notices = (FileNotice(key=key, values={"count": str(n)}) for key, n in counts.items() if n)
    return FileText(text=text, notices=tuple(notices), pages=places)


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = "encrypted" if error.err_code in _LOCKED else "damaged"
        raise DocumentError(str(error), reason=reason) from error
    try:
        yield document
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> _Read:
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise DocumentError(f"page {number}: {error}", reason="damaged") from error
    try:
        glyphs = glyphs_of(page)
    except pdfium.PdfiumError as error:
        raise DocumentError(f"page {number}: {error}", reason="damaged") from error
    finally:
        page.close()
    pieces = tuple(pieces_of(glyphs.seen))
    return _Read(Page(pieces, glyphs.width, glyphs.height, number), glyphs)
