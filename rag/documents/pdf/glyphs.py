"""The characters of a page as PDFium tells them, upright and seen by a reader."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from rag.documents.pdf.characters import UNKNOWN, readable
from rag.documents.pdf.layers import Ink, Layers

# Ways of drawing that leave no ink: nothing at all, or nothing but a clipping path.
_UNSEEN_MODES: Final = frozenset(
    {pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP}
)
_STROKED_ALONE: Final = frozenset(
    {pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP}
)
_STROKED: Final = _STROKED_ALONE | {
    pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE,
    pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP,
}
_SMALLEST: Final = 1.5
# How far, in degrees, words may lean and still be lines and no stamp over the page.
_LEAN: Final = 8.0


class Glyph(NamedTuple):
    """One character, upright; lengths in points, y grows downwards.

    Attributes:
        x0, x1: From its own start to that of the next.
        base: Where it stands.
        size: Height of a full-width character.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What is written on a page.

    Attributes:
        seen: The characters to be read.
        width, height: Of the page, as it is read.
        hidden: How many characters nobody can see.
        slanting: How many stand aslant or across, as stamps over the page do.
        unknown: How many nothing tells the meaning of.
        upright: Whether the page reads as its own coordinates lie.
    """

    seen: tuple[Glyph, ...]
    width: float
    height: float
    hidden: int = 0
    slanting: int = 0
    unknown: int = 0
    upright: bool = True


class _Drawn(NamedTuple):
    """How a run of characters is drawn; its angle in degrees, its size in points."""

    key: int
    inks: list[Ink]
    angle: float
    size: float


_Box = tuple[float, float, float, float]


def glyphs_of(page: pdfium.PdfPage) -> Glyphs:
    """Return what is written on ``page``, turned so that most of it reads from left to right.

    Raises:
        pdfium.PdfiumError: The page is damaged.
    """
    textpage = page.get_textpage()
    try:
        return _Reading(page, textpage).glyphs()
    finally:
        textpage.close()


class _Reading:
    """One page while it is read."""

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> None:
        self._page = page
        self._text = textpage.raw
        self._box: _Box = page.get_cropbox()
        self._runs: dict[int, _Drawn] = {}

    def glyphs(self) -> Glyphs:
        hidden = 0
        found: list[tuple[str, _Box, tuple[float, float], _Drawn]] = []
        for index, code in _codes(self._text, pdfium_c.FPDFText_CountChars(self._text)):
            character = readable(code)
            if not character:
                continue
            box, run = self._box_of(index), self._drawn(index)
            if run.size >= _SMALLEST and self._within(box) and self._shown(box, run):
                found.append((character, box, self._origin_of(index), run))
            else:
                hidden += not character.isspace()
        turns = Counter(_quarter(run.angle) for text, _, _, run in found if not text.isspace())
        turn = max(turns, key=lambda each: turns[each], default=0) or 0
        left, bottom, right, top = self._box
        wide, high = right - left, top - bottom
        seen = tuple(
            self._upright(text, box, origin, run.size, turn)
            for text, box, origin, run in found
            if _quarter(run.angle) == turn
        )
        return Glyphs(
            seen,
            high if turn % 180 else wide,
            wide if turn % 180 else high,
            hidden,
            slanting=turns.total() - sum(not glyph.text.isspace() for glyph in seen),
            unknown=sum(glyph.text == UNKNOWN for glyph in seen),
            upright=turn == 0,
        )

    def _box_of(self, index: int) -> _Box:
        rect = pdfium_c.FS_RECTF()
        pdfium_c.FPDFText_GetLooseCharBox(self._text, index, rect)
        return (
            min(rect.left, rect.right),
            min(rect.bottom, rect.top),
            max(rect.left, rect.right),
            max(rect.bottom, rect.top),
        )

    def _origin_of(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(self._text, index, x, y)
        return x.value, y.value

    def _drawn(self, index: int) -> _Drawn:
        """Return how the run of a character is drawn; its characters are alike."""
        drawn = pdfium_c.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self._runs:
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) if key else 0
            angle = math.degrees(pdfium_c.FPDFText_GetCharAngle(self._text, index))
            inks = [] if mode in _UNSEEN_MODES else self._inks(index, mode)
            self._runs[key] = _Drawn(key, inks, angle % 360, self._size_of(index))
        return self._runs[key]

    def _size_of(self, index: int) -> float:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        return float(pdfium_c.FPDFText_GetFontSize(self._text, index)) * (scale or 1.0)

    def _inks(self, index: int, mode: int) -> list[Ink]:
        """Return the colours that leave a trace of a character."""
        found: list[Ink] = []
        ways = []
        if mode not in _STROKED_ALONE:
            ways.append(pdfium_c.FPDFText_GetFillColor)
        if mode in _STROKED:
            ways.append(pdfium_c.FPDFText_GetStrokeColor)
        for way in ways:
            parts = [ctypes.c_uint() for _ in range(4)]
            if not way(self._text, index, *parts):
                found.append((0, 0, 0))
            elif parts[3].value:
                found.append((parts[0].value, parts[1].value, parts[2].value))
        return found

    @cached_property
    def _layers(self) -> Layers:
        return Layers(self._page)

    def _shown(self, box: _Box, run: _Drawn) -> bool:
        if not run.inks:
            return False
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self._layers.shows(run.key, x, y, run.inks)

    def _within(self, box: _Box) -> bool:
        left, bottom, right, top = self._box
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return left <= x <= right and bottom <= y <= top

    def _upright(
        self, text: str, box: _Box, origin: tuple[float, float], size: float, turn: int
    ) -> Glyph:
        """Return a character as it stands once its page is turned so that it is upright."""
        left, bottom, right, top = self._box
        x, y = origin
        if turn == 270:
            return Glyph(text, box[1] - bottom, box[3] - bottom, x - left, size)
        if turn == 180:
            return Glyph(text, right - box[2], right - box[0], y - bottom, size)
        if turn == 90:
            return Glyph(text, top - box[3], top - box[1], right - x, size)
        return Glyph(text, box[0] - left, box[2] - left, top - y, size)


def _codes(text: object, count: int) -> Iterator[tuple[int, int]]:
    """Yield the index and the code of each character that the file itself has."""
    lead = 0
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code <= 0xDBFF:
            lead = code
            continue
        if 0xDC00 <= code <= 0xDFFF and lead:
            code = 0x10000 + ((lead - 0xD800) << 10) + code - 0xDC00
        lead = 0
        yield index, code


def _quarter(angle: float) -> int | None:
    """Return the quarter turn nearest to an angle in degrees; None where it leans."""
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _LEAN else None
