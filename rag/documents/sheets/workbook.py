"""A workbook to text: its visible sheets, their visible rows, values as they are shown."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from rag.documents.packages import Package
from rag.documents.sheets.shown import shown
from rag.documents.tables import Cell, grid_lines
from rag.errors import DocumentError
from rag.schemas import FileLimits, FileNotice, FileText

_DEFAULT_NAME: Final = re.compile(r"(?:sheet|工作表|表)\s*[0-9]*", re.I)
_MERGED: Final = re.compile(
    rb'mergeCell [^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
# What the library raises for parts that are missing, or say what they should not.
_UNREADABLE: Final = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    zlib.error,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
_LABELLED: Final = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_CHINESE_FORMATS: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "yyyy-mm-dd",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"',
    55: 'h"时"mm"分"',
    56: 'h"时"mm"分"ss"秒"',
}
_UNCOUNTED: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?: [^<>]*)?/>)\s*(?:<v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)


def read(data: bytes, limits: FileLimits) -> FileText:
    """Return the text of a workbook: a line for each row, which names its columns.

    Raises:
        DocumentError: It is damaged, another kind of file, or too much.
    """
    package = Package(data, limits, "xl/workbook.xml", "xl/")
    # Dates of Chinese programs are numbered thus, and named nowhere in the file.
    BUILTIN_FORMATS.update(_CHINESE_FORMATS)
    sheets = {name: package.bytes_of(name) for name in package.named("xl/worksheets/")}
    _check_merged(sheets.values(), limits)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except _UNREADABLE as error:
        raise DocumentError(f"{type(error).__name__}: {error}", reason="damaged") from error
    hidden = 0
    found: list[tuple[str, list[str]]] = []
    for sheet in book.worksheets:
        lines, dropped = _lines(sheet, limits)
        if sheet.sheet_state != "visible":
            hidden += sum(map(len, lines)) + dropped
        else:
            hidden += dropped
            if lines:
                found.append((sheet.title, lines))
    named = len(found) > 1
    text = "\n".join(
        line
        for title, lines in found
        for line in ([title] if named and not _DEFAULT_NAME.fullmatch(title) else []) + lines
    )
    uncounted = sum(len(_UNCOUNTED.findall(sheet)) for sheet in sheets.values())
    counts = (("file.hidden", hidden), ("file.formulas", uncounted))
    notices = tuple(
        FileNotice(key=key, values={"count": str(count)}) for key, count in counts if count
    )
    return FileText(text=text, notices=notices)


def _check_merged(sheets: Iterable[bytes], limits: FileLimits) -> None:
    """Refuse areas merged so large that the library would fill the memory with them."""
    places = 0
    for sheet in sheets:
        for area in _MERGED.findall(sheet):
            columns = [column_index_from_string(area[at].decode()) for at in (0, 2)]
            rows = [int(area[at]) for at in (1, 3)]
            places += (abs(columns[1] - columns[0]) + 1) * (abs(rows[1] - rows[0]) + 1)
    if places > limits.cells:
        raise DocumentError(f"{places} merged places", reason="expands")


def _lines(sheet: Worksheet, limits: FileLimits) -> tuple[list[str], int]:
    """Return the lines of a sheet, and how many characters of hidden cells it has."""
    words: dict[tuple[int, int], str] = {}
    hidden = 0
    hidden_columns = _hidden_columns(sheet)
    # Asking for rows would make every cell between those that are there.
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001
        text = _text(cell)
        if not text:
            continue
        if column in hidden_columns or sheet.row_dimensions[row].hidden:
            hidden += len(text)
        else:
            words[row, column] = text
    rows = sorted({row for row, _ in words})
    columns = sorted({column for _, column in words})
    if len(rows) * len(columns) > limits.cells:
        raise DocumentError(f"{len(rows)} rows of {len(columns)}", reason="expands")
    places: dict[tuple[int, int], Cell] = {place: Cell(text) for place, text in words.items()}
    for area in sheet.merged_cells.ranges:
        first = places.get((area.min_row, area.min_col))
        if first is not None:
            inside = [c for c in columns if area.min_col <= c <= area.max_col]
            first.columns = max(1, area.max_col - area.min_col + 1)
            first.rows = max(1, sum(area.min_row <= r <= area.max_row for r in rows))
            for row in rows:
                if area.min_row <= row <= area.max_row:
                    places.update({(row, column): first for column in inside})
    grid: list[list[Cell | None]] = []
    begun = False
    for row in rows:
        cells = [places.get((row, column)) for column in columns]
        begun = begun or len({id(cell) for cell in cells if cell is not None}) > 1
        grid.append(cells if not begun or _heads_rows(cells) else _filled(cells))
    return list(grid_lines(grid)), hidden


def _heads_rows(cells: list[Cell | None]) -> bool:
    """Tell whether one cell is all of a row, and heads those below it."""
    there = {id(cell): cell for cell in cells if cell is not None}
    first = cells[0]
    return len(there) == 1 and (
        cells.count(None) < len(cells) - 1
        or (first is not None and _LABELLED.match(first.text) is not None)
    )


def _filled(cells: list[Cell | None]) -> list[Cell | None]:
    return [cell or Cell("") for cell in cells]


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            found.update(range(dimension.min, dimension.max + 1))
    return frozenset(found)


def _text(cell: SheetCell | MergedCell) -> str:
    if cell.value is None or cell.data_type == "e":
        return ""
    return shown(cell.value, str(cell.number_format)).strip()
