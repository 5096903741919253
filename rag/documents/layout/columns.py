"""The lines of a page in the order in which they are read, column after column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import median
from typing import Final

from rag.documents.layout.pieces import Line, Page, Piece, apart, merged, rows

# Where the room between two columns may lie, as parts of the width that words take.
_FIRST: Final = 0.25
_LAST: Final = 0.75
_STEPS: Final = 100
# How full the lines of a column are at least; cells of a table are not.
_FILLED: Final = 0.6
_FEWEST_ROWS: Final = 3
_NARROWEST: Final = 7.0
_ROOM: Final = 0.8


def reading_lines(page: Page) -> list[Line]:
    """Return the lines of ``page``: those over its whole width, and columns between them."""
    return [
        Line(merged(row), page.number, column, columns, apart(row))
        for row, column, columns in _ordered(list(page.pieces))
    ]


def _ordered(pieces: list[Piece]) -> list[tuple[list[Piece], int, int]]:
    middle = _gutter(pieces)
    if middle is None:
        return [(row, 0, 1) for row in rows(pieces)]
    found: list[tuple[list[Piece], int, int]] = []
    for band, crossed in _bands(pieces, middle):
        left = [piece for piece in band if (piece.x0 + piece.x1) / 2 < middle]
        right = [piece for piece in band if (piece.x0 + piece.x1) / 2 >= middle]
        if crossed or not left or not right or not _columns(left, right):
            found += [(row, 0, 1) for row in rows(band)]
        else:
            first, second = _ordered(left), _ordered(right)
            before = max(columns for _, _, columns in first)
            after = max(columns for _, _, columns in second)
            found += [(row, column, before + after) for row, column, _ in first]
            found += [(row, before + column, before + after) for row, column, _ in second]
    return found


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where few pieces cross and many stand on both sides; None where nothing is so."""
    if len(pieces) < 2 * _FEWEST_ROWS:
        return None
    start, end = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    places = [
        start + (end - start) * (_FIRST + (_LAST - _FIRST) * step / _STEPS)
        for step in range(_STEPS + 1)
    ]
    crossing = [sum(piece.x0 < x < piece.x1 for piece in pieces) for x in places]
    fewest = min(crossing)
    if fewest * 3 > len(pieces):
        return None
    runs = [
        list(run)
        for count, run in groupby(range(len(places)), key=lambda step: crossing[step])
        if count == fewest
    ]
    widest = max(runs, key=len)
    return places[widest[len(widest) // 2]]


def _bands(pieces: Sequence[Piece], middle: float) -> list[tuple[list[Piece], bool]]:
    """Return the pieces by bands from the top: rows that cross the middle, and the others."""
    found: list[tuple[list[Piece], bool]] = []
    for row in rows(pieces):
        crossed = any(piece.x0 < middle < piece.x1 for piece in row)
        if not found or found[-1][1] != crossed:
            found.append(([], crossed))
        found[-1][0].extend(row)
    return found


def _columns(left: list[Piece], right: list[Piece]) -> bool:
    """Tell whether words on two sides are columns of text, and no cells of a table."""
    size = median(piece.size for piece in (*left, *right))
    if min(piece.x0 for piece in right) - max(piece.x1 for piece in left) < _ROOM * size:
        return False
    return _running(left, size) and (_running(right, size) or len(rows(left)) > len(rows(right)))


def _running(side: list[Piece], size: float) -> bool:
    lines = [merged(row) for row in rows(side)]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = median((line.x1 - line.x0) / width for line in lines)
    return len(lines) >= _FEWEST_ROWS and width > _NARROWEST * size and full > _FILLED
