"""A table of separated values to text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from rag.documents.decoding import decode
from rag.documents.tables import Cell, grid_lines
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileText

_SEPARATORS: Final = "\t,;|，"
_TRIED: Final = 20
_FIGURE: Final = re.compile("[0-9０-９]")


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the text of separated values: a line for each row, which names its columns.

    Raises:
        DocumentError: Its encoding is not certain, or it has too many cells.
    """
    text = decode(data)
    grid: list[list[Cell | None]] = []
    cells = 0
    csv.field_size_limit(limits.characters)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)):
            cells += len(row)
            if cells > limits.cells:
                raise DocumentError(f"{cells} cells", reason="expands")
            if any(words.strip() for words in row):
                grid.append([Cell(words) for words in row])
    except csv.Error as error:
        raise DocumentError(str(error), reason="damaged") from error
    width = max(map(len, grid), default=0)
    if len(grid) * width > limits.cells:
        raise DocumentError(f"{len(grid)} rows of {width}", reason="expands")
    return FileText(text="\n".join(grid_lines(grid, heads=_heads(grid))))


def _separator(text: str) -> str:
    """Return what parts the most rows alike, quotation marks observed."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        rows = csv.reader(io.StringIO("\n".join(text.split("\n")[:_TRIED])), delimiter=separator)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        alike = max((count * (width > 1) for width, count in widths.items()), default=0)
        if alike > most:
            best, most = separator, alike
    return best


def _heads(grid: list[list[Cell | None]]) -> int:
    """Return 1 where the first row names columns: filled, each cell its own, no figures."""
    if len(grid) < 2:
        return 0
    first = [cell.text.strip() for cell in grid[0] if cell]
    named = all(first) and len(set(first)) == len(first) > 1
    return int(named and not any(_FIGURE.search(words) or len(words) > 20 for words in first))
