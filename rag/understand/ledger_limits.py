"""The limits that a ledger question sets: on the number, and on the day it is due; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import NamedTuple

from rag.text import DateMention, quantities


class Bounds(NamedTuple):
    """The bounds that a question sets on the number, and the question without them."""

    least: float | None
    most: float | None
    strictly: bool
    unit: str | None
    rest: str


def figures(text: str) -> tuple[tuple[str, str], ...]:
    """Return the numbers named with their units, where there are several."""
    found = tuple((f"{q.value:f}", q.unit) for q in quantities(text) if q.value_max is None)
    return found if len(found) > 1 else ()


def without(text: str, spans: Sequence[DateMention]) -> str:
    """Return a text with its dates struck out."""
    for span in sorted(spans, key=lambda day: -day.start):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def bounds(text: str, *, binding: bool) -> Bounds:
    """Read a bound such as 超过5000 out of a text; figures that bind nothing just go."""
    least = most = None
    strictly = False
    unit = None
    rest = text
    for found in reversed(quantities(text)):
        sign, value = found.comparator, float(found.value)
        if not binding:
            pass
        elif sign in {">", ">="}:
            least, strictly = value, strictly or sign == ">"
        elif sign in {"<", "<="}:
            most, strictly = value, strictly or sign == "<"
        else:
            continue
        unit = (found.unit or unit) if binding else None
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    return Bounds(least, most, strictly, unit, rest)


def due(days: Sequence[DateMention]) -> tuple[str | None, str | None]:
    """Return the first and the last day that the dates of a question allow."""
    if not days:
        return None, None
    day = days[0]
    first = _day(day.year, day.month, day.day or 1)
    far = (day.to_year or day.year, day.to_month, day.to_day)
    last = _day(*far) if day.to_month else _day(day.year, day.month, day.day)
    if day.kind == "from":
        return first, None
    # 上半年 is named by its last month, and what is due in it is due by then.
    if day.kind == "by" or re.search("[上下]半年|年[底末内]", day.text):
        return None, last
    return first, last


def due_words(day: DateMention) -> str:
    """Return a deadline as documents print it: 六月底之前 is 6月底前."""
    if day.kind != "by" or not re.search("[底末]", day.text):
        return day.text
    return "年底前" if "月" not in day.text else f"{day.month}月底前"


def _day(year: int | None, month: int | None, day: int | None) -> str | None:
    """Return a day as the ledger compares it; of a month without a day, its last."""
    if month is None:
        return None
    # 2000 had a 29 February, as any year may.
    short = f"{month:02d}-{day or monthrange(year or 2000, month)[1]:02d}"
    return f"{year:04d}-{short}" if year else short
