"""Who asks where something stands is told by words that name a place beside it."""

from __future__ import annotations

import pytest

from rag.compose.located import asks_address, is_located


@pytest.mark.parametrize(
    "question",
    ["第二幼儿园建在哪个小区旁边", "青年公寓建在什么地方?", "驿站设在哪条路上", "新医院靠近哪里"],
)
def test_where_something_stands_is_asked(question: str) -> None:
    assert asks_address(question)
    assert not is_located(question, "建设第二幼儿园、青年公寓、驿站和新医院")
    assert is_located(question, "第二幼儿园、青年公寓、驿站和新医院位于长春路")


@pytest.mark.parametrize(
    "question", ["今年要建哪条路", "专项资金不能花在什么地方", "上限设在哪里", "差距在什么地方"]
)
def test_what_something_is_for_or_bounded_by_is_no_address(question: str) -> None:
    assert not asks_address(question)
