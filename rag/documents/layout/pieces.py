"""Pieces of lines and whole lines, by their places on a page.

Lengths are in any one unit for a page; y grows downwards, and words read from left to
right whichever way the page was turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from rag.documents.raised import raised

_LATIN: Final = re.compile(r"[0-9A-Za-z]")
_SPACES: Final = re.compile(r"[ \t\u00a0]{2,}")
# Gaps, in widths of a character, that were meant to be seen.
_LATIN_GAP: Final = 0.18
_WIDE_GAP: Final = 0.7
_CELL_GAP: Final = 3.0
_RAISED_SIZE: Final = 0.8
_RAISED_BY: Final = 0.2


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand side by side.

    Attributes:
        text: The words.
        x0, x1, top, bottom: The room they take; ``bottom`` is the same for all
            characters of one size on one line.
        size: Height of a full-width character.
        whole: Whether they are a line by themselves, joined with nothing.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page.

    Attributes:
        pieces: Its words.
        width, height: Its room.
        number: Its place in the file, from 0.
    """

    pieces: tuple[Piece, ...]
    width: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or of one of its columns.

    Attributes:
        piece: Its words and their room.
        page: Number of the page, from 0.
        column, columns: Which column it stands in, and of how many.
        apart: Whether its words stand far apart, as cells of a table do.
    """

    piece: Piece
    page: int
    column: int = 0
    columns: int = 1
    apart: bool = False


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by the rows they stand in, from the top, each from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: ((each.top + each.bottom) / 2, each.x0)):
        middle = (piece.top + piece.bottom) / 2
        for row in reversed(found[-3:]):
            tallest = max(row, key=lambda each: each.size)
            shared = min(piece.bottom, tallest.bottom) - max(piece.top, tallest.top)
            height = min(piece.bottom - piece.top, tallest.bottom - tallest.top)
            if shared > 0.5 * height or tallest.top < middle < tallest.bottom:
                row.append(piece)
                break
        else:
            found.append([piece])
    return [sorted(row, key=lambda each: each.x0) for row in found]


def merged(row: Sequence[Piece]) -> Piece:
    """Return the pieces of a row as one; gaps that were meant to be seen become spaces."""
    size = _size(row)
    base = median(piece.bottom for piece in row if piece.size >= _RAISED_SIZE * size)
    text = ""
    former: Piece | None = None
    for piece in row:
        words = piece.text
        lifted = base - piece.bottom > _RAISED_BY * size
        if piece.size < _RAISED_SIZE * size and lifted and text:
            words = raised(words)
        if former is not None and not text.endswith((" ", "\u3000")):
            text += gap(text, words, (piece.x0 - former.x1) / size)
        text += words
        former = piece if former is None or piece.x1 > former.x1 else former
    return replace(
        row[0],
        text=_SPACES.sub(" ", text).strip(),
        x1=max(piece.x1 for piece in row),
        top=min(piece.top for piece in row),
        bottom=max(piece.bottom for piece in row),
        size=size,
    )


def apart(row: Sequence[Piece]) -> bool:
    """Tell whether there is room in a row as there is between the cells of a table."""
    return row[0].whole or any(
        after.x0 - before.x1 > _CELL_GAP * before.size for before, after in pairwise(row)
    )


def gap(before: str, after: str, width: float) -> str:
    """Return the space that stands between words ``width`` characters apart."""
    if width >= _WIDE_GAP:
        return "\u3000"
    latin = _LATIN.match(before[-1:]) and _LATIN.match(after[:1])
    return " " if latin and width >= _LATIN_GAP else ""


def _size(row: Sequence[Piece]) -> float:
    """Return the size that most characters of the row have."""
    sizes: dict[float, int] = {}
    for piece in row:
        sizes[piece.size] = sizes.get(piece.size, 0) + len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size))
