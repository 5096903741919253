"""What a question says that it does not ask is not asked."""

from __future__ import annotations

import pytest

from rag.text import fold
from rag.understand.asides import without_aside


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("高技能人才有多少人?不是新增就业那个数", "高技能人才有多少人"),
        ("公厕建几座，不是问停车场", "公厕建几座"),
        ("失业率是多少，别跟就业率搞混了", "失业率是多少"),
    ],
)
def test_what_is_not_meant_is_left_out(text: str, asked: str) -> None:
    assert without_aside(fold(text)) == asked


@pytest.mark.parametrize(
    "text",
    [
        "加装电梯是不是300部",
        "新建公厕,是不是12座",
        "我家不是老小区,能装电梯吗",
        "不是本地户口,娃能上学吗",
    ],
)
def test_a_condition_is_none(text: str) -> None:
    assert without_aside(fold(text)) == fold(text)
