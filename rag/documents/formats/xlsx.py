"""Workbooks; ``rag.documents.sheets`` reads them."""

from __future__ import annotations

import io

from rag.documents.reader import Reader, office
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    from rag.documents.sheets.workbook import read  # noqa: PLC0415  loads where it reads

    return read(data, limits)


def _sample() -> tuple[bytes, str]:
    from openpyxl import Workbook  # noqa: PLC0415  only samples are written

    book = Workbook()
    sheet = book.create_sheet("任务", 0)
    for row in (("供暖任务清单",), ("项目", "数量", "完成率"), ("换热站", 3, 0.5)):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["C3"].number_format = "0%"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue(), "供暖任务清单\n项目：换热站；数量：3；完成率：50%。"


READER = Reader(
    suffixes=frozenset({".xlsx", ".xlsm"}),
    read=_read,
    sample=_sample,
    budget=office,
    kinds=frozenset({"zip"}),
)
