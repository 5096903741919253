"""A text as a scanned PDF file: pictures of its pages at 300 dots per inch, nothing else."""

from __future__ import annotations

import io
from typing import Final

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from eval.writing.sheet import sheet

_DPI: Final = 300


def page_pictures(text: str, most: int | None = None) -> list[Image.Image]:
    """Return the first ``most`` pages of ``text``, set on A4, as grey pictures."""
    with pdfium.PdfDocument(sheet(text)) as document:
        count = len(document) if most is None else min(most, len(document))
        return [
            document[number].render(scale=_DPI / 72).to_pil().convert("L")
            for number in range(count)
        ]


def scan(text: str) -> bytes:
    """Return ``text`` as a PDF file whose pages are pictures."""
    return bound(page_pictures(text))


def bound(pictures: list[Image.Image]) -> bytes:
    """Return pictures as the pages of a PDF file."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for picture in pictures:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=80)
        width, height = (side * 72 / _DPI for side in picture.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(packed), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return written.getvalue()
