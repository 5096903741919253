"""Word files; ``rag.documents.word`` reads them."""

from __future__ import annotations

import io

from rag.documents.reader import Reader, office
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    from rag.documents.word.document import read  # noqa: PLC0415  loads where it reads

    return read(data, limits)


def _sample() -> tuple[bytes, str]:
    from docx import Document  # noqa: PLC0415  only samples are written

    document = Document()
    document.add_heading("关于做好供暖工作的通知", 0)
    document.add_paragraph("一、总体要求")
    document.add_paragraph("按时供暖。")
    document.add_paragraph("检修管网", style="List Number")
    document.add_paragraph("储备燃料", style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip(table.columns[0].cells, ("项目", "换热站"), strict=True):
        cell.text = words
    for cell, words in zip(table.columns[1].cells, ("数量", "3个"), strict=True):
        cell.text = words
    written = io.BytesIO()
    document.save(written)
    text = (
        "关于做好供暖工作的通知\n一、总体要求\n按时供暖。\n1.检修管网\n2.储备燃料\n"
        "项目：换热站；数量：3个。"
    )
    return written.getvalue(), text


READER = Reader(
    suffixes=frozenset({".docx"}),
    read=_read,
    sample=_sample,
    budget=office,
    kinds=frozenset({"zip"}),
)
