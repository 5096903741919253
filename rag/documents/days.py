"""Days as documents print them; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
}
_CHINESE: Final = "〇零○ＯO一二三四五六七八九十"
DAY: Final = (
    r"(?:(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|"
    rf"二[{_CHINESE}]{{3}}年[{_CHINESE}]{{1,2}}月[{_CHINESE}]{{1,3}}日)"
)
"""A day with its year, as a pattern without groups."""
_PARTS: Final = re.compile(rf"([0-9]+|[{_CHINESE}]+)")


def day_of(printed: str) -> date | None:
    """Return the day that ``printed`` names in full; None where there is no such day."""
    numbers = [_number(part) for part in _PARTS.findall(printed)]
    try:
        year, month, day = numbers
        return date(year, month, day)
    except ValueError:
        return None


def days_before_end(printed: str) -> date | None:
    """Return the last day of what is printed: a day, or the end of a month or a year."""
    numbers = [_number(part) for part in _PARTS.findall(printed)]
    if len(numbers) == 1:
        return date(numbers[0], 12, 31)
    if len(numbers) == 2 and 1 <= numbers[1] <= 12:
        return date(numbers[0], numbers[1], monthrange(numbers[0], numbers[1])[1])
    return day_of(printed)


def span_of_time(begins: date, printed: str) -> date | None:
    """Return the last day of a time such as ``两年`` or ``6个月`` that begins on a day."""
    count = _number(printed.rstrip("年个月 ").strip().replace("两", "二"))
    months = count * (1 if printed.endswith("月") else 12)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    if not 0 < months < 1200:
        return None
    last = min(begins.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, last) - timedelta(days=1)


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS[c]) for c in printed if c in _DIGITS) or "0")
