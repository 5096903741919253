"""Which questions ask the ledger as a whole, and for what; a question of one fact never does."""

from __future__ import annotations

import pytest

from rag.schemas import (
    ComposerChoice,
    DocumentMeta,
    Intent,
    IntentKind,
    LedgerAsk,
    Question,
)
from rag.understand import Gazetteer, understand

XI = DocumentMeta(title="西山区工作安排", region="宁州市西山区", region_aliases=("西山区",))
DONG = DocumentMeta(title="东湖区工作措施", region="宁州市东湖区", region_aliases=("东湖区",))


def intent_of(text: str, composer: ComposerChoice = "auto") -> Intent:
    return understand(
        Question(text=text, composer=composer),
        Gazetteer([XI, DONG]),
        lambda _: True,
        lambda folded: folded,
        limit=500,
    )


def ask_of(text: str) -> LedgerAsk:
    intent = intent_of(text)
    assert intent.kind is IntentKind.LEDGER
    assert intent.ledger is not None
    return intent.ledger


@pytest.mark.parametrize(
    "text",
    [
        "西山区打算新增多少个停车位？",
        "集中供水什么时候完成？",
        "西山区保障性租赁住房要筹集多少套",
        "土地流转任务是多少亩？",
        "文化合作社示范点的数量目标是多少？",
        "西山区生产总值的增长目标是多少？",
        "火车站片区的建设最晚到什么时候启动？",
        "东湖区大学毕业生就业率最低要到多少？",
        "9月底以前要启动什么？",
        "上半年结束前西山供水工程要实现什么目标？",
        "东湖区有没有“无废城市”的任务？",
        "西山区老旧小区改造推广哪些创新模式？",
        "西山区哪些重点群体的就业要统筹？",
        "两个区在学前教育上分别有什么举措？",
        "How many elevators will 西山区 install?",
        "What crops are improved?",
    ],
)
def test_a_question_of_one_thing_stays_a_question_of_fact(text: str) -> None:
    intent = intent_of(text)
    assert intent.kind is IntentKind.FACT
    assert intent.ledger is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("西山区有哪些百分比指标？", {"form": "list", "percentages": True}),
        ("住房方面有哪些量化指标？", {"form": "list", "category": "住房", "measured": True}),
        ("社保医保方面的考核指标", {"form": "list", "category": "社会保障"}),
        ("卫生健康方面有几项数量目标？", {"form": "count", "category": "医疗健康"}),
        ("西山区哪些目标超过5000？", {"form": "list", "least": 5000.0, "strictly": True}),
        ("西山区不低于30%的指标有哪些", {"form": "list", "least": 30.0, "strictly": False}),
        ("有几项目标是以“条”为单位的", {"form": "count", "unit": "条"}),
        ("东湖区有哪些时间节点？", {"form": "list", "dated": True}),
        ("西山区最先到期的任务是什么？", {"form": "extreme", "order": "deadline"}),
        ("西山区以“个”计的指标里哪个最多？", {"form": "extreme", "order": "-value", "unit": "个"}),
        ("Which tasks are due by the end of June?", {"form": "list", "due_by": "06-30"}),
        ("Which tasks are due by 2030?", {"due_by": "2030-12-31", "due_words": ""}),
        ("Which tasks are due by the end of 2027?", {"due_words": "年底前"}),
        (
            "Which tasks are due in June?",
            {"due_from": "06-01", "due_by": "06-30", "guessed": False},
        ),
        ("How many percentage targets are there?", {"form": "count", "percentages": True}),
        ("List targets over 500", {"form": "list", "least": 500.0, "strictly": True}),
        ("List the quantified housing targets", {"form": "list", "category": "住房"}),
    ],
)
def test_what_asks_for_all_rows_of_a_property_asks_the_ledger(
    text: str, wanted: dict[str, object]
) -> None:
    ask = ask_of(text)
    assert {name: getattr(ask, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("西山区哪些任务要在6月底前完成？", None, "06-30"),
        ("哪些任务要在六月底之前办完", None, "06-30"),
        ("2025年6月底前要完成的任务有哪些", None, "2025-06-30"),
        ("4月到6月到期的任务有哪些", "04-01", "06-30"),
        ("上半年要完成哪些任务", None, "06-30"),
        ("9月以后到期的任务有哪些", "09-01", None),
        ("十月和十一月到期的任务有哪些", "10-01", "11-30"),
    ],
)
def test_a_deadline_bounds_the_days_asked_for(text: str, first: str, last: str) -> None:
    ask = ask_of(text)
    assert (ask.due_from, ask.due_by, ask.topics) == (first, last, ())


def test_things_listed_are_asked_for_each_by_itself() -> None:
    ask = ask_of("西山区停车场、充电桩、公厕各多少？")
    assert [topic.text for topic in ask.topics] == ["停车场", "充电桩", "公厕"]
    assert ask.each


