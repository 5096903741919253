"""A text as a PDF file: paragraphs on pages with a running head and page numbers."""

from __future__ import annotations

import io
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from rag.documents.title import find_title

FONT: Final = "STSong-Light"
_SIZE: Final = 14


def sheet(text: str) -> bytes:
    """Return ``text`` as a PDF file of A4 pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle(
        "body",
        fontName=FONT,
        fontSize=_SIZE,
        leading=1.6 * _SIZE,
        firstLineIndent=2 * _SIZE,
        wordWrap="CJK",
    )
    head = ParagraphStyle("head", body, firstLineIndent=0, alignment=TA_CENTER)
    title = find_title(text) or ""
    story = []
    for line in text.split("\n"):
        style = head if title.startswith(line) or title.endswith(line) else body
        story.append(Paragraph(escape(line), style))
    written = io.BytesIO()
    SimpleDocTemplate(written, title="", author="").build(
        story, onFirstPage=_around, onLaterPages=_around
    )
    return written.getvalue()


def _around(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 10)
    canvas.drawString(72, 805, "某市人民政府文件")
    canvas.drawCentredString(297, 30, f"— {document.page} —")
