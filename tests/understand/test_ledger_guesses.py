"""Questions of the ledger in words that no rule names: what they confine, and what they claim."""

from __future__ import annotations

import pytest

from rag.schemas import DocumentMeta, IntentKind, LedgerAsk, Question
from rag.understand import Gazetteer, understand

XI = DocumentMeta(title="西山区工作安排", region="宁州市西山区", region_aliases=("西山区", "西山"))
DONG = DocumentMeta(
    title="城东区工作措施", region="宁州市城东区", region_aliases=("城东区", "城东")
)


def ledger_of(text: str) -> LedgerAsk | None:
    intent = understand(
        Question(text=text),
        Gazetteer([XI, DONG]),
        lambda _: True,
        lambda folded: folded,
        limit=500,
    )
    return intent.ledger if intent.kind is IntentKind.LEDGER else None


def asked(text: str) -> LedgerAsk:
    ledger = ledger_of(text)
    assert ledger is not None
    return ledger


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("西山区按座、按家、按部计的目标，一个不落", "list", {"units": ("座", "家", "部")}),
        ("哪些西山的任务不到10个（处、家）", "list", {"units": ("处", "家"), "most": 10}),
        ("西山区投资超过5亿的指标有哪些（亿元）", "list", {"units": ("元",)}),
        ("西山区涉及资金的指标", "list", {"units": ("元",)}),
        ("西山区有上限要求的指标是什么", "list", {"comparators": ("<", "<=")}),
        ("过了6月、年底之前，西山区还剩什么有期限的任务", "list", {"due_from": "07-01"}),
        ("西山区2025年到期的工作都是什么", "list", {"due_by": "2025-12-31"}),
        ("西山区年内头一个到期的节点", "extreme", {"order": "deadline"}),
        ("数一数西山区有多少个“全覆盖”", "count", {}),
        ("西山区停车场10个加上车位1000个，加起来？", "sum", {}),
        ("城东比西山少改造多少个老旧小区", "compare", {"difference": True}),
        ("Who sets the higher new urban jobs target?", "compare", {}),
        ("西山区数值正好等于1000的有几项", "count", {"least": 1000, "most": 1000}),
        ("西山区有几样东西的数恰好都是一千，是哪些", "list", {"least": 1000, "most": 1000}),
        ("西山区凡是用百分之几来定的目标都摘出来", "list", {"percentages": True}),
        ("西山区论“座”数的任务逐项列一下", "list", {"unit": "座"}),
        ("西山区几项任务是拿“多少条道路”来算的", "count", {"unit": "条"}),
        (
            "连月底带年底，西山区有截止时间的共几件",
            "count",
            {"monthly": True, "year_end_too": True},
        ),
        ("两个区各自最高的百分比是多少", "extreme", {"of_each": True, "percentages": True}),
        ("西山区人数最多的目标跟城东区人数最多的目标哪个大", "extreme", {"of_each": True}),
        ("西山区的技能培训是城东区的几倍", "compare", {"times": True}),
    ],
)
def test_what_a_likely_question_confines_is_read(
    text: str, form: str, told: dict[str, object]
) -> None:
    ledger = asked(text)
    assert ledger.form == form
    assert {name: getattr(ledger, name) for name in told} == told


def test_a_guess_leaves_open_what_else_there_may_be() -> None:
    assert asked("西山区涉及资金的指标").loose


@pytest.mark.parametrize(
    "text",
    [
        "西山区哪些重点群体的就业要统筹？",
        "两个区在学前教育上分别有什么举措？",
        "对规则的要求有哪些",
        "西山区新建停车场10个是哪个区的要求吗",
        "Which document number is the Xishan District plan based on?",
    ],
)
def test_what_asks_for_no_numbers_is_not_guessed(text: str) -> None:
    assert ledger_of(text) is None


def test_a_district_is_known_by_the_side_it_lies_on() -> None:
    gazetteer = Gazetteer([XI, DONG])
    assert gazetteer.find("东区要新建几处公园", lambda _: True).regions == (DONG.region,)
    assert gazetteer.find("华东区域有几处公园", lambda _: True).regions == ()


def test_a_measure_word_named_as_such_is_no_typing_error() -> None:
    intent = understand(
        Question(text="西山区以张为单位的目标是几个"),
        Gazetteer([XI, DONG]),
        lambda _: True,
        lambda folded: folded.replace("以张", "一张"),
        limit=500,
    )
    assert intent.ledger is not None
    assert intent.ledger.unit == "张"


@pytest.mark.parametrize(
    "text",
    [
        "带钱包的任务有哪些",
        "列出推出多少款产品的指标",
        "干部数最多的目标",
        "西山区专家类指标有哪些",
    ],
)
def test_what_only_looks_like_a_measure_word_is_none(text: str) -> None:
    ask = ledger_of(text)
    for read in filter(None, (ask, ask and ask.otherwise)):
        assert (read.unit, read.units) == (None, ())
