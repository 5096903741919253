"""Cutting quotes: short, whole, and with their conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose.spans import (
    closed,
    joined_items,
    trim,
    whole_quantity,
    with_conditions,
    with_subject,
    with_what_is_done,
    without_next_name,
)
from rag.schemas import Span
from rag.text import sentences


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def cut(text: str, found: Span) -> str:
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        (
            "对符合条件的家庭,每户补助2000元,但不得重复申领,逾期不补。",
            "每户补助2000元",
            "对符合条件的家庭,每户补助2000元,但不得重复申领,逾期不补",
        ),
        ("年满60周岁的,每月发放80元。", "每月发放80元", "年满60周岁的,每月发放80元"),
        ("新建停车场10个,新增车位1000个。", "新增车位1000个", "新增车位1000个"),
        ("免收租金,最长不超过3个月,由各区落实。", "免收租金", "免收租金,最长不超过3个月"),
    ],
)
def test_conditions_beside_a_quote_stay_with_it(text: str, words: str, quote: str) -> None:
    whole = Span(start=0, end=len(text))
    words_and_comma = words + "," if words + "," in text else words
    found = with_conditions(text, whole, span(text, words_and_comma))
    assert cut(text, trim(text, found.start, found.end)) == quote


@pytest.mark.parametrize(
    ("text", "words", "quantity"),
    [
        ("新增车位1000个以上", "1000", "1000个以上"),
        ("活动不少于1200场", "1200场", "不少于1200场"),
        ("登记失业率控制在2.5%以内", "2.5", "控制在2.5%以内"),
        ("培训1.3万人次", "3万", "1.3万人次"),
    ],
)
def test_a_figure_keeps_its_unit_and_its_comparison(text: str, words: str, quantity: str) -> None:
    found = span(text, words)
    within = Span(start=0, end=len(text))
    assert cut(text, whole_quantity(text, within, found.start, found.end)) == quantity


def test_names_joined_in_a_list_are_one_item() -> None:
    text = "推进光华路、健康路等10条道路,完成22条微改造。"
    items = joined_items(text, Span(start=0, end=len(text)))
    assert [cut(text, item) for item in items] == [
        "推进光华路、健康路等10条道路,",
        "完成22条微改造。",
    ]


def test_a_quotation_is_not_left_open() -> None:
    text = "推广“旅游公司+村集体+村民”的模式"
    within = Span(start=0, end=len(text))
    assert cut(text, closed(text, within, span(text, "“旅游公司"))) == "“旅游公司+村集体+村民”"


@given(st.text(alphabet="中文,，;。、“”（）()0123456789个%对的但除", max_size=60), st.data())
def test_widening_never_leaves_the_passage_nor_loses_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    within = Span(start=0, end=len(text))
    words = Span(start=start, end=end)
    for found in (
        closed(text, within, words),
        with_conditions(text, within, words),
        whole_quantity(text, within, start, end),
    ):
        assert 0 <= found.start <= start <= end <= found.end <= len(text)


@given(st.text(max_size=80))
def test_items_cover_every_visible_character_of_a_sentence(text: str) -> None:
    for sentence in sentences(text):
        joined = joined_items(text, sentence)
        covered = "".join(cut(text, item) for item in joined)
        assert covered.split() == text[sentence.start : sentence.end].split() or "".join(
            covered.split()
        ) == "".join(text[sentence.start : sentence.end].split())


@pytest.mark.parametrize(
    ("text", "words", "asked", "quote"),
    [
        (
            "火车站片区,9月底前启动地块建设;河北片区,完成规划。",
            "9月底前启动地块建设",
            ("火车站", "启动"),
            "火车站片区,9月底前启动地块建设",
        ),
        (
            "火车站片区,9月底前启动地块建设。",
            "9月底前启动地块建设",
            ("启动",),
            "9月底前启动地块建设",
        ),
        ("新建停车场10个,新增车位1000个。", "新增车位1000个", ("学校",), "新增车位1000个"),
    ],
)
def test_what_is_asked_about_stays_with_what_is_said_of_it(
    text: str, words: str, asked: tuple[str, ...], quote: str
) -> None:
    found = with_subject(text, Span(start=0, end=len(text)), span(text, words), asked)
    assert cut(text, trim(text, found.start, found.end)) == quote


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        (
            "湖滨片区,安置房项目2号地,6月底开工建设;站前片区,9月底前启动。",
            "6月底开工建设",
            "湖滨片区,安置房项目2号地,6月底开工建设",
        ),
        (
            "改造老城区供热供水管网20公里,新建泵站2座,年底前建成投用。",
            "年底前建成投用",
            "新建泵站2座,年底前建成投用",
        ),
        ("新建泵站2座,年底前建成泵房。", "年底前建成泵房", "年底前建成泵房"),
        ("年底前全面完成。", "年底前全面完成", "年底前全面完成"),
    ],
)
def test_a_quote_that_only_says_when_is_widened_to_what_is_done(
    text: str, words: str, quote: str
) -> None:
    whole = Span(start=0, end=len(text))
    found = with_what_is_done(text, whole, span(text, words))
    assert cut(text, trim(text, found.start, found.end)) == quote


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("泵站6月底开工;站前片区,9月底启动。", "泵站6月底开工;站前片区", "泵站6月底开工"),
        ("泵站6月底开工;站前片区。", "泵站6月底开工;站前片区", "泵站6月底开工;站前片区"),
        ("泵站6月底开工,站前片区,9月底启动。", "站前片区", "站前片区"),
    ],
)
def test_a_quote_does_not_end_with_the_name_of_the_next_thing(
    text: str, words: str, quote: str
) -> None:
    assert cut(text, without_next_name(text, span(text, words))) == quote
