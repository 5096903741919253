"""Tables as lines of text: each row one line that names its columns.

A row becomes ``任务：改造老旧小区；数量：139个；时限：6月底前。``, so that it says the same
when it is quoted alone. Cells merged downwards are repeated in each row they span; a row
that is one cell wide stands as it is, as the heading or note it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rag.errors import DocumentError

_SPACE: Final = re.compile(r"[^\S\n]+")
# Numbers of rows: the label alone, so that it heads nothing.
_ORDINAL: Final = re.compile(r"[（(]?([0-9]{1,4}|[一二三四五六七八九十百]{1,4})[)）、.．]?")
_ENDS: Final = "。！？；：，、!?;:,"
_SENTENCE: Final = re.compile("[。！？；!?;]")
_FIGURE: Final = re.compile(r"[0-9０-９]")
# What the unit over a table is said of.
_BARE: Final = re.compile(r"-?[0-9][0-9,，]*(?:[.．][0-9]+)?")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年?")
_NAMES: Final = re.compile(
    "序号|编号|项目|名称|单位|内容|数量|时限|期限|时间|日期|责任|部门|备注|标准|指标|类别|类型|地址|地点"
    "|电话|联系|任务|措施|目标|金额|面积|规模|范围|对象|条件|方式|性质|投资|进度|年份|年度|等级|区域"
    "|街道|乡镇|社区|部位|级别|比例|事项|依据|材料|流程|要求|说明|合计|小计|总计|牵头|配合|姓名|职务"
)
_UNIT: Final = re.compile(
    r"[（(]?\s*(?:金额|计量|数量)?单位\s*[：:]\s*([^：:；;，,。()（）\s]{1,10})\s*[）)]?"
)
_LONGEST_NAME: Final = 20


@dataclass(slots=True)
class Cell:
    """A cell as it stands in a file.

    Attributes:
        text: Its words; line feeds between its paragraphs.
        columns, rows: How far it spreads.
        heads: Whether the file marks it as a heading.
    """

    text: str
    columns: int = 1
    rows: int = 1
    heads: bool = False


@dataclass(slots=True)
class Table:
    """A table as it stands in a file: rows of cells, those merged with others left out.

    Attributes:
        rows: The cells of each row.
        heads: How many rows the file marks as headings of the columns.
        most: Most places it may spread over.
    """

    most: int
    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0

    def lines(self, before: str = "") -> Iterator[str]:
        """Yield its lines; ``before`` is the line that stands above it.

        Raises:
            DocumentError: It has too many cells.
        """
        yield from grid_lines(self._spread(), self.heads, before)

    def _spread(self) -> list[list[Cell | None]]:
        """Return the table with every cell in each place it covers."""
        grid: list[list[Cell | None]] = []
        pending: dict[int, tuple[Cell, int]] = {}
        places = 0
        for cells in self.rows:
            row: list[Cell | None] = []
            waiting = iter(cells)
            cell = next(waiting, None)
            while cell is not None or any(column >= len(row) for column in pending):
                column = len(row)
                if column in pending:
                    above, left = pending.pop(column)
                    row.append(above)
                    if left > 1:
                        pending[column] = (above, left - 1)
                elif cell is not None:
                    columns = max(1, cell.columns)
                    places += columns
                    if places > self.most:
                        raise DocumentError("cells of a table", reason="expands")
                    for offset in range(columns):
                        row.append(cell)
                        if cell.rows > 1:
                            pending[column + offset] = (cell, cell.rows - 1)
                    cell = next(waiting, None)
                else:
                    row.append(None)
                places += 1
                if places > self.most:
                    raise DocumentError("cells of a table", reason="expands")
            grid.append(row)
        return grid


def grid_lines(
    grid: Sequence[Sequence[Cell | None]], heads: int = 0, before: str = ""
) -> Iterator[str]:
    """Yield the lines of a table given place by place.

    Args:
        grid: The cell that covers each place; merged ones stand in every place they cover.
        heads: How many rows are known to head the columns; 0 leaves it to be found.
        before: The line that stands above the table.
    """
    width = max(map(len, grid), default=0)
    rows = [[*row, *[None] * (width - len(row))] for row in grid]
    unit = _UNIT.fullmatch(before.strip())
    yield from _Speaker(rows, heads, unit[1] if unit else "").lines()


class _Speaker:
    """Says the rows of one table."""

    def __init__(self, rows: Sequence[Sequence[Cell | None]], heads: int, unit: str) -> None:
        self._rows = rows
        self._heads = heads
        self._unit = unit

    def lines(self) -> Iterator[str]:
        begin = 0
        while begin < len(self._rows) and self._alone(self._rows[begin]):
            for line in _paragraphs(self._rows[begin]):
                unit = _UNIT.fullmatch(line)
                self._unit = unit[1] if unit else self._unit
                yield line
            begin += 1
        body = self._rows[begin:]
        if not body:
            return
        heads = self._header_rows(body, max(0, self._heads - begin))
        names = _names(body[:heads])
        said = set(map(id, self._cells(body[:heads])))
        for row in body[heads:]:
            if self._alone(row):
                yield from _paragraphs(row)
            elif line := self._row(row, names, said):
                yield line
        if heads == len(body):
            yield from (self._row(row, [], set()) for row in body)

    def _alone(self, row: Sequence[Cell | None]) -> bool:
        """Tell whether the row is one cell, spread over all of a table wider than that."""
        return len({id(cell) for cell in row if cell is not None}) <= 1

    def _cells(self, rows: Iterable[Sequence[Cell | None]]) -> Iterator[Cell]:
        return (cell for row in rows for cell in row if cell is not None)

    def _header_rows(self, body: Sequence[Sequence[Cell | None]], marked: int) -> int:
        """Return how many rows name the columns; 0 where none plainly does."""
        if marked:
            return min(marked, len(body))
        # A heading merged downwards or sideways stands over a second row of headings.
        deep = max((cell.rows for cell in self._cells(body[:1])), default=1)
        if all(cell.heads for cell in self._cells(body[:1])) or self._names_columns(body):
            return deep if deep < len(body) and not _figures(body[1:deep]) else 1
        return 0

    def _names_columns(self, body: Sequence[Sequence[Cell | None]]) -> bool:
        first = [cell.text.strip() if cell else "" for cell in body[0]]
        words = [text for text in first if text]
        if len(words) < 2 or len(words) * 2 < len(first) or len(body) < 2:
            return False
        if any(
            len(text) > _LONGEST_NAME or _SENTENCE.search(text) or _ORDINAL.fullmatch(text)
            for text in words
        ):
            return False
        plain = [text for text in words if not _FIGURE.search(_YEAR.sub("", text))]
        if len(plain) < len(words):
            return False
        known = sum(bool(_NAMES.search(text)) for text in words)
        # A form of names and values has names in its first column alone.
        below = [row[0].text.strip() if row[0] else "" for row in body[1:]]
        form = len(first) == 2 and known <= 1 and sum(bool(_NAMES.search(t)) for t in below) > 0
        return not form and (known * 2 >= len(words) or _figures(body[1:]))

    def _row(self, row: Sequence[Cell | None], names: Sequence[str], said: set[int]) -> str:
        parts: list[str] = []
        taken: set[int] = set()
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        pair = not names and len({id(cell) for cell in cells}) == 2 and len(row) == 2
        for column, cell in enumerate(row):
            if cell is None or id(cell) in taken or id(cell) in said:
                continue
            taken.add(id(cell))
            words = _flat(cell.text)
            if not words:
                continue
            name = names[column] if column < len(names) else ""
            parts.append(f"{name}：{words}" if name and name != words else words)
        if pair and len(parts) == 2:
            return _closed(f"{parts[0].rstrip('：:')}：{parts[1]}")
        if self._unit and names and any(_BARE.fullmatch(cell.text.strip()) for cell in cells):
            parts.append(f"计量单位：{self._unit}")
        return _closed("；".join(part.rstrip("；;。") for part in parts)) if parts else ""


def _names(rows: Sequence[Sequence[Cell | None]]) -> list[str]:
    """Return what each column is called: its headings from the top, each said once."""
    names: list[str] = []
    for column in range(max(map(len, rows), default=0)):
        words: list[str] = []
        for row in rows:
            cell = row[column] if column < len(row) else None
            text = re.sub(r"\s+", "", cell.text).rstrip("：:") if cell else ""
            if text and text not in words:
                words.append(text)
        names.append("".join(words))
    return names


def _figures(rows: Sequence[Sequence[Cell | None]]) -> bool:
    return any(cell and _FIGURE.search(cell.text) for row in rows for cell in row)


def _paragraphs(row: Sequence[Cell | None]) -> Iterator[str]:
    cell = next((cell for cell in row if cell is not None), None)
    if cell is not None:
        yield from (line for line in map(_spaced, cell.text.split("\n")) if line)


def _flat(text: str) -> str:
    """Return the words of a cell on one line; its paragraphs are parted by ；."""
    paragraphs = [line for line in map(_spaced, text.split("\n")) if line]
    ordinal = _ORDINAL.fullmatch("".join(paragraphs))
    if ordinal:
        return ordinal[1]
    joined = ""
    for line in paragraphs:
        joined += ("；" if joined and joined[-1] not in _ENDS else "") + line
    return joined


def _spaced(line: str) -> str:
    return _SPACE.sub(" ", line).strip()


def _closed(line: str) -> str:
    return line if line[-1] in "。！？!?" else f"{line.rstrip('；;，,、')}。"