def test_what_is_quoted_must_stand_as_it_is() -> None:
    (topic,) = ask_of("哪些工作要求“清零”？").topics
    assert (topic.words, topic.exact) == (("清零",), True)


def test_what_is_done_is_told_from_what_it_is_done_to() -> None:
    (topic,) = ask_of("两个区老旧小区改造的数量目标有哪些").topics
    assert "小区" in topic.words
    assert topic.deeds == ("改造",)


def test_which_district_has_more_compares_all_of_them() -> None:
    ask = ask_of("老旧小区改造哪个区的数量多？")
    assert (ask.form, set(ask.regions)) == ("compare", {XI.region, DONG.region})


def test_a_sum_of_one_thing_is_left_for_the_rows_to_decide() -> None:
    ask = ask_of("西山区和东湖区一共要改造多少个老旧小区")
    assert (ask.form, ask.unit, ask.measured) == ("sum", "个", True)


def test_the_composer_asked_for_decides() -> None:
    assert intent_of("西山区有哪些百分比指标？", "extractive").ledger is None
    forced = intent_of("西山区的公厕", "ledger").ledger
    assert forced is not None
    assert [topic.text for topic in forced.topics] == ["公厕"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("您好，想了解一下西山区就业方面的数量指标，麻烦全部列出来，谢谢", {"category": "就业"}),
        ("东湖区以百分比表示的目标都有哪些", {"percentages": True, "unit": None}),
        ("哪些事项是以“亩”为计量单位的？", {"form": "list", "unit": "亩"}),
        ("人次类的指标一共多少条", {"form": "count", "unit": "人次"}),
        ("请统计东湖区以‘套’计的任务项数", {"form": "count", "unit": "套"}),
        ("按“处”计数的建设项目，两区的都列一下", {"form": "list", "unit": "处"}),
        ("两个区以“套”计的目标总量", {"form": "sum", "unit": "套"}),
        ("西山区1000到5000之间的指标有哪些", {"least": 1000.0, "most": 5000.0}),
        ("期限写成“年底前”的目标是哪些", {"due_by": "12-31", "stated": True}),
        ("西山区写到具体月份的任务，最晚的是哪个", {"order": "-deadline", "monthly": True}),
        ("西山区最早要交差的是哪件事", {"form": "extreme", "order": "deadline"}),
        ("What is due in the second half of the year?", {"due_from": "07-01"}),
    ],
)
def test_the_same_thing_is_asked_in_many_words(text: str, wanted: dict[str, object]) -> None:
    ask = ask_of(text)
    assert {name: getattr(ask, name) for name in wanted} == wanted
    assert not [topic for topic in ask.topics if not topic.exact]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("三季度要完成哪些任务", "07-01", "09-30"),
        ("下半年还有哪些到期的任务", "07-01", "12-31"),
        ("西山区6月底之前得干完哪些活", None, "06-30"),
        ("西山区到年底为止要交账的有哪几件", None, "12-31"),
        ("6月30日之前要见到结果的工作都有啥", None, "06-30"),
    ],
)
def test_what_is_done_by_then_has_many_words(text: str, first: str | None, last: str) -> None:
    ask = ask_of(text)
    assert (ask.due_from, ask.due_by, ask.topics, ask.loose) == (first, last, (), False)


@pytest.mark.parametrize(
    "text", ["西山区有几项任务没写期限？", "除了住房以外西山区有哪些量化指标", "哪些指标不带百分比"]
)
def test_what_is_left_out_is_never_taken_for_what_is_asked(text: str) -> None:
    assert intent_of(text).ledger is None


@pytest.mark.parametrize("text", ["西山区有哪些约束性量化指标", "西山区重点项目的量化目标有哪些"])
def test_what_the_ledger_does_not_keep_leaves_the_rows_unsure(text: str) -> None:
    assert ask_of(text).loose


def test_two_things_of_one_district_are_compared() -> None:
    ask = ask_of("东湖区城镇新增就业目标比职业技能培训多多少人次")
    assert (ask.form, len(ask.topics), ask.difference) == ("compare", 2, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What falls due between July and the end of the year?", "07-01", "12-31"),
        ("Which targets are due from March to September?", "03-01", "09-30"),
    ],
)
def test_a_span_of_months_in_english_has_two_ends(text: str, first: str, last: str) -> None:
    ask = ask_of(text)
    assert (ask.due_from, ask.due_by) == (first, last)


def test_by_how_much_wants_the_difference() -> None:
    ask = ask_of(
        "Old compounds to be renovated: 西山区 versus 东湖区, which has more, by how many?"
    )
    assert ask.form == "compare"
    assert ask.difference
