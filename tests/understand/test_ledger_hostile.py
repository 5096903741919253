"""Questions meant to stall or trip the reading of ledger questions."""

from __future__ import annotations

import time

import pytest

from rag.schemas import Question
from rag.understand import Gazetteer, understand

_LONG_S = 2.0
"""Far beyond what any question takes; one that stalls takes minutes."""


@pytest.mark.parametrize(
    "text",
    [
        "生态环境" * 40 + "熊猫有哪些量化指标？",
        "建设" * 200 + "的指标有哪些？",
        "超过" * 120 + "1000的指标有哪些？",
        "6月底前" * 60 + "要完成哪些任务？",
        "和" * 400 + "各是多少？",
    ],
)
def test_no_question_stalls(text: str) -> None:
    began = time.monotonic()
    understand(Question(text=text), Gazetteer(()), lambda _: True, lambda t: t, limit=500)
    assert time.monotonic() - began < _LONG_S


@pytest.mark.parametrize(
    "text",
    [
        "2025年2月30日前要完成的任务有哪些？",
        "2025年1月至三季度要完成的任务有哪些？",
        "list targets due by february 2023",
        "2025-02-31前要完成的任务有哪些？",
    ],
)
def test_days_that_no_month_has_are_read_as_its_last(text: str) -> None:
    intent = understand(Question(text=text), Gazetteer(()), lambda _: True, lambda t: t, limit=500)
    query = intent.ledger.model_dump() if intent.ledger else {}
    for key in ("deadline_before", "deadline_after"):
        day = (query.get("query") or query).get(key)
        assert day is None or "--" not in day
