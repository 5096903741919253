"""Quantities: numbers with their measure words, in figures or Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from rag.schemas import Record
from rag.text.dates import dates
from rag.text.fold import fold_with_offsets
from rag.text.measures import NOT_AFTER_CHINESE, UNIT, canonical
from rag.text.numerals import DIGITS, TENTHS, chinese_integer, tenths

Comparator = Literal["=", ">=", ">", "<=", "<"]


class Quantity(Record):
    """A number that counts or measures something.

    Attributes:
        start, end: Place of the number and its measure word in the text given; words that
            compare (不少于, 以上) stand outside.
        text: The words themselves, e.g. ``1.3万人次``.
        value: 13000 for 1.3万人次, 30 for 30%, for 百分之三十 and for 三成.
        value_max: The far end of a range, or None.
        unit: Measure word in its one spelling; empty for a bare number.
        comparator: What the words beside it say; ``=`` where they say nothing, None for a
            range and for 约, 近, 左右.
        is_percentage: True for %; percentage points (百分点) are none.
    """

    start: int
    end: int
    text: str
    value: Decimal
    value_max: Decimal | None = None
    unit: str = ""
    comparator: Comparator | None = "="
    is_percentage: bool = False


_LONGEST: Final = 40
"""Most characters of a quantity: beyond that no decimal holds every digit."""
_FIGURE: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALE: Final = (
    "(?:[十百千]?万亿?|[十百千](?![分米克瓦伏卡佳度强])|亿| ?(?:thousand|million|billion)(?![a-z]))"
)
_SCALES: Final = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_CHINESE: Final = "[零〇一二两三四五六七八九十百千万亿]"
_MORE: Final = "余|多(?!元化|样|媒|式|党)|来(?=[个名家人])"
_RANGE: Final = "[-—–~]{1,2}|至|到"
_NOT_AFTER: Final = "[第每任同另某唯统专进逐这那几数零〇一二两三四五六七八九十百千万亿0-9.]"
"""What makes of a Chinese numeral the rest of a longer one, or no number at all."""
_NUMBER: Final = re.compile(
    rf"(?<![0-9a-z_/@#第〔\[])(?<![0-9][.,:])(?P<low>{_FIGURE})(?P<low_odd>[余多](?={_SCALE}))?(?P<low_scale>{_SCALE})?"
    rf"(?:(?P<low_more>{_MORE}))? ?(?P<low_unit>{UNIT})?"
    rf"(?:(?:{_RANGE})(?P<high>{_FIGURE})(?P<high_scale>{_SCALE})?"
    rf"(?:{_MORE})? ?(?P<high_unit>{UNIT})?)?"
    rf"|(?P<per>百分之(?P<per_low>[零〇一二两三四五六七八九十百点]+|{_FIGURE})"
    rf"(?:(?:{_RANGE})(?:百分之)?(?P<per_high>[零〇一二两三四五六七八九十百点]+|{_FIGURE}))?)"
    rf"|(?<!{_NOT_AFTER})"
    rf"(?P<tenths>[一二两三四五六七八九](?=(?:{_RANGE}){TENTHS})|{TENTHS})"
    rf"(?:(?:{_RANGE})(?P<tenths_high>{TENTHS}))?(?P<tenths_more>{_MORE})?"
    rf"|(?<!{_NOT_AFTER})"
    rf"(?P<chinese>{_CHINESE}{{1,9}})(?P<chinese_more>[余多])?"
    rf"(?:(?:至|到|-)(?P<chinese_high>{_CHINESE}{{1,9}}))?"
    rf"(?P<chinese_unit>{UNIT})"
)
_VALID_CHINESE: Final = re.compile(
    "(?=[一二两三四五六七八九十])"
    "(?:(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?亿)?"
    "(?:(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?万)?"
    "(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?"
)
# With 一 only what plainly counts: 一批, 一次性, 一起, 一系列 count nothing.
_AFTER_ONE: Final = frozenset("个名家所座处项户台辆套栋间倍亩元") | {
    "个月",
    "工作日",
    "小时",
    "公里",
}
# Slogans and names that count their parts: 两个维护, 八项规定, 一事一议.
_SLOGAN: Final = re.compile(
    "部制|个(?:维护|意识|自信|确立|全面|不摘|坚持|务必|一律|一百年|不)|项(?:规定|机制改革)|次(?:产业|供水|创业|元|供气|污染|利用|会议|全会)"
    "|[人事户门窗村点企园品业岗]一|人行|年(?:行动|计划|攻坚|规划)"
)
# 三年行动 and 5日 name something; 三年内 and 满5日 measure.
_DURATIONS: Final = frozenset("年天日周")
_DURATION_AFTER: Final = re.compile("(?:以|之)?[内上下]|以后|之?后")
_DURATION_BEFORE: Final = re.compile("(?:满|于|连续|超过|达到?|近|至少|过|为期?|长达)\\Z")
# What makes of a number a name, a clock time or part of an address.
_NAME_AFTER: Final = re.compile(
    r" ?号|[级期届线路室楼版字令中院时点年月日]|[a-z_@#+/=〕\]\\×]|-[0-9a-z]|\.[0-9a-z]|:[0-9]"
)
_NAME_BEFORE: Final = re.compile(
    r"(?:附件|附表|问题|表|图|第|专栏|注|邮编:?|电话:?|[0-9][时点]) ?\Z|[\\×]\Z"
)
_TELEPHONE: Final = re.compile("1[3-9][0-9]{9}")
_LABEL_AFTER: Final = re.compile(r"[.、)](?![0-9])")
_TITLES: Final = re.compile("《[^《》]{1,60}》")
_NAMES: Final = re.compile(f"“[^“”]{{1,12}}”|「[^「」]{{1,12}}」|{_TITLES.pattern}")

_BEFORE: Final = re.compile(
    r"(?:(?P<ge>不(?:得)?(?:少|低|小)于|不下于|至少|最少|最低|达到?了?|(?<!不)满)"
    r"|(?P<le>不(?:得)?(?:超过?|高于|多于|大于|突破)|最多|至多|最高(?:可达|可|给予|补助|奖励|不超过)?)"
    r"|(?P<gt>超过?了?|突破了?|高于|多于|大于|逾|高出)"
    r"|(?P<lt>低于|少于|小于|不足|未满|不满|不到)"
    r"|(?P<about>约为?|大约|将近|近|接近|大概))(?:人民币)? ?\Z"
)
_AFTER: Final = re.compile(
    r" ?(?:(?P<ge>(?:及|或|\(含\))?以上|起步)"
    r"|(?P<le>(?:及|或|\(含\))?(?:以|之)[内下]|内(?![容部外涝蒙]))"
    r"|(?P<about>左右|上下|前后))"
)
_SIGNS: Final[dict[str, Comparator | None]] = {
    "ge": ">=",
    "gt": ">",
    "le": "<=",
    "lt": "<",
    "about": None,
}


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of ``text`` in order.

    Numbers within names are none: 十四五, 第二, 二期, 319号, 5G, 3+N+15, “351”, 一体化; nor
    are dates, clock times and the labels of clauses. Chinese numerals count only before a
    measure word, and a duration in them only where it is one (三年内, not 三年行动).
    """
    # A full-width comma parts numbers; only the other kind groups their digits.
    folded = fold_with_offsets(text.replace("，", "、"))
    named = [date for date in dates(text) if date.year or date.month or date.day]
    passed = 0
    found: list[Quantity] = []
    at = 0
    while match := _NUMBER.search(folded.text, at):
        reading = _read(folded.text, match)
        # What is no range may hold another quantity further on.
        at = reading.end if reading else match.end("low" if match["low"] else 0)
        if reading is None:
            continue
        span = folded.span(match.start(), reading.end)
        words = text[span.start : span.end]
        while passed < len(named) and named[passed].end <= span.start:
            passed += 1
        dated = passed < len(named) and named[passed].start < span.end
        # ① folds to 1.
        circled = words[0].isdigit() and not words[0].isdecimal()
        if dated or circled:
            continue
        unit = canonical(reading.unit)
        found.append(
            Quantity(
                start=span.start,
                end=span.end,
                text=words,
                value=reading.low,
                value_max=reading.high,
                unit=unit,
                comparator=_comparator(folded.text, match.start(), reading),
                is_percentage=unit == "%",
            )
        )
    return tuple(found)


