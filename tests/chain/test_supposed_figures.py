"""Whoever supposes a figure that the documents do not hold is told so beside the quote."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.schemas import Answer, Question


def _unconfirmed(answer: Answer) -> list[str]:
    return [one for one in answer.notices if "引文里没有" in one or "do not say" in one]


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("加装电梯3000部对吗", "3000部", "300部"),
        ("城东区失业率要控制在3.5%以内吗", "3.5%", "2.5%"),
        ("西工口袋公园是不是要建十处", "十处", "4处"),
        ("红山集中供水是不是9月底前实现", "9月底前", "6月底前"),
        ("Is Xigong going to install 500 lifts?", "500", "电梯300部"),
        ("Will Xigong build 20 parking lots?", "20", "停车场10个"),
    ],
)
def test_a_wrong_figure_is_not_confirmed(engine: Engine, text: str, said: str, right: str) -> None:
    answer = engine.ask(Question(text=text))
    assert right in answer.answer
    assert [said in one for one in _unconfirmed(answer)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "西工加装电梯是不是300部",
        "西工加装电梯是不是三百部",
        "西工区加装多少部电梯",
        # of another kind of work in the words found
        "城东区新增就业是不是5000人次",
        # the asker's own case
        "我家有3套房是不是能装电梯",
        "Does the 2021 plan of Chengdong set a target for jobs?",
        "Will 300 lifts be installed?",
    ],
)
def test_nothing_is_said_of_what_stands_or_of_what_is_no_claim(engine: Engine, text: str) -> None:
    answer = engine.ask(Question(text=text))
    assert answer.citations
    assert _unconfirmed(answer) == []
