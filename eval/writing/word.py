"""A text as a Word file, its headings numbered by Word."""

from __future__ import annotations

import io
import re
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from eval.writing.headed import Line, lines_of

_W: Final = nsdecls("w")
_LIST: Final = 90
_FORMATS: Final = ("chineseCountingThousand", "chineseCountingThousand", "decimal")
_COUNTED: Final = re.compile(r"[一二三四五六七八九十百零〇0-9０-９]+")


def word(text: str) -> bytes:
    """Return ``text`` as a Word file: no number of a heading is typed."""
    document = Document()
    lines = lines_of(text)
    document.sections[0].header.paragraphs[0].text = "某市人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    _add_list(document, lines)
    counters: dict[int, int] = {}
    use = _LIST
    for line in lines:
        paragraph = document.add_paragraph(line.words)
        if line.level < 0:
            continue
        if line.number != counters.get(line.level, 0) + 1:
            use = _start_again(document, use + 1, line)
        counters = {level: count for level, count in counters.items() if level < line.level}
        counters[line.level] = line.number
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx numbers nothing
        properties.append(
            parse_xml(
                f'<w:numPr {_W}><w:ilvl w:val="{line.level}"/><w:numId w:val="{use}"/></w:numPr>'
            )
        )
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_list(document: WordDocument, lines: list[Line]) -> None:
    patterns = {line.level: line.label for line in lines[::-1] if line.level >= 0}
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{_FORMATS[level]}"/>'
        f'<w:lvlText w:val="{_COUNTED.sub(f"%{level + 1}", label)}"/></w:lvl>'
        for level, label in sorted(patterns.items())
    )
    root = document.part.numbering_part.element
    root.insert(
        0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>')
    )
    root.append(_number(_LIST, ""))


def _start_again(document: WordDocument, number: int, line: Line) -> int:
    """Add a list that goes on from another number, as Word does for "set value"."""
    override = (
        f'<w:lvlOverride w:ilvl="{line.level}"><w:startOverride w:val="{line.number}"/>'
        "</w:lvlOverride>"
    )
    document.part.numbering_part.element.append(_number(number, override))
    return number


def _number(number: int, override: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return parse_xml(
        f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{_LIST}"/>{override}</w:num>'
    )
