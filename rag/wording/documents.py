"""What the list of documents says, and what a page says of a fault beyond its words."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "documents.title": {"zh": "文件", "en": "Documents"},
    "documents.lead": {
        "zh": "已收录 {count} 份文件。回答只取自这些文件，点开可以看全文。",
        "en": "{count} on file. Answers come from these alone; open one to read it whole.",
    },
    "documents.clauses": {"zh": "{count} 条", "en": "clauses: {count}"},
    "fault.number": {"zh": "{status} · 编号 {request_id}", "en": "{status} · number {request_id}"},
}