class _Reading(NamedTuple):
    """What a match says, within the folded text."""

    end: int
    low: Decimal
    high: Decimal | None = None
    unit: str = ""
    more: bool = False


def _read(text: str, match: re.Match[str]) -> _Reading | None:
    if match["per"]:
        high = match["per_high"]
        return _Reading(
            match.end(), _decimal(match["per_low"]), _decimal(high) if high else None, "%"
        )
    if match["tenths"]:
        low, high = tenths(match["tenths"]), match["tenths_high"]
        return _Reading(
            match.end(), low, tenths(high) if high else None, "%", bool(match["tenths_more"])
        )
    if match.end() - match.start() > _LONGEST:
        return None
    reading = _read_chinese(match) if match["chinese"] else _read_figures(match)
    if reading is None:
        return None
    if reading.unit:
        return None if _is_name(text, match.start(), reading) else reading
    return None if _is_bare_name(text, match.start(), reading.end) else reading


def _read_chinese(match: re.Match[str]) -> _Reading | None:
    numeral, unit, high = match["chinese"], match["chinese_unit"], match["chinese_high"]
    # 二 alone orders (二次供水); what counts is 两.
    if numeral == "二" or (numeral == "一" and not high and canonical(unit) not in _AFTER_ONE):
        return None
    if unit in NOT_AFTER_CHINESE:
        return None
    if not _VALID_CHINESE.fullmatch(numeral) or (high and not _VALID_CHINESE.fullmatch(high)):
        return None
    low, far = chinese_integer(numeral), chinese_integer(high) if high else None
    if far is not None and far <= low:
        return None
    return _Reading(
        match.end(),
        Decimal(low),
        Decimal(far) if far is not None else None,
        unit,
        bool(match["chinese_more"]),
    )


