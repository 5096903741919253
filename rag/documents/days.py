"""Days as documents print them; pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from rag.text import dates
from rag.text.numerals import chinese_integer

_CHINESE: Final = "〇零○ＯO一二三四五六七八九十"
_ROUND: Final = str.maketrans("ＯO", "〇〇")
"""Letters that stand for a nought."""
DAY: Final = (
    r"(?:(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|"
    rf"二[{_CHINESE}]{{3}}年[{_CHINESE}]{{1,2}}月[{_CHINESE}]{{1,3}}日)"
)
"""A day with its year, as a pattern without groups."""


def day_of(printed: str) -> date | None:
    """Return the day that ``printed`` names with its year, or the last day of an end (年底).

    None where there is no such day.
    """
    for named in dates("".join(printed.translate(_ROUND).split())):
        if named.year and named.month and named.day:
            try:
                return date(named.year, named.month, named.day)
            except ValueError:
                return None
    return None


def span_of_time(begins: date, printed: str) -> date | None:
    """Return the last day of a time such as ``两年`` or ``6个月`` that begins on a day."""
    words = printed.rstrip("年个月 ")
    count = int(words) if words.isdecimal() else chinese_integer(words)
    months = count * (1 if printed.endswith("月") else 12)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    if not 0 < months < 1200:
        return None
    last = min(begins.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, last) - timedelta(days=1)
