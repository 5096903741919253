"""The ledger as a workbook. The only user of ``openpyxl``."""

from __future__ import annotations

import io
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from rag.exports.cells import COLUMNS, LINK, headings, values
from rag.exports.ledger import LedgerResult
from rag.schemas import Language
from rag.wording import say

_LINK_AT: Final = next(place for place, column in enumerate(COLUMNS) if column.name == LINK)
_BOLD: Final = Font(bold=True)
_LINKED: Final = Font(color="0563C1", underline="single")
_TOP: Final = Alignment(vertical="top", wrap_text=True)


def write(found: LedgerResult, language: Language) -> bytes:
    """Return the rows as an XLSX workbook.

    The first sheet holds the rows under a frozen heading that filters; each links to its
    words on the reader page. The second says how many rows there are, and where from.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(say("export.sheet", language))
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_styled(sheet, heading, _BOLD) for heading in headings(language)])
    label = say("export.open", language)
    for row in found.commitments:
        cells: list[object] = list(values(row, language))
        link = _styled(sheet, label, _LINKED)
        link.hyperlink = row.permalink
        cells[_LINK_AT] = link
        sheet.append(cells)
    last = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A1:{last}{len(found.commitments) + 1}"
    _add_notes(book, found, language)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _styled(sheet: WriteOnlyWorksheet, text: str, font: Font) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, text)
    cell.font = font
    return cell


def _add_notes(book: Workbook, found: LedgerResult, language: Language) -> None:
    notes = book.create_sheet(say("export.notes", language))
    notes.column_dimensions["A"].width = 80
    shown = len(found.commitments)
    for key in ("export.about", "export.shown" if shown == found.total else "export.cut"):
        cell = WriteOnlyCell(notes, say(key, language, shown=shown, total=found.total))
        cell.alignment = _TOP
        notes.append([cell])
