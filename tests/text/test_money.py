"""Numbers of our own reckoning as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import fold, quantities, readable


@pytest.mark.parametrize(
    ("values", "unit", "told"),
    [
        (["2000000000", "800000000", "2800000000"], "元", (["20亿元", "8亿元", "28亿元"], "")),
        (["35000", "12000", "23000"], "元", (["3.5万元", "1.2万元", "2.3万元"], "")),
        (["1250", "1000", "250"], "元", (["1250", "1000", "250"], "元")),
        (["120000000", "5000"], "元", (["120000000", "5000"], "元")),
        (["120000", "0"], "元", (["12万元", "0万元"], "")),
        (["13000", "7500"], "人", (["13000", "7500"], "人")),
    ],
)
def test_sums_of_money_are_told_in_their_scale(
    values: list[str], unit: str, told: tuple[list[str], str]
) -> None:
    assert readable([Decimal(value) for value in values], unit) == told


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=4))
def test_no_digit_is_lost(values: list[int]) -> None:
    told, unit = readable([Decimal(value) for value in values], "元")
    read = [next(iter(quantities(fold(f"{one}{unit}")))) for one in told]
    assert [one.value for one in read] == values
    assert {one.unit for one in read} == {"元"}
