"""The text of a PDF file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from rag.documents.alive import alive
from rag.documents.layout.pieces import Page
from rag.documents.layout.text import lay_out
from rag.documents.pdf.glyphs import Glyphs, glyphs_of
from rag.documents.pdf.ground import is_scan, picture_of, pictured
from rag.documents.pdf.tables import as_pieces, ruled_tables
from rag.documents.pdf.words import pieces_of
from rag.documents.scans.notices import scan_notices
from rag.documents.scans.page import Scan, read_picture
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileNotice, FileText

_LOCKED: Final = frozenset({pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY})


class _Read(NamedTuple):
    page: Page
    glyphs: Glyphs
    pictures: int = 0
    scan: bool = False


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the words that can be seen on the pages of a PDF file.

    Pages that are pictures are recognised, once it is known how many there are.

    Raises:
        DocumentError: It is no PDF file, is damaged, needs a password, or has more pages,
            pictures or words than the limits allow.
    """
    with _opened(data) as document:
        found = list(_pages(document, limits))
        attached = document.count_attachments()
        wanted = [each.page.number for each in found if each.scan]
        if len(wanted) > limits.scanned:
            raise DocumentError(
                f"{len(wanted)} scans", reason="too_many_scans", most=limits.scanned
            )
        scans = {number: _recognised(document, number, limits) for number in wanted}
    pages = [scans[each.page.number].page if each.scan else each.page for each in found]
    text, places = lay_out(pages)
    written = [each for each in found if not each.scan]
    counts = {
        "file.hidden": sum(each.glyphs.hidden for each in written),
        "file.slanting": sum(each.glyphs.slanting for each in written),
        "file.unknown": sum(each.glyphs.unknown for each in written),
        "file.pictures": sum(each.pictures for each in written),
        "file.embedded": attached,
    }
    notices = (FileNotice(key=key, values={"count": str(n)}) for key, n in counts.items() if n)
    return FileText(
        text=text,
        notices=(*notices, *scan_notices(scans.values())),
        pages=places,
        scanned={number + 1: scan.confidence for number, scan in scans.items()},
    )


def _pages(document: pdfium.PdfDocument, limits: FileLimits) -> Iterator[_Read]:
    count = len(document)
    if count > limits.pages:
        raise DocumentError(f"{count} pages", reason="too_many_pages", most=limits.pages)
    characters = 0
    for number in range(count):
        with _page(document, number) as page:
            glyphs = glyphs_of(page)
            covers = pictured(page, limits)
            scan = is_scan(page, glyphs, covers)
            upright = not scan and glyphs.upright
            tables, left = ruled_tables(page, glyphs.seen) if upright else ([], glyphs.seen)
        characters += len(glyphs.seen)
        if characters > limits.characters:
            raise DocumentError(f"page {number}", reason="too_long")
        # What is recognised instead need not be put together.
        pieces = [] if scan else list(pieces_of(left))
        for table in tables:
            pieces += as_pieces(table)
        placed = Page(tuple(pieces), glyphs.width, glyphs.height, number)
        yield _Read(placed, replace(glyphs, seen=()), len(covers), scan)


def _recognised(document: pdfium.PdfDocument, number: int, limits: FileLimits) -> Scan:
    with _page(document, number) as page:
        picture = picture_of(page)
    scan = read_picture(picture, number, limits.threads)
    alive()
    return scan


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


@contextmanager
def _page(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    try:
        page = document[number]
        try:
            yield page
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise DocumentError(f"page {number}: {error}", reason="damaged") from error
