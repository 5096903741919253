"""What a question wants added or subtracted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.schemas import Reckoning
from rag.text import fold
from rag.understand.content import content_words
from rag.understand.reckoning import reckoning_of


def read(question: str) -> Reckoning | None:
    return reckoning_of(fold(question), "某区", content_words)


@pytest.mark.parametrize(
    ("question", "form", "parts"),
    [
        (
            "专项债和区级自筹两块相加是多少亿元？",
            "sum",
            ["专项债多少亿元", "区级自筹多少亿元"],
        ),
        ("厕所修几座、停车场修几个，这俩搁一块儿是多少", "sum", ["厕所多少", "停车场多少"]),
        ("安置房、公租房、人才公寓，总共盖多少套", "sum", None),
        ("道路微改造的条数比线缆整治少几条", "difference", ["道路微改造多少条", "线缆整治多少条"]),
        (
            "困难寄宿生，初中比小学一年多补几个钱",
            "difference",
            ["困难寄宿生 初中多少元", "困难寄宿生 小学一年多少元"],
        ),
        ("图书馆和体育馆的开放时间相差多少小时", "difference", None),
        (
            "新增的公共泊位，除开错时共享的还有多少个",
            "rest",
            ["新增的公共泊位多少个", "错时共享多少个"],
        ),
        ("总投资刨去上级资金和专项债，还剩多少亿元", "rest", None),
    ],
)
def test_things_are_told_from_what_is_done_with_them(
    question: str, form: str, parts: list[str] | None
) -> None:
    reckoning = read(question)
    assert reckoning is not None
    assert reckoning.form == form
    assert all(part.region == "某区" for part in reckoning.parts)
    if parts is not None:
        assert [part.text for part in reckoning.parts] == parts
    assert len(reckoning.parts) >= 2


@pytest.mark.parametrize(
    "question",
    [
        "加装电梯多少部？",
        "一共要加装多少部电梯？",
        "公共设施和公共服务有哪些？",
        "新建公园和游园在哪里？",
        "比去年多多少？",
        "今年要建几个停车场和公厕？",
        "老人和残疾人怎么办证？",
        "How many lifts will be added?",
        "",
    ],
)
def test_other_questions_want_nothing_reckoned(question: str) -> None:
    assert read(question) is None


@given(st.text(alphabet="和与跟比加除开剩多少几、,共计相差合一补贴公园小学学校个元", max_size=160))
def test_whatever_is_asked_each_thing_is_named_and_few(question: str) -> None:
    reckoning = read(question)
    if reckoning is not None:
        assert 2 <= len(reckoning.parts) <= 4
        assert all(part.text.strip() for part in reckoning.parts)
