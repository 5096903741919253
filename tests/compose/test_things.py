"""A passage that names nothing of the thing counted does not count it."""

from __future__ import annotations

import pytest

from rag.compose.things import lacks_thing
from rag.understand.thesaurus import shipped_thesaurus


def lacks(question: str, passage: str) -> bool:
    return lacks_thing(question, shipped_thesaurus().terms(question), passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("新建多少所幼儿园", "新建提升特色休闲农庄、采摘园12个。"),
        ("要培训多少名教师?", "完成职业技能培训1.1万人次。"),
        ("要新建多少座过街天桥", "新改建农村公路126公里。"),
        ("医院有多少张床位", "建设心血管、肿瘤两大中心,新增门诊3处。"),
    ],
)
def test_another_thing_in_the_same_unit_is_none(question: str, passage: str) -> None:
    assert lacks(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("要新建多少座过街天桥", "新建人行天桥4座。"),
        ("交付多少套回迁房", "建成交付安置房600套。"),
        ("总共涉及多少套房子", "80个小区7700套房屋综合整治。"),
        ("新增多少个泊位", "新建停车场12个、新增车位900个以上。"),
        ("清理了多少座汉墓", "清理汉代墓葬31座。"),
        # described, not named: nothing is known of what documents call it
        ("给围几块带网子的场地", "建成3个笼式足球场。"),
        ("多少个能让人锻炼的场子", "建成14个社区体育公园。"),
    ],
)
def test_the_same_thing_in_other_words_is_left(question: str, passage: str) -> None:
    assert not lacks(question, passage)
