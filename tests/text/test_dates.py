"""Dates and time limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import dates


@pytest.mark.parametrize(
    ("text", "words", "kind", "year", "month", "day"),
    [
        ("城市阳台片区,4月底前完成征迁", "4月底前", "by", None, 4, 30),
        ("6月底开工建设", "6月底", "on", None, 6, 30),
        ("9月底前启动", "9月底前", "by", None, 9, 30),
        ("年底前筹集", "年底前", "by", None, 12, 31),
        ("2021年底前", "2021年底前", "by", 2021, 12, 31),
        ("2021年新型城镇化", "2021年", "in", 2021, None, None),
        ("2020年度发生的亏损", "2020年度", "in", 2020, None, None),
        ("2月5日发布", "2月5日", "on", None, 2, 5),
        ("2020 年 2 月 29 日", "2020 年 2 月 29 日", "on", 2020, 2, 29),
        ("自2020年2月10日起", "2020年2月10日起", "from", 2020, 2, 10),
        ("2020年6月30日前", "2020年6月30日前", "by", 2020, 6, 30),
        ("到2025年,", "到2025年", "by", 2025, None, None),
        ("截至2月16日,", "截至2月16日", "by", None, 2, 16),
        ("2020-02-05", "2020-02-05", "on", 2020, 2, 5),
        ("二〇二一年六月三十日前", "二〇二一年六月三十日前", "by", 2021, 6, 30),
        ("十月底", "十月底", "on", None, 10, 31),
        ("三季度末前", "三季度末前", "by", None, 9, 30),
        ("上半年完成", "上半年", "in", None, 6, None),
        ("8月中旬", "8月中旬", "in", None, 8, 20),
        ("2020年2月底", "2020年2月底", "on", 2020, 2, 29),
        ("2月底前", "2月底前", "by", None, 2, 28),
        ("6月底前提升改造", "6月底前", "by", None, 6, 30),
        ("2月以来", "2月以来", "from", None, 2, None),
        ("三年内建成", "三年内", "in", None, None, None),
        ("5个工作日内办结", "5个工作日内", "in", None, None, None),
        ("年内完成", "年内", "in", None, None, None),
        ("２０２１年６月底前", "２０２１年６月底前", "by", 2021, 6, 30),
        ("2026年国庆前向公众开放", "2026年国庆前", "by", 2026, 10, None),
        ("“五一”前建成", "“五一”前", "by", None, 5, None),
        ("2025年秋季学期投入使用", "2025年秋季学期", "in", 2025, 9, None),
        ("秋季开学前完成扩建", "秋季开学前", "by", None, 9, None),
        ("5．2020年7月1日开始", "2020年7月1日开始", "from", 2020, 7, 1),
    ],
)
def test_a_date_is_read(text, words, kind, year, month, day):
    (found,) = dates(text)
    assert found.text == text[found.start : found.end] == words
    assert (found.kind, found.year, found.month, found.day) == (kind, year, month, day)
    assert found.year_offset == 0


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("2021-2025年", (2021, None, None), (2025, None, None)),
        ("2021年至2025年", (2021, None, None), (2025, None, None)),
        ("1-6月", (None, 1, None), (None, 6, None)),
        ("2月1日至3月31日", (None, 2, 1), (None, 3, 31)),
        ("2020年2月1日至15日", (2020, 2, 1), (2020, 2, 15)),
        ("2020年1月31日至6月30日", (2020, 1, 31), (2020, 6, 30)),
        ("2月9日00:00起至2月29日24:00", (None, 2, 9), (None, 2, 29)),
    ],
)
def test_a_range_is_one_date(text, near, far):
    (found,) = dates(text)
    assert found.kind == "range"
    assert found.text == text
    assert (found.year, found.month, found.day) == near
    assert (found.to_year, found.to_month, found.to_day) == far


@pytest.mark.parametrize(
    ("text", "offset"), [("明年6月底前", 1), ("今年6月底前", 0), ("去年年底前", -1)]
)
def test_a_year_named_from_today_is_told_by_its_offset(text, offset):
    (found,) = dates(text)
    assert (found.year, found.year_offset, found.kind) == (None, offset, "by")
    assert found.month is not None


@pytest.mark.parametrize(
    "text",
    [
        "〔2021〕319号",
        "“十四五”规划",
        "三年攻坚行动",
        "3个月",
        "近年来",
        "90年代",
        "每年",
        "青少年内心",
        "12345热线",
        "1.5",
        "第二季",
        "四大名著",
        "月底",
        "一年内容",
        "7日内蒙古自治区",
        "国庆路改造",
        "国庆前街改造",
        "五一前街整治",
        "第二十五一前",
        "秋季学期末完成",
        "五一前后",
        "春秋季节",
    ],
)
def test_a_name_is_no_date(text):
    assert dates(text) == ()


@given(
    st.text(
        "0123456789０１年月日底前内至到-—./起以来明今去初末中上下旬半季度第一二三十两个 ：:",
        max_size=30,
    )
)
def test_offsets_hold_on_any_text(text):
    end = 0
    for found in dates(text):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert found.month is None or 1 <= found.month <= 12
        assert found.day is None or 1 <= found.day <= 31
        end = found.end
