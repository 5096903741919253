"""A count of one deed is none of another."""

from __future__ import annotations

import pytest

from rag.compose.deeds import is_of_other_deed, is_of_other_turn

LIFTS = "打造示范区3个,加装电梯260部,物业管理全覆盖。"
PARKING = "新建停车场12个、新增车位900个以上。"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("今年更换多少部老旧电梯", LIFTS),
        ("有多少部电梯要拆除", LIFTS),
        ("电梯要拆几部", LIFTS),
        ("how many old lifts will be replaced?", f"推进城市更新\n{LIFTS}"),
        ("关停几个停车场", PARKING),
        ("停车场关闭数量", PARKING),
        ("how many car parks are being closed", PARKING),
        ("绿城学院招多少人", "绿城学院围绕茶叶加工调整专业3个。"),
        ("取消多少个车位", PARKING),
        ("安置房还差多少套", "建成交付安置房600套。"),
        ("表彰了多少名志愿者", "志愿者执勤满20小时换体检。"),
    ],
)
def test_a_count_of_another_deed_is_known(question: str, text: str) -> None:
    assert is_of_other_deed(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("要加装多少部电梯", LIFTS),
        ("今年更换多少部老旧电梯", "老旧电梯以旧换新18部。"),
        ("how many buses will be replaced", "更新新能源公交车90辆。"),
        ("拆除多少处违建", "依法拆违340处。"),
        ("关闭多少家养殖场", "清退禁养区养殖场23家。"),
        # what a deed costs, how long it takes and who must agree are no counts of it
        ("加装一部电梯补多少", "每部补助16万元。"),
        ("加装电梯要多少业主点头", "申请须经三分之二以上业主同意。"),
        ("房子拆了几年了，安置房给多少套", "建成交付安置房600套。"),
        ("how many car parks are close to the station", PARKING),
        ("how many days does a repaired road stay closed", "封控7天。"),
        ("维修要拆几个月", "工期3个月。"),
    ],
)
def test_a_count_that_may_be_of_the_same_deed_is_left(question: str, text: str) -> None:
    assert not is_of_other_deed(question, text)


def test_headings_name_the_deed_for_what_stands_under_them() -> None:
    assert not is_of_other_deed("更换多少块门牌", "(三)更换门牌。\n主城区5000块。")


@pytest.mark.parametrize(
    ("question", "words", "other"),
    [
        ("站前片区什么时候完工", "9月底前启动地块建设", True),
        ("大桥什么时候开工", "大桥2026年底前建成通车", True),
        ("大桥什么时候建成", "大桥2026年底前建成通车", False),
        ("站前片区什么时候启动", "9月底前启动地块建设", False),
        ("大桥什么时候开工", "3月开工建设,年底前建成", False),
    ],
)
def test_when_it_begins_is_not_when_it_ends(question: str, words: str, other: bool) -> None:
    assert is_of_other_turn(question, words) is other
