"""What is told of a whole alone: its parts, its shares, its other side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose.parts import counts_several, is_of_other_side, lacks_parts, tells_whole_only
from rag.text import fold


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("“五个不断”逐条是什么？", "坚持“五个不断”,持续巩固成果"),
        ("开展的“七进”是进哪七类场所？", "开展“七进”活动,巩固成果"),
        ("搞绿化的8个试点村是哪几个？", "完成8个试点村绿化"),
        ("两处湿地游园分别叫什么？", "建成3处口袋公园、2处湿地游园"),
        ("六级服务体系是哪六级？", "健全六级服务体系,引入优质机构"),
        ("除了青山和绿水还有谁？", "完成青山、绿水等3个卫生站提升"),
        ("点了名的两处之外，另外三处是哪里？", "推进青山、绿水等5个片区规划"),
    ],
)
def test_what_is_only_counted_or_named_tells_no_parts(question: str, text: str) -> None:
    assert lacks_parts(fold(question), fold(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("“三洁”是哪三洁？", "“三洁”指院落洁、厨房洁、厕所洁"),
        ("“三同”融合是哪三同？", "提升同治、同乐、同享“三同”融合实效"),
        ("4个试点村是哪几个？", "完成青山、绿水、白石等4个试点村绿化"),
        ("要建成哪几类公园，数量各多少？", "建成3处口袋公园、2处湿地游园"),
        ("要建成哪几类公园", "建成3处口袋公园、2处湿地游园"),
        ("除了青山，还有哪些？", "改造青山、绿水、白石等51个小区"),
        ("分别由谁负责？", "由住建局负责"),
        ("分别落实哪个主题年？", "贯彻“251”举措,落实“品质年”"),
    ],
)
def test_what_lists_or_explains_them_does(question: str, text: str) -> None:
    assert not lacks_parts(fold(question), fold(text))


def test_a_figure_of_several_is_no_share() -> None:
    assert tells_whole_only("公厕里纯新建的是几座", "新建改建公厕9座")
    assert tells_whole_only("“甲村”“乙村”5个,其中甲村几个", "建成“甲村”“乙村”5个")
    assert tells_whole_only("青山项目单独交付几套安置房", "交付青山、绿水等项目安置房600套")
    assert not tells_whole_only("公厕里纯新建的是几座", "建设公厕9座,其中新建公厕4座")
    assert not tells_whole_only("公园和游园各有几处", "建成3处公园、2处游园")
    assert not tells_whole_only("公厕建几座", "新建改建公厕9座")
    # what is asked of each of two things is no share of one
    assert not tells_whole_only("安置房和保租房各多少套", "交付青山、绿水等项目安置房600套")


def test_another_side_is_another_thing() -> None:
    assert is_of_other_side("西片区什么时候征迁", "完成东片区征迁任务")
    assert not is_of_other_side("东片区什么时候征迁", "完成东片区征迁任务")
    assert not is_of_other_side("西片区什么时候征迁", "完成东片区、西片区征迁")


@given(st.text(max_size=40), st.text(max_size=120))
def test_any_text_is_judged(question: str, text: str) -> None:
    folded = fold(question), fold(text)
    assert all(
        isinstance(judge(*folded), bool)
        for judge in (lacks_parts, tells_whole_only, is_of_other_side)
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("光华厂安置房有多少套", "建成交付光华厂、市技校等项目安置房500套"),
        (
            "大路口二期安置房有多少套",
            "加快大路口二期、秀园等项目收尾,建成光华厂、市技校等项目500套",
        ),
    ],
)
def test_a_number_of_several_is_not_that_of_one(question: str, words: str) -> None:
    assert counts_several(question, "套", words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("安置房有多少套", "建成交付光华厂、市技校等项目安置房500套"),
        ("光华厂、市技校共有多少套", "建成交付光华厂、市技校等项目安置房500套"),
        ("光华厂有多少套", "建成交付光华厂安置房500套"),
    ],
)
def test_a_number_of_all_that_is_named_is_theirs(question: str, words: str) -> None:
    assert not counts_several(question, "套", words)
