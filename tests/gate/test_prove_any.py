"""Whatever a clause says: its own sentence is proved, and one letter's change is not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.gate import Rule, Source, prove
from rag.gate.prove import LONGEST_CLAIM, LONGEST_QUOTES

THINGS = "电梯 公园 学校 车位 书房 桥梁 泵站 食堂 床位 公厕".split()
MEASURES = "部 处 所 个 座 套".split()
ACTS = "新建 改造 加装 修缮 扩建 验收".split()
WHO = "区教育局 市水务局 县民政局 街道办事处 镇人民政府".split()
FRAMES = (
    "{month}月底前{act}{thing}{count}{measure}，由{who}负责。",
    "对{act}{thing}的单位，给予{count}万元补贴，但已享受过的除外。",
    "{who}应当在{days}个工作日内答复，不得收取费用。",
    "全年{act}{thing}{count}{measure}以上，覆盖率不低于{share}%。",
    "力争{act}{thing}{count}{measure}，原则上每年不超过{days}次。",
    "未经{who}批准，禁止{act}{thing}；违反的，处{count}元以上{more}元以下罚款。",
    "{act}{thing}可以申请补助，每{measure}最高{count}元，无需另行审核。",
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    count = draw(st.integers(2, 9999))
    return draw(st.sampled_from(FRAMES)).format(
        month=draw(st.integers(1, 12)),
        act=draw(st.sampled_from(ACTS)),
        thing=draw(st.sampled_from(THINGS)),
        measure=draw(st.sampled_from(MEASURES)),
        who=draw(st.sampled_from(WHO)),
        days=draw(st.integers(2, 60)),
        share=draw(st.integers(1, 99)),
        count=count,
        more=count + draw(st.integers(1, 999)),
    )


clauses = st.lists(sentences(), min_size=1, max_size=4)


def proved(said: str, quote: str) -> bool:
    return prove(said, ["c1"], {"c1": Source(quote=quote)}, {}).proved


@given(clauses, st.data())
def test_a_sentence_of_the_clause_is_proved(clause: list[str], data: st.DataObject) -> None:
    said = data.draw(st.sampled_from(clause))
    assert proved(said, "".join(clause))


@given(sentences(), st.data())
def test_a_sentence_with_another_digit_is_not(sentence: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i, c in enumerate(sentence) if c.isdecimal()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != sentence[at]]))
    # 05 is 5.
    assume(digit != "0" or sentence[at - 1].isdecimal())
    assert not proved(sentence[:at] + digit + sentence[at + 1 :], sentence)


@given(clauses, st.sampled_from("不未"), st.data())
def test_a_sentence_with_a_no_more_is_not(
    clause: list[str], word: str, data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(clause))
    at = data.draw(st.integers(0, len(said) - 1))
    assert not proved(said[:at] + word + said[at:], "".join(clause))


@given(sentences(), st.data())
def test_a_sentence_with_a_no_less_is_not(sentence: str, data: st.DataObject) -> None:
    noes = [at for at, letter in enumerate(sentence) if letter in "不未无"]
    assume(noes)
    at = data.draw(st.sampled_from(noes))
    assert not proved(sentence[:at] + sentence[at + 1 :], sentence)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_at_all_gets_a_verdict(said: str, quote: str) -> None:
    verdict = prove(said, ["c1"], {"c1": Source(quote=quote)}, {})
    assert verdict.proved is not bool(verdict.faults)
    assert all(quote[s.start : s.end].strip() for s in verdict.support)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("加装电梯300部。" * LONGEST_CLAIM, "加装电梯300部。"),
        ("加装电梯300部。", "加装电梯300部。" * LONGEST_QUOTES),
        ("（" * 100_000, "加装电梯300部。"),
        ("1" * 100_000, "加装电梯300部。"),
    ],
)
def test_what_is_too_long_to_be_a_sentence_is_not_even_read(said: str, quote: str) -> None:
    verdict = prove(said, ["c1"], {"c1": Source(quote=quote)}, {})
    assert verdict.rules == {Rule.LENGTH}
    assert all(len(fault.claim) <= LONGEST_CLAIM for fault in verdict.faults)
