"""Which questions ask about a topic as a whole, and what heads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import fold
from rag.understand.topics import asked_apart, topic_asked


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("给老人干点啥", "优化养老服务供给"),
        ("老人有什么福利", "健全养老托育体系"),
        ("娃上学有啥安排", "办好优质均衡教育"),
        ("看病方面今年有啥改善", "提高全民健康水平"),
        ("环境卫生打算怎么搞", "整治人居环境"),
        ("停车问题怎么解决", "治理停车难题"),
        ("what will be done for the elderly?", "优化养老服务供给"),
        ("how will education be improved", "扩大教育供给"),
        # no table holds it: the heading says it as it stands
        ("庭院经济打算怎么搞", "发展壮大庭院经济"),
    ],
)
def test_a_topic_is_known_by_its_heading(question: str, heading: str) -> None:
    topic = topic_asked(fold(question))
    assert topic is not None
    assert topic.heads(heading)


@pytest.mark.parametrize(
    "question",
    [
        "怎么找工作",
        "医保怎么报销",
        "看病怎么报销",
        "养老有哪些补贴",
        "停车怎么收费",
        "加装电梯怎么办理",
        "怎么支持大学生就业",
        "老人多少岁免费坐公交",
        "教育和医疗怎么搞",
        "住房",
    ],
)
def test_a_question_of_more_than_the_topic_is_not_about_it_as_a_whole(question: str) -> None:
    assert topic_asked(fold(question)) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("北岸这块地方今年有哪些工程和任务?", "北岸"),
        ("物业管理有哪些措施", "物业管理"),
        ("给牛角坳安排了哪些事?", "牛角坳"),
        ("今年怎么推进海绵城市建设", "海绵城市建设"),
        # a topic of the table, and words that frame questions, are parts of names too
        ("就业补贴政策有哪些", "就业补贴"),
        ("食品安全有哪些措施", "食品安全"),
        ("乡村旅游怎么搞", "乡村旅游"),
        ("市民中心有哪些项目", "市民中心"),
        ("政府采购有哪些措施", "政府采购"),
        ("都江堰有哪些工程", "都江堰"),
        ("能源怎么发展", "能源"),
    ],
)
def test_what_no_table_holds_is_named_by_its_own_words(question: str, said: str) -> None:
    topic = topic_asked(fold(question))
    assert topic is not None
    assert (topic.said, topic.is_known) == (said, False)


def test_a_word_that_turns_another_does_not_head_its_topic() -> None:
    topic = topic_asked("环境有什么改善")
    assert topic is not None
    assert not topic.heads("优化营商环境")


@pytest.mark.parametrize("unit", ["都有", "的", "甲的", "工作的"])
def test_a_question_that_repeats_itself_is_read_at_once(unit: str) -> None:
    # what would take time that doubles with each unit does not end within the test's limit
    assert topic_asked(f"怎么做甲{unit * 1200}甲乙") is not None


@given(st.text("养老环境上学怎么搞有啥安排？?,，。 the what-’“”", max_size=30))
def test_any_question_is_read(question: str) -> None:
    topic = topic_asked(fold(question))
    assert topic is None or topic.said in fold(question)


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("安置房和保障房今年怎么推进", ["安置房今年怎么推进", "保障房今年怎么推进"]),
        ("教育、医疗怎么搞", ["教育怎么搞", "医疗怎么搞"]),
        ("怎么加强医疗与疾病预防的结合", []),
        ("教育和医疗多少钱", []),
        ("和谐社区怎么建", []),
        ("教育怎么搞", []),
    ],
)
def test_two_things_as_a_whole_are_asked_apart(question: str, apart: list[str]) -> None:
    assert asked_apart(fold(question)) == apart
