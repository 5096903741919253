"""Lines that are rows of a table: names of columns, each with what stands under it."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import Span

_NAME: Final = r"[^：:；;。，,、！？\s（(《“][^：:；;。，,！？\n]{0,30}："
# A numbered line heads something, whatever colons follow.
_NUMBERED: Final = (
    "[一二三四五六七八九十]{1,3}(?:[、.．是要]|来)|[0-9０-９]{1,3}[.．、)）]"
    "|第[一二三四五六七八九十]"
)
_FIRST: Final = re.compile(f"(?!{_NUMBERED}){_NAME}")
_NEXT: Final = re.compile(f"；{_NAME}")
_LINE: Final = re.compile("[^\n]+")


def table_rows(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the lines of ``text[start:end]`` that are rows of a table.

    A row names two columns at least: ``任务：改造老旧小区；时限：6月底前。``
    """
    stop = len(text) if end is None else end
    return tuple(
        Span(start=line.start(), end=line.end())
        for line in _LINE.finditer(text, start, stop)
        if text[line.end() - 1] in "。！？!?"
        and _FIRST.match(text, line.start(), line.end())
        and _NEXT.search(text, line.start(), line.end())
    )
