"""The limits that a ledger question sets: on the number, and on the day it is due; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from rag.text import DateMention, dates, quantities
from rag.understand.ledger_sayings import EXACTLY

_MARK: Final = "[“\"「『‘']?"
_END: Final = "[”\"」』’']?"
# Measure words of more than one character, and those of one that are seldom another word.
_MEASURE: Final = (
    "人次|平方公里|平方米|公里|百分点|万元|亿元|小时|分钟|车次|户次|场次|%"
    "|[个处座套家所条部场户人名米吨项件亩元台辆栋幢间次对岁天张艘支宗片株根]"
)
MEASURES: Final = re.compile(f"[十百千万亿]*(?:{_MEASURE})?")
_COUNT: Final = (
    "(?:为|作为?|做为?|来|当)?(?:计量单位|量词|单位|计数|计量|计算|衡量|统计|度量|表示|计|算|数)"
)
# Before a measure word, what makes another word of it: 专家类, 干部数, 办事处数.
_ALONE: Final = "(?<![专国大农干全局事])"
_BY: Final = "(?:[以按用拿]|(?<![讨议结理评无不])论)"
UNIT: Final = re.compile(
    f"{_BY}{_MARK}(?P<a>{_MEASURE}){_END}{_COUNT}的?"
    f"|以{_MARK}(?P<g>[一-鿿%]{{1,4}}?){_END}{_COUNT}的?"
    f"|(?:计量)?(?:单位|量词)[是为用]{_MARK}(?P<b>[一-鿿%]{{1,4}}?){_END}(?:的|$|[,，?？])"
    "|各(?:是)?(?:多少|几)(?P<c>[条处座家所套部亩场])"
    "|(?P<d>[条个处座家所套部亩场户])数(?=最)|(?P<e>人次)(?=最)"
    f"|{_ALONE}{_MARK}(?P<f>{_MEASURE}){_END}[类型]的?(?=[^,，。?？]{{0,6}}(?:指标|目标|任务|承诺|要求|数))"
)
"""Where a question names the measure word of the numbers it asks for."""
WHOLLY: Final = re.compile("全覆盖|动态清零|清零|翻一?番|全年(?!龄)")
"""What makes of a row without a number a target; it need not be quoted."""
_QUOTED: Final = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’]{1,20})[”\"」』’]")
_NUMBER: Final = "([0-9]+(?:[.][0-9]+)?)"
_BETWEEN: Final = re.compile(
    f"{_NUMBER}[^0-9,，月日号年]{{0,2}}(?:到|至|和|与|[-~—])+{_NUMBER}[^0-9,，月日号年]{{0,2}}之间"
)
_PERCENTAGES: Final = frozenset({"百分比", "百分数", "百分率", "百分号", "比例", "比率"})
_ONE: Final = f"(?:[以按用拿]|论)?{_MARK}万?(?:{_MEASURE}){_END}"
_SEVERAL: Final = re.compile(
    f'{_BY}(?P<all>{_MARK}万?(?:{_MEASURE}){_END}(?:(?:[”"]?、[“"]?|、|,|和|或者?|还是|与|及)?{_ONE})*)'
    f"(?:都|来)?{_COUNT}"
)
# Measure words in brackets behind what they count: 不到10个(处、家).
_IN_BRACKETS: Final = re.compile(
    f"[(](?:单位|以|按)?[:：]?(?P<all>{_MARK}(?:{_MEASURE}){_END}(?:[、,/和或]{_ONE})*)(?:计|算)?[)]"
)
_KINDS_OF: Final = re.compile(
    f"(?:in|counted in|measured in|expressed in) (?P<a>{_MEASURE})(?![一-鿿])"
    f"|(?:涉及|涉|关于)(?:到)?(?P<e>亩|公里|人次|平方米|套)的"
    f"|{_ALONE}(?P<b>人次|公里|平方米|亩|套|[座张部条家处])(?:数|类)(?![据字量目])"
    '|(?P<c>人次)(?:类|指标|目标|任务)|带[“"]?(?P<d>[条个处座家所套部亩场户])[”"]?的'
)
# What is asked for by what it is counted in.
_MEANT: Final = (
    (
        re.compile(
            '(?:有哪些|几个|多少|若干个?)工作日|[“"]工作日[”"]|工作日(?:以|之)?内'
            "|工作日(?:类|的)?(?:要求|时限|规定)"
            "|[以按用]工作日|工作日(?:计|限定|为限|来?算)"
        ),
        ("工作日",),
    ),
    (re.compile("(?:面积|亩数)(?:类|的)?(?:指标|目标|任务|要求|的?数)|面积类"), ("亩", "平方米")),
    (
        re.compile("(?:里程|长度|公里数)(?:类|的)?(?:指标|目标|任务|要求)|(?:里程|长度)类"),
        ("公里", "米"),
    ),
    (re.compile("户数(?:类|的)?(?:指标|目标|任务)|户数类"), ("户",)),
    (re.compile("人数|人员数|人或者?人次|多少人(?=的)"), ("人", "名", "人次")),
    (
        re.compile(
            "(?:涉及?|带|关于|写[了着]?)到?(?:钱|资金|金额|经费|款项?)(?=[的数类,，、。?？ ]|$)"
            "|[拿用以按]钱来?(?:衡量|计量|计算|算|计|说话)|金额(?=[)）])|多少(?:钱|资金|金额|经费|款(?![一-鿿]))|钱数|金额(?:类|的|指标|目标|要求)|资金(?:类|指标|数额?|金额)"
        ),
        ("元",),
    ),
)
_TARGETS: Final = "的?(?:[一-鿿]{0,3}(?:指标|要求|目标|任务|条目|规定|数))"
_BOUND_BY: Final = (
    (
        re.compile(
            f'上限|封顶|(?:不超过|不高于|不多于)(?:多少|几|{_TARGETS})|[“"](?:以内|不超过|不高于)[”"]'
        ),
        ("<", "<="),
    ),
    (
        re.compile(
            f"下限|保底|兜底数|(?:不少于|不低于|至少)(?:多少|几|{_TARGETS})"
            '|[“"](?:超过|以上|不少于|不低于|至少)[”"]|[带含写]有?以上'
        ),
        (">", ">="),
    ),
)
_AGES: Final = frozenset({"岁", "周岁"})
_SHORT: Final = 5
"""Characters of ``MM-DD``."""
_TWO: Final = 2
_QUARTER: Final = 3
_SECOND_HALF: Final = 7


def unit_named(folded: str) -> str | None:
    """Return the measure word that a question names as such: 以“亩”为单位, 人次类.

    A percentage has several spellings and is no measure word.
    """
    found = UNIT.search(folded)
    unit = next((unit for unit in found.groups() if unit), None) if found else None
    return None if unit in _PERCENTAGES else unit


def units_named(folded: str) -> tuple[str, ...]:
    """Return all measure words that a question names together: 按座、按家、按部计的目标.

    人数 asks for what people are counted in, 金额 for money. Empty where none is named.
    """
    found: list[str] = []
    for pattern in (_SEVERAL, _IN_BRACKETS):
        for run in pattern.finditer(folded):
            found += re.findall(_MEASURE, run["all"])
    for run in _KINDS_OF.finditer(folded):
        found.append(next(unit for unit in run.groups() if unit))
    found += [unit for words, units in _MEANT if words.search(folded) for unit in units]
    found = ["元" if unit in {"万元", "亿元"} else unit for unit in found]
    return tuple(dict.fromkeys(unit for unit in found if unit not in _PERCENTAGES))


def strike(text: str) -> str:
    """Return a text without the measure words that it names as such."""
    for named in (UNIT, _SEVERAL, _IN_BRACKETS, _KINDS_OF, *(words for words, _ in _MEANT)):
        text = named.sub(" ", text)
    return text


def next_day(day: str) -> str:
    """Return the day after one of ``due``, in its form; 31 December stays."""
    year, month, date_ = (
        (int(day[:4]) if len(day) > _SHORT else 2001),
        int(day[-5:-3]),
        int(day[-2:]),
    )
    if (month, date_) == (12, 31) and len(day) <= _SHORT:
        return day
    after = date(year, month, min(date_, monthrange(year, month)[1])) + timedelta(days=1)
    return after.isoformat()[-len(day) :]


def comparators(folded: str) -> tuple[str, ...]:
    """Return how a question says that the numbers asked for are bound: 有上限的指标."""
    return next((signs for words, signs in _BOUND_BY if words.search(folded)), ())


def dates_unquoted(text: str) -> tuple[str, bool]:
    """Return a text with no marks around a date, and whether there were any."""
    said = False

    def bare(found: re.Match[str]) -> str:
        nonlocal said
        inner = found[1]
        whole = [day for day in dates(inner) if (day.start, day.end) == (0, len(inner))]
        said = said or bool(whole)
        return f" {inner} " if whole else found.group()

    return _QUOTED.sub(bare, text), said


class Bounds(NamedTuple):
    """The bounds that a question sets on the number, and the question without them."""

    least: float | None
    most: float | None
    strictly: bool
    unit: str | None
    rest: str

    @property
    def exact(self) -> bool:
        """Whether one number itself is wanted."""
        return self.least is not None and self.least == self.most

    @property
    def free(self) -> bool:
        """Whether any number will do."""
        return self.least is None and self.most is None


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
    between = _BETWEEN.search(text) if binding else None
    if between:
        least, most = sorted((float(between[1]), float(between[2])))
        text = f"{text[: between.start()]} {text[between.end() :]}"
    rest = text
    for found in reversed(quantities(text)):
        sign, value, start = found.comparator, float(found.value), found.start
        if not binding or found.unit in _AGES:
            # 65岁以上老人 says whom, and binds no number.
            pass
        elif found.value_max is not None:
            least, most = value, float(found.value_max)
        elif sign in {">", ">="}:
            least, strictly = value, strictly or sign == ">"
        elif sign in {"<", "<="}:
            most, strictly = value, strictly or sign == "<"
        elif exactly := EXACTLY.search(text[: found.start]):
            least, most, start = value, value, exactly.start()
        else:
            continue
        if binding and found.unit not in _AGES:
            unit = found.unit or unit
        rest = f"{rest[:start]} {rest[found.end :]}"
    return Bounds(least, most, strictly, unit, rest)


def due(days: Sequence[DateMention]) -> tuple[str | None, str | None]:
    """Return the first and the last day that the dates of a question allow."""
    if not days:
        return None, None
    day = days[0]
    if len(days) == _TWO and _are_months(days):
        # 十月、十一月: what is due in either, and in between.
        day = day.model_copy(update={"to_month": days[1].month})
    first = _day(day.year, day.month, day.day or 1)
    far = (day.to_year or day.year, day.to_month, day.to_day)
    last = _day(*far) if day.to_month else _day(day.year, day.month, day.day)
    if day.kind == "from":
        return first, None
    # 上半年 is named by its last month, and what is due in it is due by then.
    if day.month and day.day is None and day.kind != "by":
        if "季度" in day.text and day.kind != "range" and day.month >= _QUARTER:
            return _day(day.year, day.month - _QUARTER + 1, 1), last
        if "下半年" in day.text:
            return _day(day.year, _SECOND_HALF, 1), last
    if day.kind == "by" or re.search("[上下]半年|年[底末内]", day.text):
        return None, last
    return first, last


def _are_months(days: Sequence[DateMention]) -> bool:
    """Tell whether two dates are whole months of one year, in order."""
    first, second = days
    plain = all(day.kind == "in" and day.month and not day.day for day in days)
    return plain and first.year == second.year and (first.month or 0) < (second.month or 0)


def due_words(day: DateMention) -> str:
    """Return a deadline as documents print it: 六月底之前 is 6月底前."""
    if day.kind != "by" or not re.search("[底末]", day.text):
        return day.text
    return "年底前" if "月" not in day.text else f"{day.month}月底前"


def _day(year: int | None, month: int | None, day: int | None) -> str | None:
    """Return a day as the ledger compares it; of a month without a day, its last."""
    if month is None:
        return None
    # 2000 had a 29 February, as any year may; a day that no month has counts as its last.
    last = monthrange(year or 2000, month)[1]
    short = f"{month:02d}-{min(day or last, last):02d}"
    return f"{year:04d}-{short}" if year else short
