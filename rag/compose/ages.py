"""Whether figures are for people of another age than is asked about; pure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from rag.text import Quantity, quantities

_ITEM: Final = re.compile("[^,，;；。!！?？]+")
_AGES: Final = frozenset({"岁", "周岁"})
_OLDEST: Final = Decimal(200)


def is_of_other_age(question: str, unit: str | None, words: str) -> bool:
    """Tell whether every figure of words is for people of other ages than those asked about.

    A figure is for those of the age named last before it.
    """
    asked = [age for age in quantities(question) if age.unit in _AGES and age.comparator != ">="]
    told: list[Quantity] = []
    others = False
    for item in _ITEM.findall(words) if asked else ():
        found = quantities(item)
        told = [one for one in found if one.unit in _AGES] or told
        if all(one.unit in _AGES or (unit and one.unit != unit) for one in found):
            continue
        if not told or any(_may_meet(one, other) for one in asked for other in told):
            return False
        others = True
    return others


def _may_meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether two ages, or ranges of them, have one in common."""
    (low, high), (least, most) = _ages_of(one), _ages_of(other)
    return low <= most and least <= high


def _ages_of(age: Quantity) -> tuple[Decimal, Decimal]:
    if age.value_max is not None:
        return age.value, age.value_max
    least = age.value if age.comparator in {"=", ">=", ">", None} else Decimal(0)
    most = age.value if age.comparator in {"=", "<=", "<", None} else _OLDEST
    return least, most
