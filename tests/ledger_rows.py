"""Documents whose rows of the ledger a test sets itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from making import a_document

from rag.catalog import Catalog
from rag.schemas import Commitment, DocumentMeta

TEXT = "某区工作安排\n(一)推进公园建设。\n年底前建设公园5处。\n(二)改善道路。\n修缮道路30公里。"
XI = DocumentMeta(title="西区工作安排", region="洛阳市西区", region_aliases=("西区", "西"))
DONG = DocumentMeta(title="东区工作安排", region="西宁市东区", region_aliases=("东区",))


def put_rows(
    catalog: Catalog,
    source: str,
    rows: Sequence[dict[str, Any]],
    meta: DocumentMeta = XI,
    clause: int = -1,
) -> str:
    """Put a document into the catalog with one row for each set of fields; return its id."""
    document, clauses, passages = a_document(source, TEXT, meta)
    within = clauses[clause]
    made = [
        Commitment.model_validate(
            {
                "id": f"{document.id}-{number}",
                "document_id": document.id,
                "source": source,
                "region": meta.region,
                "clause_id": within.id,
                "clause_path": within.path,
                "quote": f"建设公园{number}处",
                "start": number,
                "end": number + 1,
                "action": "建设",
                "subject": "公园",
                "value": None,
                "value_max": None,
                "unit": None,
                "comparator": None,
                "is_percentage": False,
                "deadline_text": None,
                "deadline_from": None,
                "deadline_to": None,
                "deadline_month_day": None,
                "places": (),
                "category": "环境",
                "strict": True,
                **fields,
            }
        )
        for number, fields in enumerate(rows)
    ]
    catalog.put(document, clauses, passages, made)
    return document.id
