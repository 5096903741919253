"""What is painted under and over the words of a page, in the order of painting."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
Ink = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

PAPER: Final[Ink] = (255, 255, 255)

_DEEPEST: Final = 3
_MOST_CORNERS: Final = 6
_NEAR: Final = 16
_SLACK: Final = 0.5
_THINNEST: Final = 1.5
# Height and width of the cells of a page, in points, and how many are kept at a time.
_CELL: Final = 40.0
_CELLS: Final = 32


class _Layer(NamedTuple):
    """A picture or a filled shape.

    Attributes:
        order: Its place in the order of painting.
        ink: Its colour, where it is a rectangle that lets nothing through; else None.
    """

    order: int
    box: Box
    ink: Ink | None

    @property
    def is_thin(self) -> bool:
        """Tell whether it is a line or a dot, too small to cover a character."""
        left, bottom, right, top = self.box
        return min(right - left, top - bottom) < _THINNEST


class Layers:
    """The pictures and filled shapes of a page, and when each run of words was painted."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        """Look through ``page``."""
        self._layers: list[_Layer] = []
        self._orders: dict[int, int] = {}
        self._clips: dict[int, Box] = {}
        for order, each in enumerate(page.get_objects(max_depth=_DEEPEST)):
            if each.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
                key = ctypes.cast(each.raw, ctypes.c_void_p).value or 0
                self._orders[key] = order
                if clip := _clip_of(each)[0]:
                    self._clips[key] = clip
            elif each.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._layers.append(_Layer(order, each.get_bounds(), None))
            elif each.type == pdfium_c.FPDF_PAGEOBJ_PATH and (filled := _filled(each, order)):
                self._layers.append(filled)
        self._boxes = np.array([one.box for one in self._layers]).reshape(-1, 4).T
        # Words follow one another on a line, so that few cells are asked for again later.
        self._near = lru_cache(maxsize=_CELLS)(self._touching)

    def shows(self, key: int, x: float, y: float, inks: list[Ink]) -> bool:
        """Tell whether words painted as object ``key`` with ``inks`` can be seen at a point."""
        clip = self._clips.get(key)
        if clip is not None and not _holds(clip, x, y, _SLACK):
            return False
        own = self._orders.get(key, -1)
        for layer in self._at(x, y):
            if layer.order > own >= 0:
                if layer.ink is not None and not layer.is_thin:
                    return False
            elif layer.ink is None or any(_differ(ink, layer.ink) for ink in inks):
                return True
            elif not layer.is_thin:
                return False
        return any(_differ(ink, PAPER) for ink in inks)

    def _at(self, x: float, y: float) -> Iterator[_Layer]:
        """Yield the layers that hold a point, from the topmost down."""
        near = self._near(x // _CELL, y // _CELL)
        left, bottom, right, top = self._boxes[:, near]
        held = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
        return (self._layers[at] for at in near[held][::-1])

    def _touching(self, column: float, row: float) -> NDArray[np.intp]:
        """Return the places of the layers that reach into one cell of the page."""
        left, bottom, right, top = self._boxes
        x, y = column * _CELL, row * _CELL
        return np.flatnonzero(
            (left <= x + _CELL) & (right >= x) & (bottom <= y + _CELL) & (top >= y)
        )


def _holds(box: Box, x: float, y: float, slack: float = 0.0) -> bool:
    left, bottom, right, top = box
    return left - slack <= x <= right + slack and bottom - slack <= y <= top + slack


def _overlap(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def _differ(one: Ink, other: Ink) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _NEAR


def _filled(path: pdfium.PdfObject, order: int) -> _Layer | None:
    """Return a shape that is filled; the ink only of a plain rectangle."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path.raw, mode, stroke) or not mode.value:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    known = pdfium_c.FPDFPageObj_GetFillColor(path.raw, *parts)
    if known and not parts[3].value:
        return None
    box = path.get_bounds()
    clip, is_plain = _clip_of(path)
    if clip is not None:
        box = _overlap(box, clip)
    corners = pdfium_c.FPDFPath_CountSegments(path.raw)
    segments = [pdfium_c.FPDFPath_GetPathSegment(path.raw, n) for n in range(min(corners, 7))]
    is_plain = is_plain and corners <= _MOST_CORNERS and _is_rectangle(segments)
    opaque = not pdfium_c.FPDFPageObj_HasTransparency(path.raw)
    if not (known and is_plain and opaque and parts[3].value == 255):
        return _Layer(order, box, None)
    return _Layer(order, box, (parts[0].value, parts[1].value, parts[2].value))


def _clip_of(drawn: pdfium.PdfObject) -> tuple[Box | None, bool]:
    """Return the room that an object is confined to, and whether it is a plain rectangle."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(drawn.raw)
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    box: Box | None = None
    is_plain = True
    for number in range(max(0, count)):
        corners = pdfium_c.FPDFClipPath_CountPathSegments(clip, number)
        segments = [
            pdfium_c.FPDFClipPath_GetPathSegment(clip, number, n) for n in range(max(0, corners))
        ]
        points = [_point(one) for one in segments]
        if not points:
            continue
        is_plain = is_plain and corners <= _MOST_CORNERS and _is_rectangle(segments)
        across, up = [x for x, _ in points], [y for _, y in points]
        own = (min(across), min(up), max(across), max(up))
        box = own if box is None else _overlap(box, own)
    return box, is_plain


def _is_rectangle(segments: list[object]) -> bool:
    """Tell whether lines alone go from corner to corner of their own room."""
    kinds = {pdfium_c.FPDFPathSegment_GetType(one) for one in segments}
    points = {(round(x, 1), round(y, 1)) for x, y in map(_point, segments)}
    across, up = {x for x, _ in points}, {y for _, y in points}
    straight = {pdfium_c.FPDF_SEGMENT_LINETO, pdfium_c.FPDF_SEGMENT_MOVETO}
    return kinds <= straight and len(points) == 4 and len(across) == len(up) == 2


def _point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value
