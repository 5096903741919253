"""PDF files as offices make them, drawn line by line."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4


def drawn(*pages, password=None, owner=None, size=A4):
    """A file whose pages are drawn by functions of the canvas."""
    written = io.BytesIO()
    locked = None
    if password is not None or owner:
        locked = StandardEncryption(password or "", owner or password, strength=128)
    canvas = Canvas(written, pagesize=size, encrypt=locked)
    for page in pages:
        canvas.setFont(FONT, 14)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def broken(words, width):
    """Words cut into lines of so many characters."""
    return [words[at : at + width] for at in range(0, len(words), width)]


def column(canvas, lines, x, y, leading=22):
    """Lines under one another."""
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * leading, line)
