"""Dates and time limits named in a text."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final, Literal, NamedTuple

from rag.schemas import Record
from rag.text.fold import fold_with_offsets
from rag.text.numerals import chinese_integer

DateKind = Literal["by", "on", "in", "from", "range"]


class DateMention(Record):
    """A date, a stretch of the calendar or a time limit, as far as the words tell.

    Attributes:
        start, end: Its place in the text given.
        text: The words themselves, e.g. ``6月底前``.
        year, month, day: What is named; None where it is not. An end that is named counts
            as its last day: 6月底 is 30 June, 年底 31 December; the February of an unknown
            year ends on the 28th. Half-years and quarters are named by their last month,
            a term of school and a feast by the month in which they begin.
        to_year, to_month, to_day: The far end of a range.
        year_offset: 1 for 明年, -1 for 去年, and then ``year`` is None.
        kind: ``by`` a day (前), ``on`` it, ``in`` a year, a month or a time limit (三年内),
            ``from`` it on (起, 以来), or a ``range``.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    to_year: int | None = None
    to_month: int | None = None
    to_day: int | None = None
    year_offset: int = 0
    kind: DateKind


_CN: Final = "[一二三四五六七八九]"
_YEAR_WORDS: Final = (
    rf"(?:(?<![0-9])(?:19|20|21)[0-9]{{2}} ?|[一二](?:[〇零○]|{_CN}){{3}})年(?!代)度?"
)
_RELATIVE_WORDS: Final = "(?<![往历近])(?:今年|明年|后年|去年|前年|本年度?|当年度?)"
_MONTH_WORDS: Final = (
    r"(?<![0-9.个十一二三四五六七八九])"
    rf"(?:(?:1[0-2]|0?[1-9]) ?|十[一二]?|{_CN})月(?![球饼嫂薪租均])"
)
_PART_WORDS: Final = "[上下]半年|第?[一二三四1-4]季度"
# Only what is due before a feast is dated by it; the autumn term begins in September everywhere.
# What goes on as the name of a street, or in a longer numeral, is no feast.
_FEAST_WORDS: Final = (
    "(?<![第0-9一二三四五六七八九十])[“「]?(?:国庆|五一)[”」]?(?:劳动节|节|假期)?"
    "(?=(?:以|之)?前(?![后期往街路巷村门庄院]))"
)
_TERM_WORDS: Final = "秋季(?:学期|开学)(?:开学)?(?!期?[末中间]|结束|以?后|以来)"
_ISO_WORDS: Final = (
    r"(?<![0-9./-])(?:19|20)[0-9]{2}(?P<mark>[-./])(?:1[0-2]|0?[1-9])(?P=mark)"
    r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9/-]|\.[0-9])"
)
_START: Final = re.compile(
    rf"{_ISO_WORDS}|{_YEAR_WORDS}|{_RELATIVE_WORDS}|{_MONTH_WORDS}|{_PART_WORDS}"
    rf"|{_FEAST_WORDS}|{_TERM_WORDS}"
    r"|(?<![0-9一二三四五六七八九十两半多几每成青老少童中])年(?:[底末初]|内(?![容部外涝蒙]))"
    r"|(?<![0-9.])(?:19|20|21)[0-9]{2}(?=(?:[-—–~]{1,2}|至|到)(?:19|20|21)[0-9]{2}年)"
    r"|(?<![0-9.])(?:1[0-2]|[1-9])(?=(?:[-—–~]|至|到)(?:1[0-2]|[1-9])月)"
    r"|(?<![第0-9.一二三四五六七八九十])(?:[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}|半)"
    r"(?:年|个?半年|个月|日|天|周|个?工作日|个?小时|分钟)(?:以|之)?内(?![容部外涝蒙])"
)
_ISO: Final = re.compile(_ISO_WORDS)
_YEAR: Final = re.compile(_YEAR_WORDS)
_RELATIVE: Final = re.compile(_RELATIVE_WORDS)
_MONTH: Final = re.compile(_MONTH_WORDS)
_PART: Final = re.compile(_PART_WORDS)
_OCCASION: Final = re.compile(f"(?:{_FEAST_WORDS})|(?:{_TERM_WORDS})")
_OCCASION_MONTHS: Final = {"国庆": 10, "五一": 5, "秋季": 9}
_BARE_YEAR: Final = re.compile("(?:19|20|21)[0-9]{2}")
_BARE_MONTH: Final = re.compile("1[0-2]|[1-9]")
_DAY: Final = re.compile(
    rf"(?:(?:[12][0-9]|3[01]|0?[1-9]) ?|二十{_CN}?|三十一?|十{_CN}?|{_CN})[日号](?!线|楼|文|令)"
)
_MONTH_PART: Final = re.compile("份?(上旬|中旬|下旬|底|末|初)|份")
_YEAR_PART: Final = re.compile("年?([底末初]|内(?![容部外涝蒙]))")
_END_PART: Final = re.compile("[底末]")
_CLOCK: Final = re.compile(
    r"(?:\((?:星期|周)[一二三四五六日天]\))? ?"
    r"(?:(?:[01]?[0-9]|2[0-4])(?:[时点](?:[0-5]?[0-9]分|半)?|:[0-5][0-9]))?"
)
_JOIN: Final = re.compile(r" ?(?:[-—–~]{1,2}|起?至|起?到) ?")
_LEAD: Final = re.compile(r"(?:截至|截止到?|[到至])\Z")
_BY: Final = re.compile(r"(?:(?:以|之)?前)(?![三两]天|[后期往景沿瞻])")
_FROM: Final = re.compile(r"起(?![草诉步来])|开始|以来|(?:以|之)?后(?![期续勤备])")
_OFFSETS: Final = {"今年": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2}


