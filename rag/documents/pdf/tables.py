"""Tables that are ruled on a page: their rows as lines that name the columns."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from rag.documents.layout.pieces import Piece, merged, rows
from rag.documents.pdf.glyphs import Glyph
from rag.documents.pdf.words import pieces_of
from rag.documents.tables import Cell, grid_lines

# In points.
_THIN: Final = 2.5
_LONG: Final = 6.0
_CLOSE: Final = 2.5
# More rules than people draw; to look at each pair of them would take too long.
_MOST_RULES: Final = 1_500
_MOST_CELLS: Final = 3_000
_DEEPEST: Final = 3


class _Rule(NamedTuple):
    """A straight line: where it stands across, and from where to where it goes along."""

    at: float
    start: float
    end: float


class Ruled(NamedTuple):
    """A table on a page.

    Attributes:
        top, bottom: The room it takes.
        left, right: The room it takes.
        lines: Its rows as lines of text.
    """

    top: float
    bottom: float
    left: float
    right: float
    lines: tuple[str, ...]


def ruled_tables(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> tuple[list[Ruled], list[Glyph]]:
    """Return the tables of an upright page, and the characters outside them."""
    across, down = _rules(page)
    left_over = list(glyphs)
    found: list[Ruled] = []
    for level, upright in _connected(across, down):
        ys, xs = _places(level), _places(upright)
        if len(ys) < 3 or len(xs) < 3 or len(ys) * len(xs) > _MOST_CELLS:
            continue
        inside = [g for g in left_over if ys[0] < _middle(g)[1] < ys[-1] and _within(g, xs)]
        if not inside:
            continue
        taken = set(map(id, inside))
        left_over = [glyph for glyph in left_over if id(glyph) not in taken]
        grid = _grid(xs, ys, level, upright, inside)
        lines = tuple(grid_lines(grid, heads=0))
        found.append(Ruled(ys[0], ys[-1], xs[0], xs[-1], lines))
    return found, left_over


def _rules(page: pdfium.PdfPage) -> tuple[list[_Rule], list[_Rule]]:
    """Return the rules of a page, those across and those down."""
    left, _, _, top = page.get_cropbox()
    across: list[_Rule] = []
    down: list[_Rule] = []
    for shape in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH,), max_depth=_DEEPEST):
        x0, low, x1, high = shape.get_bounds()
        x0, x1, y0, y1 = x0 - left, x1 - left, top - high, top - low
        if x1 - x0 <= _THIN and y1 - y0 >= _LONG:
            down.append(_Rule((x0 + x1) / 2, y0, y1))
        elif y1 - y0 <= _THIN and x1 - x0 >= _LONG:
            across.append(_Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 >= _LONG and y1 - y0 >= _LONG and _stroked(shape):
            down += [_Rule(x0, y0, y1), _Rule(x1, y0, y1)]
            across += [_Rule(y0, x0, x1), _Rule(y1, x0, x1)]
        if len(across) + len(down) > _MOST_RULES:
            return [], []
    return across, down


def _stroked(shape: pdfium.PdfObject) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(shape.raw, mode, stroke) and stroke.value)


def _connected(across: list[_Rule], down: list[_Rule]) -> Iterable[tuple[list[_Rule], list[_Rule]]]:
    """Yield rules by the grids they make up together."""
    upright, level = set(range(len(down))), set(range(len(across)))
    while upright:
        ours, new = ({upright.pop()}, set[int]()), True
        while new:
            rest = {n for n in level if any(_meet(across[n], down[m]) for m in ours[0])}
            level -= rest
            ours[1].update(rest)
            more = {m for m in upright if any(_meet(across[n], down[m]) for n in rest)}
            upright -= more
            ours[0].update(more)
            new = bool(more)
        yield [across[n] for n in ours[1]], [down[m] for m in ours[0]]


def _meet(across: _Rule, down: _Rule) -> bool:
    return (
        across.start - _CLOSE <= down.at <= across.end + _CLOSE
        and down.start - _CLOSE <= across.at <= down.end + _CLOSE
    )


def _places(rules: Iterable[_Rule]) -> list[float]:
    """Return where rules stand, those that are close together once."""
    found: list[float] = []
    for rule in sorted(rules):
        if not found or rule.at - found[-1] > _CLOSE:
            found.append(rule.at)
    return found


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.base - 0.35 * glyph.size


def _within(glyph: Glyph, xs: Sequence[float]) -> bool:
    return xs[0] < _middle(glyph)[0] < xs[-1]


def _grid(
    xs: Sequence[float],
    ys: Sequence[float],
    level: Sequence[_Rule],
    upright: Sequence[_Rule],
    glyphs: Iterable[Glyph],
) -> list[list[Cell | None]]:
    """Return the cells by rows; one that no rule divides stands in all places it covers."""
    owner = {(y, x): (y, x) for y in range(len(ys) - 1) for x in range(len(xs) - 1)}
    for y, x in owner:
        middle_x, middle_y = (xs[x] + xs[x + 1]) / 2, (ys[y] + ys[y + 1]) / 2
        if x and not _parted(upright, xs[x], middle_y):
            owner[y, x] = owner[y, x - 1]
        elif y and not _parted(level, ys[y], middle_x):
            owner[y, x] = owner[y - 1, x]
    held: dict[tuple[int, int], list[Glyph]] = {place: [] for place in set(owner.values())}
    for glyph in glyphs:
        middle_x, middle_y = _middle(glyph)
        x = sum(place < middle_x for place in xs) - 1
        y = sum(place < middle_y for place in ys) - 1
        held[owner[y, x]].append(glyph)
    lowest = {own: y for (y, _), own in owner.items()}
    cells = {
        place: Cell(_words(those), rows=lowest[place] - place[0] + 1)
        for place, those in held.items()
    }
    return [[cells[owner[y, x]] for x in range(len(xs) - 1)] for y in range(len(ys) - 1)]


def _parted(rules: Iterable[_Rule], at: float, through: float) -> bool:
    """Tell whether a rule at a place passes a point beside it."""
    return any(abs(rule.at - at) <= _CLOSE and rule.start < through < rule.end for rule in rules)


def _words(glyphs: Iterable[Glyph]) -> str:
    """Return the words of a cell; its lines are broken for want of room."""
    text = ""
    for row in rows(pieces_of(glyphs)):
        line = merged(row).text
        latin = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii()
        text += (" " if latin and line[:1].isalpha() else "") + line
    return text


def as_pieces(table: Ruled) -> list[Piece]:
    """Return the lines of a table as pieces, evenly spread over its room."""
    step = (table.bottom - table.top) / max(1, len(table.lines))
    return [
        Piece(
            line,
            table.left,
            table.right,
            table.top + step * number,
            table.top + step * (number + 0.8),
            step * 0.8,
            whole=True,
        )
        for number, line in enumerate(table.lines)
    ]
