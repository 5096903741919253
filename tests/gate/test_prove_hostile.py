"""Texts written to be hard to read get a verdict like any other."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.gate import Source, Verdict, prove

PIECES = (
    "， 、 。 ； ： 的 和 或 第 分别 分别为 其中 对 给予 获得 补贴 可以 不 不得 除"
    " 外 以上 以内 每月 每人 凡 提高到 由 至 向 者 老年人 区教育局 负责 牵头 企业 岁"
    " 60岁 三成 半 百 二 一级 第一章 1 2.5 3,000 100元 5% 300部 9:00 6月底前 2024年"
    " 去年 截至 《 》 “ ” ( )"
).split()
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def verdict(said: str, quote: str) -> Verdict:
    return prove(said, ["c1"], {"c1": Source(quote=quote)}, {})


@pytest.mark.parametrize(
    "piece",
    [
        "和",
        "甲乙和",
        "甲、",
        "甲和乙分别",
        "1......、",
        "甲、乙分别为1....和",
        "分别1和",
        "第一",
        "由",
        "除",
    ],
)
def test_a_text_that_repeats_one_piece_is_not_proved_and_proves_nothing(piece: str) -> None:
    said = piece * (390 // len(piece)) + "公园5处。"
    assert not verdict(said, "加装电梯300部。").proved
    assert not verdict("加装电梯300部。", piece * (8_000 // len(piece))).proved


@given(texts, texts)
@example("以上均可获得补贴。", "60岁以上的,给予补贴100元。")
def test_any_pieces_of_sentences_get_a_verdict(said: str, quote: str) -> None:
    found = verdict(said, quote)
    assert found.proved is not bool(found.faults)


@pytest.mark.parametrize(
    ("said", "proved"),
    [
        ("乙区新增车位1,200个。", True),
        ("丙区新增车位30个。", True),
        ("乙区新增车位30个。", False),
        ("丙区新增车位1,200个。", False),
    ],
)
def test_figures_given_out_in_order_are_proved_of_each_alone(said: str, proved: bool) -> None:
    quote = "今年，甲区、乙区和丙区分别新增车位500个、1,200个和30个。"
    assert verdict(said, quote).proved is proved
