"""The text of a picture file, page after page."""

from __future__ import annotations

from rag.documents.alive import alive
from rag.documents.layout.text import lay_out
from rag.documents.scans.notices import scan_notices
from rag.documents.scans.page import Scan, read_picture
from rag.documents.scans.pictures import pictures
from rag.schemas import FileLimits, FileText


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the words recognised in a picture file.

    Raises:
        DocumentError: It is no picture, is damaged, or is larger than the limits allow.
    """
    scans: list[Scan] = []
    for number, picture in enumerate(pictures(data, limits)):
        scans.append(read_picture(picture, number, limits.threads))
        alive()
    text, places = lay_out([scan.page for scan in scans])
    return FileText(
        text=text,
        notices=scan_notices(scans),
        pages=places,
        scanned={scan.page.number + 1: scan.confidence for scan in scans},
    )
