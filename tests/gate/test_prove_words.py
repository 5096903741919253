"""Words and figures in other spellings: proved where they say the same, and only there."""

from __future__ import annotations

import pytest

from rag.gate import Source, prove


def proved(said: str, quote: str) -> bool:
    return prove(said, ["c1"], {"c1": Source(quote=quote)}, {}).proved


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("平台企业受益3000家。", "平台企业让利惠及商户3000家。"),
        ("物业公司受益。", "物业公司减免费用，惠及业主。"),
        ("费用降低三成。", "费用降低三成五。"),
        ("费用降低30%。", "费用降低三成五。"),
        ("费用降低三成五。", "费用降低三成。"),
        ("合格率达到90%。", "合格率达到九成九。"),
        ("合格率为九成。", "合格率为九成多。"),
        ("费用降低50%。", "费用降低三至五成。"),
        ("费用降低三成。", "费用降低三成至五成。"),
        ("收费标准10%不变。", "收费标准一成不变。"),
        ("档案统10%册。", "档案统一成册。"),
        ("100岁以上老年人发放津贴。", "二百岁以上老年人发放津贴。"),
        ("百岁以上老年人发放津贴。", "二百岁以上老年人发放津贴。"),
    ],
)
def test_what_only_looks_alike_is_not_proved(said: str, quote: str) -> None:
    assert not proved(said, quote)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("费用降低30%。", "费用降低三成。"),
        ("费用降低三成。", "费用降低30%。"),
        ("费用降低35%。", "费用降低三成五。"),
        ("费用降低三成半。", "费用降低35%。"),
        ("合格率达到99%以上。", "合格率达到九成九以上。"),
        ("费用降低20%左右。", "费用降低两成左右。"),
        ("费用降低30%至50%。", "费用降低三至五成。"),
        ("100岁以上老年人发放津贴。", "百岁以上老年人发放津贴。"),
    ],
)
def test_what_says_the_same_is_proved(said: str, quote: str) -> None:
    assert proved(said, quote)
