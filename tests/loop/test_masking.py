"""Personal data leaves a text before it is kept; figures of policy stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.loop import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("打13812345678问我", "打***问我"),
        ("打１３８－１２３４－５６７８问我", "打***问我"),
        ("电话 0379-6391 2345 对吗", "电话 *** 对吗"),
        ("座机63912345转8", "座机***转8"),
        ("身份证11010519491231002X能办吗", "身份证***能办吗"),
        ("卡号6222 0200 0000 0000 000", "卡号***"),
        ("一三八一二三四五六七八", "***"),
        ("写信给 Zhang.San@example.gov.cn 吧", "写信给 *** 吧"),
        ("我的车豫C·12345能进吗", "我的车***能进吗"),
        ("护照E12345678", "护照***"),
    ],
)
def test_what_names_a_person_is_masked(text: str, kept: str) -> None:
    assert masked(text, 500) == kept


@pytest.mark.parametrize(
    "text",
    [
        "西工区2022年要加装25部电梯吗？",
        "2022-06-30前完成多少？",
        "20220630发的文件",
        "投资13000000元的项目",
        "洛政办〔2022〕12号说了什么",
        "新增就业1.3万人，比2021年的12000人多吗",
        "打12345有用吗",
    ],
)
def test_what_asks_of_a_policy_stays(text: str) -> None:
    assert masked(text, 500) == text


@given(st.text(max_size=300), st.integers(1, 100))
def test_any_text_ends_as_one_short_line(text: str, longest: int) -> None:
    found = masked(text, longest)
    assert len(found) <= longest
    assert len(found.splitlines()) <= 1
    assert "\x00" not in found


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text("电话是我，。 ", max_size=9))
def test_no_mobile_number_gets_through(number: str, words: str) -> None:
    assert number not in masked(f"{words}{number}{words}", 500)