class _Point(NamedTuple):
    """A point or stretch of the calendar within a folded text."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    offset: int = 0
    # True where a single day is meant, named or as the end of something longer.
    exact: bool = False


def dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates, stretches of the calendar and time limits of ``text``, in order.

    A year has four digits and its 年: neither document numbers (〔2021〕319号) nor names
    (十四五) are dates. A time limit such as 三年内 has no year, month or day; it is a
    quantity as well.
    """
    folded = fold_with_offsets(text)
    found: list[DateMention] = []
    at = 0
    while match := _START.search(folded.text, at):
        mention = _mention(folded.text, match)
        at = max(mention.end, match.end())
        span = folded.span(mention.start, mention.end)
        found.append(
            mention.model_copy(
                update={
                    "start": span.start,
                    "end": span.end,
                    "text": text[span.start : span.end],
                }
            )
        )
    return tuple(found)


def _mention(text: str, match: re.Match[str]) -> DateMention:
    start = match.start()
    if match.group().endswith("内") and match.group() != "年内":
        return DateMention(start=start, end=match.end(), text="", kind="in")
    point = _point(text, start)
    join = _JOIN.match(text, point.end)
    far = _far_end(text, join.end(), point) if join else None
    last = far or point
    by, since = _BY.match(text, last.end), _FROM.match(text, last.end)
    kind: DateKind = "on" if point.exact else "in"
    end = last.end
    if far:
        kind = "range"
    elif by:
        kind, end = "by", by.end()
    elif since:
        kind, end = "from", since.end()
    elif lead := _LEAD.search(text, max(0, start - 3), start):
        kind, start = "by", lead.start()
    elif not point.exact and text.startswith("内", end):
        end += 1
    return DateMention(
        start=start,
        end=end,
        text="",
        year=point.year,
        month=point.month,
        day=point.day,
        to_year=far.year if far else None,
        to_month=far.month if far else None,
        to_day=far.day if far else None,
        year_offset=point.offset,
        kind=kind,
    )


def _far_end(text: str, at: int, near: _Point) -> _Point | None:
    """Return the far end of a range; what it leaves out it shares with the near end."""
    if near.month and near.day and (day := _DAY.match(text, at)):
        return _Point(_after_clock(text, day.end()), near.year, near.month, _number(day.group()))
    if not _START.match(text, at):
        return None
    far = _point(text, at)
    return far._replace(year=far.year or near.year) if far.end > at else None


def _point(text: str, at: int) -> _Point:
    if iso := _ISO.match(text, at):
        parts = iso.group().split(iso["mark"])
        at = _after_clock(text, iso.end())
        return _Point(at, int(parts[0]), int(parts[1]), int(parts[2]), exact=True)
    year_number: int | None = None
    offset = 0
    if year := _YEAR.match(text, at):
        year_number, at = _number(year.group()), year.end()
    elif relative := _RELATIVE.match(text, at):
        offset, at = _OFFSETS.get(relative.group(), 0), relative.end()
    elif bare := _BARE_YEAR.match(text, at):
        return _Point(bare.end(), int(bare.group()))
    if month := _MONTH.match(text, _after_space(text, at)):
        point = _in_month(text, month, year_number)
    elif part := _PART.match(text, at):
        point = _in_part(text, part, year_number)
    elif occasion := _OCCASION.match(text, at):
        named = next(month for word, month in _OCCASION_MONTHS.items() if word in occasion.group())
        point = _Point(occasion.end(), year_number, named)
    elif end := _YEAR_PART.match(text, at):
        point = _year_end(end, year_number)
    elif (bare := _BARE_MONTH.match(text, at)) and year_number is None and not offset:
        point = _Point(bare.end(), month=int(bare.group()))
    else:
        point = _Point(at, year_number)
    return point._replace(offset=offset)


def _in_month(text: str, match: re.Match[str], year: int | None) -> _Point:
    month, at = _number(match.group()), match.end()
    if day := _DAY.match(text, _after_space(text, at)):
        number = _number(day.group())
        return _Point(_after_clock(text, day.end()), year, month, number, exact=True)
    part = _MONTH_PART.match(text, at)
    if part is None:
        return _Point(at, year, month)
    day_number = {
        "上旬": 10,
        "中旬": 20,
        "下旬": _last_day(year, month),
        "底": _last_day(year, month),
        "末": _last_day(year, month),
    }.get(part[1] or "")
    return _Point(part.end(), year, month, day_number, exact=part[1] in {"底", "末"})


def _in_part(text: str, match: re.Match[str], year: int | None) -> _Point:
    words = match.group()
    if words.endswith("半年"):
        month = 6 if words[0] == "上" else 12
    else:
        quarter = words.removeprefix("第")[0]
        month = 3 * (int(quarter) if quarter.isdecimal() else chinese_integer(quarter))
    if end := _END_PART.match(text, match.end()):
        return _Point(end.end(), year, month, _last_day(year, month), exact=True)
    return _Point(match.end(), year, month)


def _year_end(match: re.Match[str], year: int | None) -> _Point:
    if match[1] in "底末":
        return _Point(match.end(), year, 12, 31, exact=True)
    return _Point(match.end(), year, 1 if match[1] == "初" else None)


def _after_clock(text: str, at: int) -> int:
    match = _CLOCK.match(text, at)
    return match.end() if match and match.group().strip() else at


def _after_space(text: str, at: int) -> int:
    return at + 1 if text.startswith(" ", at) else at


def _number(words: str) -> int:
    digits = re.sub("[年度月日号 ]", "", words)
    return int(digits) if digits.isdecimal() else chinese_integer(digits)


def _last_day(year: int | None, month: int) -> int:
    return monthrange(year or 2021, month)[1]
