"""Time limits of a text: what they say, and the days they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from rag.text import DateMention, dates

Kind = Literal["by", "on", "in", "from", "range", "limit"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as printed, and its days as far as they are known.

    Attributes:
        start, end: Its place in the text given.
        text: Its words.
        kind: As in ``DateMention``; ``limit`` is a stretch of time (三年内).
        first, last: The days it spans; ``first`` is None for what is due *by* a day, both
            are None while the year is unknown.
        month_day: ``MM-DD`` of the last day while the year is unknown.
        past: True where it lies before the year the document plans for.
    """

    start: int
    end: int
    text: str
    kind: Kind
    first: date | None = None
    last: date | None = None
    month_day: str | None = None
    past: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether it is a single day that is named as such: 6月30日, not 6月底."""
        return self.kind == "on" and not _END.search(self.text)

    @property
    def is_stretch(self) -> bool:
        """Tell whether it spans the year or leads up to one: 全年, 2021年, 到2025年."""
        return self.kind != "limit" and _STRETCH.search(self.text) is not None


_STRETCH: Final = re.compile("年度?(?:内|末|底|期间)?\\Z|五[”」』]?(?:规划)?(?:末|期|时期|期间)")
_WHOLE_YEAR: Final = re.compile("全年(?![龄级制])(?:内)?")
_PLAN: Final = re.compile(
    "[“「『]?十(?P<which>[二三四五六])五[”」』]?(?:规划)?(?P<part>期?末|时期|期间|期内)"
)
_MONTH_END: Final = re.compile("(?<![0-9一二三四五六七八九十个每])[本当次下]?月底(?:以|之)?前")
# The plan counted 十四 ends in 2025.
_BEFORE_PLANS: Final = 1955
_PLANS: Final = {"二": 12, "三": 13, "四": 14, "五": 15, "六": 16}
_NOT_AHEAD: Final = re.compile("(?:近|过去|最近|此前|之前|[发病前]后?|不少于|至少)\\Z")
_END: Final = re.compile("[底末]")
# Days of no known year are worked out in a leap year, so that 29 February stays; the end of
# February is then the 28th.
_SOME_YEAR: Final = 2020
_PLAIN_YEAR: Final = 2021
_FEBRUARY_ENDS: Final = 28
_PARTS: Final = {"底": 1, "末": 1, "上旬": 1, "中旬": 11, "下旬": 21}
_HALVES: Final = {"上半年": (1, 6), "下半年": (7, 12)}


def deadlines(text: str, year: int | None) -> tuple[Deadline, ...]:
    """Return the time limits of ``text`` in order.

    Args:
        text: One sentence.
        year: The year the document plans for; None while it is unknown, and then a day
            without a year of its own stays without.
    """
    year = _known(year)
    found = [
        _read(mention, year)
        for mention in dates(text)
        if not _NOT_AHEAD.search(text, max(0, mention.start - 3), mention.start)
    ]
    found += [
        _stretch(match.start(), match.end(), match.group(), "in", year, year)
        for match in _WHOLE_YEAR.finditer(text)
    ]
    for match in _PLAN.finditer(text):
        last = _BEFORE_PLANS + 5 * _PLANS[match["which"]]
        first = None if match["part"].endswith("末") else last - 4
        kind: Kind = "in" if first else "by"
        found.append(_stretch(match.start(), match.end(), match.group(), kind, first, last))
    found += [
        Deadline(match.start(), match.end(), match.group(), "by")
        for match in _MONTH_END.finditer(text)
    ]
    found.sort(key=lambda deadline: (deadline.start, -deadline.end))
    apart: list[Deadline] = []
    for deadline in found:
        if not apart or deadline.start >= apart[-1].end:
            apart.append(deadline)
    return tuple(apart)


def _stretch(
    start: int, end: int, text: str, kind: Kind, first: int | None, last: int | None
) -> Deadline:
    if last is None:
        return Deadline(start, end, text, kind, month_day="12-31")
    begins = date(first, 1, 1) if first else None
    return Deadline(start, end, text, kind, begins, date(last, 12, 31))


def _read(mention: DateMention, planned: int | None) -> Deadline:
    start, end, text = mention.start, mention.end, mention.text
    named = mention.year or mention.month or mention.day or mention.year_offset
    year = mention.year
    if year is None and planned is not None:
        year = planned + mention.year_offset
    year = _known(year)
    if not named:
        if text.startswith("年内") or text[0] in "今本当":
            return _stretch(start, end, text, "in", year, year)
        return Deadline(start, end, text, "limit")
    past = mention.year_offset < 0 or bool(planned and year and year < planned)
    if mention.kind == "range":
        return _range(mention, year, past)
    first, last = _days(mention, year)
    kind: Kind = mention.kind
    if kind == "from":
        known = first if year else None
        return Deadline(start, end, text, kind, known, None, None, past)
    if text.endswith("前") and mention.day is None:
        # What is due before June is due by the last day of May.
        last = date.fromordinal(first.toordinal() - 1)
    if year is None:
        return Deadline(start, end, text, kind, month_day=f"{last:%m-%d}", past=past)
    return Deadline(start, end, text, kind, None if kind == "by" else first, last, None, past)


def _range(mention: DateMention, year: int | None, past: bool) -> Deadline:
    first, _ = _days(mention, year)
    to_year = _known(mention.to_year) or year
    last = _last(to_year, mention.to_month or 12, mention.to_day, mention.text)
    where = (mention.start, mention.end, mention.text)
    if to_year is None or (year and last < first):
        # 12月至3月 ends in a year that no word names.
        return Deadline(*where, "range", first if year else None, None, f"{last:%m-%d}", past)
    return Deadline(*where, "range", first if year else None, last, None, past)


def _days(mention: DateMention, year: int | None) -> tuple[date, date]:
    """Return the first and the last day of what a mention names, in ``year``."""
    known = year or _SOME_YEAR
    if mention.month is None:
        return date(known, 1, 1), date(known, 12, 31)
    if mention.day is None:
        first, last = _months(mention)
        return date(known, first, 1), _last(year, last, None, mention.text)
    day = _last(year, mention.month, mention.day, mention.text)
    begins = next((start for part, start in _PARTS.items() if part in mention.text), day.day)
    return day.replace(day=begins), day


def _last(year: int | None, month: int, day: int | None, text: str) -> date:
    """Return the day named, or the last of its month; never one that is not."""
    ends = day is None or _END.search(text[-3:]) is not None
    if year is None and day is None:
        day = monthrange(_PLAIN_YEAR, month)[1]
    elif year and ends and (day is None or day >= _FEBRUARY_ENDS):
        day = monthrange(year, month)[1]
    known = year or _SOME_YEAR
    return date(known, month, min(day or 1, monthrange(known, month)[1]))


def _months(mention: DateMention) -> tuple[int, int]:
    month = mention.month or 12
    for words, months in _HALVES.items():
        if words in mention.text:
            return months
    return (month - 2, month) if "季度" in mention.text else (month, month)


def _known(year: int | None) -> int | None:
    """Return the year where it is one of the calendar's."""
    return year if year and 1900 <= year < 2200 else None
