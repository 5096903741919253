"""Numbers of our own reckoning as people read them; pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_SCALES: Final = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_DIGITS: Final = Decimal("0.0001")
"""A number is told in a scale only where it needs no more digits than this after the point."""


def readable(values: Sequence[Decimal], unit: str) -> tuple[list[str], str]:
    """Return numbers as people read them, and the unit that is still to be said behind them.

    Sums of money are told in the larger of 万元 and 亿元 that every number but 0 reaches, each
    with its unit.
    """
    if unit == "元":
        for name, scale in _SCALES:
            told = [value / scale for value in values]
            if all(one == one.quantize(_DIGITS) and not 0 < abs(one) < 1 for one in told):
                return [f"{one.normalize():f}{name}{unit}" for one in told], ""
    return [f"{value:f}" for value in values], unit
