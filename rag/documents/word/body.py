"""The body of a Word file, paragraph after paragraph and table after table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from rag.documents.markup import Element
from rag.documents.numerals import labelled
from rag.documents.tables import Cell, Table
from rag.documents.word.names import child, is_on, local, number, value
from rag.documents.word.numbering import Numbering
from rag.documents.word.runs import Runs
from rag.documents.word.styles import Styles
from rag.schemas import FileLimits

_AROUND: Final = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent", "Choice"})
_GONE: Final = frozenset({"del", "moveFrom"})
_MOST_COLUMNS: Final = 1_000


@dataclass(slots=True)
class Body:
    """Turns the blocks of one file into lines.

    Attributes:
        styles, numbering: Those of the file.
        notes: Footnotes and endnotes by their kind and id.
        limits: The most it may hold.
        runs: Reads what stands within paragraphs, and counts what it drops.
    """

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    limits: FileLimits
    runs: Runs
    _noted: int = 0
    _carried: str = ""
    _last: str = ""
    _told: set[tuple[str, str]] = field(default_factory=set)

    def lines(self, parent: Element, *, in_table: bool = False) -> Iterator[str]:
        """Yield the lines of the blocks in ``parent``."""
        for block in parent:
            name = local(block)
            if name == "p":
                yield from self._kept(self._paragraph(block, in_table=in_table))
            elif name == "tbl":
                yield from self._kept(self._table(block))
            elif name in _AROUND or name == "AlternateContent":
                inner = child(block, "Choice") if name == "AlternateContent" else block
                yield from self.lines(block if inner is None else inner, in_table=in_table)
            elif name == "sdt" and not _is_contents(block):
                content = child(block, "sdtContent")
                if content is not None:
                    yield from self.lines(content, in_table=in_table)

    def _kept(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self._last = line
            yield line

    def _paragraph(self, paragraph: Element, *, in_table: bool) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = self.styles.of(properties)
        if self.styles.is_contents(style):
            return
        paper = not in_table and child(properties, "shd") is None
        found = self.runs.read(paragraph, hidden=self.styles.hides(style), on_paper=paper)
        if any(child(properties, "rPr", name) is not None for name in _GONE):
            # Its end is deleted, so that the next paragraph goes on with its words.
            self._carried += found.text
            return
        text = self._carried + found.text
        self._carried = ""
        label = self.numbering.label(properties)
        lines = [line for line in (part.strip() for part in text.split("\n")) if line]
        if lines:
            lines[0] = labelled(label, lines[0])
        elif label and in_table:
            lines = [label]
        yield from lines
        for box in found.boxes:
            yield from self.lines(box, in_table=True)
        for note in found.notes:
            yield from self._note(note)

    def _note(self, key: tuple[str, str]) -> Iterator[str]:
        note = self.notes.get(key)
        if note is None or key in self._told:
            return
        self._told.add(key)
        self._noted += 1
        words = "".join(self.lines(note, in_table=True))
        if words:
            yield f"注{self._noted}：{words}"

    def _table(self, table: Element) -> Iterator[str]:
        found = Table(self.limits.cells)
        before_table = self._last
        above: dict[int, Cell] = {}
        for row in _inside(table, "tr"):
            properties = child(row, "trPr")
            if any(child(properties, name) is not None for name in _GONE):
                continue
            if is_on(child(properties, "tblHeader")) and found.heads == len(found.rows):
                found.heads += 1
            before = min(number(child(properties, "gridBefore")) or 0, _MOST_COLUMNS)
            cells = [Cell("") for _ in range(before)]
            column = before
            for element in _inside(row, "tc"):
                cell = self._cell(element)
                joined = _joined_above(element)
                if joined and column in above:
                    above[column].rows += 1
                else:
                    cells.append(cell)
                    above[column] = cell
                column += cell.columns
            found.rows.append(cells)
        yield from found.lines(before_table)

    def _cell(self, element: Element) -> Cell:
        span = number(child(element, "tcPr", "gridSpan")) or 1
        text = "\n".join(self.lines(element, in_table=True))
        return Cell(text, min(max(1, span), _MOST_COLUMNS))


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows or cells in ``parent``, those that content controls wrap too."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name in _AROUND:
            yield from _inside(element, wanted)
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from _inside(content, wanted)


def _joined_above(cell: Element) -> bool:
    merge = child(cell, "tcPr", "vMerge")
    return merge is not None and value(merge) != "restart"


def _is_contents(control: Element) -> bool:
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"
