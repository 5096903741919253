"""Markdown: its words, one heading, paragraph, list item or table row a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.documents.decoding import decode
from rag.documents.reader import Reader
from rag.documents.tables import Cell, grid_lines
from rag.schemas import FileLimits, FileText

_FRONT_MATTER: Final = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*(?:\r?\n|\Z)", re.S | re.M)


def _read(data: bytes, limits: FileLimits) -> FileText:
    del limits  # the bytes bound the text
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    source = _FRONT_MATTER.sub("", decode(data), count=1)
    return FileText(text="\n".join(_lines(parser.parse(source))))


def _lines(tokens: Sequence[Token]) -> Iterable[str]:
    """Yield the text of each block; numbers of ordered lists stay, markup and HTML go."""
    label = ""
    row: list[Cell | None] | None = None
    grid: list[list[Cell | None]] = []
    for token in tokens:
        if token.type == "list_item_open":
            # ``info`` is the number as typed; bullets have none.
            label = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            grid.append(row)
            row = None
        elif token.type == "table_close":
            yield from grid_lines(grid, heads=1)
            grid = []
        elif token.type == "inline":
            words = _inline(token.children or ())
            if row is not None:
                row.append(Cell(words))
            else:
                yield label + words
                label = ""
        elif token.type in {"fence", "code_block"}:
            yield token.content.rstrip("\n")


def _inline(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif token.type == "image":
            parts.append(_inline(token.children or ()))
    return "".join(parts)


def _sample() -> tuple[bytes, str]:
    source = (
        "---\nlayout: page\n---\n\n# 关于做好**供暖**工作的通知\n\n"
        "## 一、总体要求\n\n按时[供暖](https://example.org)。<b>温度</b>达标。\n\n"
        "1. 检修管网\n2. 储备燃料\n\n| 项目 | 数量 |\n|---|---|\n| 换热站 | 3个 |\n"
    )
    text = (
        "关于做好供暖工作的通知\n一、总体要求\n按时供暖。温度达标。\n"
        "1.检修管网\n2.储备燃料\n项目：换热站；数量：3个。"
    )
    return source.encode(), text


READER = Reader(suffixes=frozenset({".md", ".markdown"}), read=_read, sample=_sample)
