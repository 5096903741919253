"""What holds for any text at all."""

import re
from decimal import Decimal

from commitment_documents import document, rows
from hypothesis import given
from hypothesis import strategies as st

from rag.clauses import clause_tree
from rag.commitments import CATEGORIES, commitments

PIECES = st.sampled_from(
    (
        "新建 完成 确保 力争 3个 两处 1.3万人次 90% 以上 控制在 2.5% 以内 不少于 学校 公园 、 ， 。"
        " ； ： （ ） “ ” 《 》 的 了 已 6月底前 2025年 全年 到 年底 三年内 5个工作日内 全覆盖 清零"
        " 一、 （一） 1. \n 分别 和 对 给予 罚款 500元 至 十四五 第二 12月至3月 截至 2月29日"
    ).split(" ")
)


def check(text, year=None):
    made = document(text, year)
    found = commitments(made, clause_tree(made))
    assert len({row.id for row in found}) == len(found)
    for row in found:
        assert made.text[row.start : row.end] == row.quote
        assert row.quote
        assert row.category in CATEGORIES
        assert row.deadline_text is None or row.deadline_text in made.text
        assert row.deadline_month_day is None or re.fullmatch(
            "[01][0-9]-[0-3][0-9]", row.deadline_month_day
        )
        if row.deadline_from and row.deadline_to:
            assert row.deadline_from <= row.deadline_to
        for number in (row.value, row.value_max):
            assert number is None or Decimal(number).is_finite()
        assert row.value is not None or row.value_max is None


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    check(text)


@given(st.lists(PIECES, max_size=40), st.sampled_from([None, 1999, 2024]))
def test_any_official_jumble_is_read(pieces, year):
    check("".join(pieces), year)


def test_long_texts_are_read_in_time():
    sentence = "新建书屋3个、驿站5个,确保满意率达90%以上,6月底前完成改造;"
    assert len(rows(sentence * 2000)) >= 2000