def _read_figures(match: re.Match[str]) -> _Reading | None:
    low_unit, high_unit = match["low_unit"], match["high_unit"]
    low_scale, more = match["low_scale"] or "", bool(match["low_more"] or match["low_odd"])
    digits = match["low"]
    if _TELEPHONE.fullmatch(digits) and low_unit != "元":
        return None
    if match["high"]:
        if not low_unit and not low_scale:
            low_scale = match["high_scale"] or ""
        low, high = _scaled(digits, low_scale), _scaled(match["high"], match["high_scale"])
        same = not low_unit or canonical(low_unit) == canonical(high_unit or "")
        if high_unit and same and low < high:
            return _Reading(match.end(), low, high, high_unit)
        if not low_unit:
            return None
    if low_unit:
        return _Reading(match.end("low_unit"), _scaled(digits, low_scale), None, low_unit, more)
    if not low_scale and (len(digits) > 6 or (digits[0] == "0" and digits[1:2].isdigit())):
        return None
    end = match.end("low_scale") if low_scale else match.end("low")
    return _Reading(end, _scaled(digits, low_scale), None, "", more)


def _is_name(text: str, start: int, reading: _Reading) -> bool:
    """Tell whether a number with a measure word is part of a name or a slogan."""
    unit_start = reading.end - len(reading.unit)
    if _SLOGAN.match(text, unit_start):
        return True
    chinese = not text[start].isdecimal()
    if reading.unit in _DURATIONS and (chinese or reading.unit == "日"):
        return not (
            _DURATION_AFTER.match(text, reading.end)
            or _DURATION_BEFORE.search(text, max(0, start - 3), start)
        )
    return _in_name(_NAMES if chinese else _TITLES, text, start, reading.end)


def _is_bare_name(text: str, start: int, end: int) -> bool:
    """Tell whether a number without a measure word is a name, a label or a time."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before in {"+", "-"} and text[start - 2 : start - 1].isalnum():
        return True
    if _NAME_BEFORE.search(text, max(0, start - 6), start) or _NAME_AFTER.match(text, end):
        return True
    if before == "(" and after == ")":
        return True
    at_boundary = not before or before.isspace() or before in "。;:!?"
    if at_boundary and _LABEL_AFTER.match(text, end):
        return True
    return _in_name(_NAMES, text, start, end)


def _in_name(names: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return any(
        name.start() < start and end < name.end()
        for name in names.finditer(text, max(0, start - 62), end + 62)
    )


def _comparator(text: str, start: int, reading: _Reading) -> Comparator | None:
    before = _BEFORE.search(text, max(0, start - 8), start)
    after = _AFTER.match(text, reading.end)
    says = before.lastgroup if before else None
    if says in {None, "about"} and after:
        says = after.lastgroup
    if says:
        return _SIGNS[says]
    if reading.more:
        return ">"
    return "=" if reading.high is None else None


def _scaled(digits: str, scale: str | None) -> Decimal:
    value = Decimal(digits.replace(",", ""))
    words = (scale or "").strip()
    for part in [words] if words.isascii() and words else words:
        value *= _SCALES[part]
    # 1.30万 is 13000, not 1.30E+4.
    return value.normalize() + 0


def _decimal(words: str) -> Decimal:
    if words[0].isdecimal():
        return _scaled(words, "")
    whole, _, fraction = words.partition("点")
    places = "".join(str(DIGITS.get(c, "")) for c in fraction)
    return Decimal(f"{chinese_integer(whole or '零')}.{places or 0}").normalize() + 0
