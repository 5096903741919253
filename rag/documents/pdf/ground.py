"""The pictures on a page of a PDF file, and the page itself as one."""

from __future__ import annotations

import ctypes
from typing import Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from rag.documents.pdf.glyphs import Glyphs
from rag.errors import DocumentError
from rag.schemas import FileLimits

# A page of so few characters, most of it under a picture, is a scan with a stamp on it.
_FEW: Final = 60
_COVERED: Final = 0.5
# So many characters without a meaning make the others doubtful too.
_UNKNOWN: Final = 0.05
# Smaller pictures are emblems and lines.
_NOTABLE: Final = 0.04
_DEEPEST: Final = 4
_LONGEST_SIDE: Final = 2_000


def pictured(page: pdfium.PdfPage, limits: FileLimits) -> list[float]:
    """Return which part of the page each of its pictures covers, small ones left out.

    Raises:
        DocumentError: A picture has more pixels than the limits allow.
    """
    width, height = page.get_size()
    found: list[float] = []
    for picture in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEPEST):
        across, down = ctypes.c_uint(), ctypes.c_uint()
        pdfium_c.FPDFImageObj_GetImagePixelSize(picture.raw, across, down)
        if across.value * down.value > limits.pixels:
            raise DocumentError(f"{across.value}x{down.value}", reason="too_many_pixels")
        left, bottom, right, top = picture.get_bounds()
        part = (right - left) * (top - bottom) / max(1.0, width * height)
        if part >= _NOTABLE:
            found.append(min(1.0, part))
    return found


def is_scan(page: pdfium.PdfPage, glyphs: Glyphs, pictures: list[float]) -> bool:
    """Tell whether what the page says is to be seen in its picture alone."""
    count = sum(not glyph.text.isspace() for glyph in glyphs.seen)
    if count and glyphs.unknown > max(2, count * _UNKNOWN):
        return True
    if count < _FEW and sum(pictures) >= _COVERED:
        return True
    # Words may be drawn as shapes.
    return count == 0 and (bool(pictures) or next(page.get_objects(max_depth=1), None) is not None)


def picture_of(page: pdfium.PdfPage) -> NDArray[np.uint8]:
    """Return the page as pixels (height, width, blue-green-red).

    Raises:
        pdfium.PdfiumError: The page is damaged.
    """
    width, height = page.get_size()
    bitmap = page.render(scale=_LONGEST_SIDE / max(width, height, 1.0), may_draw_forms=False)
    try:
        return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]).copy()
    finally:
        bitmap.close()
