"""The picture of a page to its placed words."""

from __future__ import annotations

from statistics import median
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.documents.layout.pieces import Page, Piece
from rag.documents.scans.engine import Recognised, Spot, recognise

# Pages are laid out in points, as those of PDF files are.
_HEIGHT: Final = 842.0
# Heights of lines are measured roughly: those within a quarter of the usual are the same.
_ALIKE: Final = 0.25


class Scan(NamedTuple):
    """A page read from its picture.

    Attributes:
        page: Its words.
        confidence: How certain they are on the whole, from 0 to 1.
    """

    page: Page
    confidence: float


def read_picture(picture: NDArray[np.uint8], number: int, threads: int) -> Scan:
    """Return what the picture of page ``number`` says."""
    found = recognise(picture, threads)
    scale = _HEIGHT / max(found.width, found.height)
    pieces = tuple(_pieces(found, scale))
    page = Page(pieces, found.width * scale, found.height * scale, number)
    return Scan(page, round(found.score, 4))


def _pieces(found: Recognised, scale: float) -> list[Piece]:
    """Return the pieces of lines, straightened where the page lies a little aslant."""
    spots = [spot for spot in found.spots if spot.text.strip()]
    if not spots:
        return []
    lean = median(_lean(spot) for spot in spots)
    cosine, sine = np.cos(-lean), np.sin(-lean)
    turn = np.array([[cosine, sine], [-sine, cosine]])
    placed = [(spot, spot.corners @ turn * scale) for spot in spots]
    heights = [
        (np.linalg.norm(at[3] - at[0]) + np.linalg.norm(at[2] - at[1])) / 2 for _, at in placed
    ]
    usual = median(float(height) for height in heights)
    pieces: list[Piece] = []
    for (spot, at), height in zip(placed, heights, strict=True):
        size = usual if abs(float(height) - usual) <= _ALIKE * usual else float(height)
        middle = float(at[:, 1].mean())
        pieces.append(
            Piece(
                spot.text.strip(),
                float(at[:, 0].min()),
                float(at[:, 0].max()),
                middle - size / 2,
                middle + size / 2,
                size,
            )
        )
    return pieces


def _lean(spot: Spot) -> float:
    """Return by how much a piece falls to the right, in radians."""
    across = spot.corners[1] - spot.corners[0]
    return float(np.arctan2(across[1], across[0]))
