"""Documents meant to stall the ledger's reading, or to fill the memory."""

from __future__ import annotations

import time

import pytest

from rag.clauses import clause_tree
from rag.commitments import commitments
from rag.schemas import Document, DocumentMeta

_LONG_S = 8.0
"""Far beyond what they take; before, they took minutes."""
_WIDEST = 1_000
"""Characters of one row's quote and subject, however long the phrase is."""


@pytest.mark.parametrize(
    "text",
    [
        "新建" + "达到" * 30 + "校10所。",
        "不超过" * 20 + "10所。",
        ("建设" * 12 + "率1个，") * 600 + "。",
        "（" + "责任" * 10_000,
        "新建" + "甲乙丙丁" * 1_000 + "校1个" * 1_000,
        "投资12345678901234567890123456789012345678901234567890万元。",
    ],
    ids=["reach", "at-most", "verbs", "note", "one-phrase", "digits"],
)
def test_hostile_words_neither_stall_nor_swell(text: str) -> None:
    document = Document(
        id="d", source="d.txt", text=text, content_hash="0" * 64, meta=DocumentMeta(title="t")
    )
    began = time.monotonic()
    rows = commitments(document, clause_tree(document))
    assert time.monotonic() - began < _LONG_S
    assert max((len(row.quote) + len(row.subject) for row in rows), default=0) < _WIDEST
    assert all(text[row.start : row.end] == row.quote for row in rows)
