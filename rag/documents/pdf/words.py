"""Characters of a page to the pieces of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rag.documents.layout.pieces import Piece, gap
from rag.documents.pdf.glyphs import Glyph

# In sizes of a character: what is no longer the same line, or the same run of it.
_OFF_BASE: Final = 0.15
_BACK: Final = 0.5
_AHEAD: Final = 1.0
_OTHER_SIZE: Final = 0.12
# Letters drawn twice, a little apart, to look bold.
_CELLS: Final = 8.0
_ASCENT: Final = 0.88


def pieces_of(glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    """Yield the pieces that characters, in the order they are drawn in, make up."""
    run: list[Glyph] = []
    for glyph in _once(glyphs):
        if run and not _follows(run[-1], glyph):
            yield from _piece(run)
            run = []
        if run or not glyph.text.isspace():
            run.append(glyph)
    yield from _piece(run)


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        x, y = round(glyph.x0 * _CELLS / glyph.size), round(glyph.base * _CELLS / glyph.size)
        if glyph.text.isspace():
            yield glyph
            continue
        near = ((glyph.text, x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
        if not any(each in seen for each in near):
            yield glyph
        seen.add((glyph.text, x, y))


def _follows(former: Glyph, glyph: Glyph) -> bool:
    size = former.size
    apart = glyph.x0 - former.x1
    # Space that was typed to set words apart is a gap too.
    room = glyph.x1 - former.x1 if glyph.text.isspace() else apart
    return (
        abs(glyph.base - former.base) <= _OFF_BASE * size
        and abs(glyph.size - size) <= _OTHER_SIZE * size
        and -_BACK * size <= apart
        and room <= _AHEAD * size
    )


def _piece(run: list[Glyph]) -> Iterator[Piece]:
    while run and run[-1].text.isspace():
        run.pop()
    if not run:
        return
    text = ""
    end = run[0].x0
    for glyph in run:
        if text and not text.endswith(" ") and glyph.text != " ":
            text += gap(text, glyph.text, (glyph.x0 - end) / glyph.size)
        text += glyph.text
        end = max(end, glyph.x1)
    size, base = run[0].size, run[0].base
    yield Piece(
        text,
        min(glyph.x0 for glyph in run),
        end,
        base - _ASCENT * size,
        base + (1 - _ASCENT) * size,
        size,
    )
