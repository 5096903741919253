"""Whoever asks whether a thing is there is not told of other things."""

from __future__ import annotations

import pytest

from rag.chain import Engine
from rag.compose.existing import lacks_existence
from rag.schemas import Question, Status
from rag.understand.thesaurus import shipped_thesaurus


def lacks(question: str, passage: str) -> bool:
    return lacks_existence(question, shipped_thesaurus().terms(question), passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("要建地铁站吗", "新建改建公厕9座,建成口袋公园3处。"),
        ("小区里有没有垃圾中转站", "完成3个社区垃圾全域治理。"),
        ("新楼盖好了有电梯吗,我坐轮椅", "安置房12栋全部封顶。"),
        ("今年会不会开通公交专线?", "新改建农村公路20公里。"),
        ("will they build a metro station?", "新建改建公厕9座。"),
        ("are there bike lanes planned in the district?", "新增车位800个以上。"),
    ],
)
def test_other_things_tell_nothing(question: str, passage: str) -> None:
    assert lacks(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        # the thing itself, in other words, or in more words
        ("有没有公共厕所", "新建改建公厕9座。"),
        ("附近有没有菜市场", "推进新河、东门等农贸市场提升。"),
        ("有没有养老院", "新建6个街道级养老服务中心。"),
        ("会不会修公园", "建成口袋公园3处。"),
        ("will there be new parking lots in town?", "新建停车场8个。"),
        # nothing that one can point at
        ("is there a limit on what i can claim?", "最高补助300元。"),
        ("举报有没有好处", "举报属实的奖励200元。"),
        ("检查有没有个限", "一年内检查不超过1次。"),
        ("这钱能不能拿来装修村委会办公室?", "不得用于村部装修、接待、购车。"),
        # asked for by number
        ("要建几座图书馆", "新建书房4座。"),
    ],
)
def test_what_is_named_or_cannot_be_pointed_at_is_let_through(question: str, passage: str) -> None:
    assert not lacks(question, passage)


@pytest.mark.parametrize("text", ["西工区要建地铁站吗", "城东有没有社区食堂"])
def test_a_thing_of_no_document_is_refused(engine: Engine, text: str) -> None:
    assert engine.ask(Question(text=text)).status is Status.REFUSED_NO_BASIS
