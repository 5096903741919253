"""A likely question of the ledger, read for what it confines; what it is about is left open.

The forms that rules are sure of are read by ``rag.understand.ledger``. Here a form is only
likely, by what was learnt of how people ask: so nothing read here is known to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerAsk, LedgerForm, LedgerOrder, LedgerTopic
from rag.text import DateMention, dates
from rag.understand import ledger_forms as forms
from rag.understand.kinds import unit_asked
from rag.understand.ledger_limits import (
    WHOLLY,
    bounds,
    comparators,
    due,
    due_words,
    figures,
    next_day,
    strike,
    units_named,
    without,
)
from rag.understand.ledger_wide_topics import JOINED, things_named
from rag.understand.ledger_words import quoted

_PERCENT: Final = re.compile(
    f"{forms.PERCENT.pattern}|百分比|百分之(?:几|多少)|百分数|百分点|占比|比率|比例[里类中的]|[含带]比例"
)
_AFTER: Final = re.compile("(?:过了?|过完|晚于)\\Z")
_EARLIER: Final = re.compile("[含算]更早|包括更早|更早的[也都]|前面[^,，。]{0,4}(?:也|一起)")
_LATER: Final = re.compile("(?:之后|以后|过后|后)")
_NAMED_DAY: Final = re.compile("(?:[一-鿿]{2,4}节)?[(]([^()]{1,12})[)](前|之前|以前)?")
_DATED: Final = re.compile(
    f"{forms.DATED.pattern}|时间表|几月|[有带设]期限|到期|期限|最后期限|截止|节点|按时间"
)
_MANY_DAYS: Final = 2
_LIMITS_OF_TIME: Final = frozenset({"工作日", "天", "小时", "分钟"})
"""Measure words of a time limit, which is a number of the ledger and no day."""
_SEVERAL: Final = 2
_MONTHS: Final = re.compile("几月|月份|月底的?都|按月")
_TIME_ORDER: Final = re.compile("到期|期限|截止|节点|时间|日期|完成|完工|时候|交|早|晚|迟")
_SAID: Final = re.compile(
    '写明|标明|写[着的]?[“"]?[0-9年]|写作|注明|明确写|[“"][^“”"]*[底前内][”"]'
)
# 加 adds, where no word begins with it.
_PLUS: Final = re.compile("加上?(?=[一-鿿]{2})(?!加[装固快强大工油速入密盟氢热压班薪])")
# 亿元以上项目 are projects of a kind, and bound no number.
_SIZED: Final = re.compile("[0-9.]*[十百千万亿]+元以上的?(?:[一-鿿]{0,4}?(?:项目|企业|工程))")
# 过2万人次没有: whether a total reaches a number, which whoever reads it can tell.
_REACHES: Final = re.compile(
    "(?:[到过超够破达]没[到过超够破达]|是否|有没有|能不能)?(?:超过|达到|[过到超够破达满有])?[ ]+"
    "(?:了?没有?|了?吗|了?么|不)?(?=[?？。 ]*$)"
)
_FIRST: Final = re.compile("第一个|头一个|头一件|首个|最先|最早|打头|最靠前|最急|最紧|最近到期")
_LAST: Final = re.compile("最后|最晚|最迟|最末|压轴|最靠后")
_LEAST: Final = re.compile("最[少小低短]|倒数|小的那|少的那|低的那|垫底|最末位")
# What tells that the first of several is wanted, of one end or the other.
_SAYS_ORDER: Final = re.compile(
    "最|第[一二三]|头号|居首|榜首|冠军|领先|排[头前]|顶[大多高长]|[大多高长]的那"
    f"|{_FIRST.pattern}|{_LAST.pattern}|{_LEAST.pattern}"
)
_DEEDS: Final = re.compile("措施|举措|办法|做法|政策|怎么(?:做|办|推进)|如何")
_NUMBERS: Final = re.compile(
    "数|量化|指标|目标|任务|多少|(?<!好)几|比例|率|谁|多|少|高|低|大|小|长|重|对照|对比|比|节点|期限"
)
_DEMANDS: Final = re.compile("(?:什么|啥|哪些|怎样的)要求(?!.*(?:数|多少|几|指标|目标))")
_FIGURES: Final = re.compile("数|量化|指标|目标|多少|几|各|占比|比例")
# What wants all that has a number, whatever it is about.
_EVERYTHING: Final = re.compile(
    "(?:凡是?|全部?|所有|一切|每[一个条项]|逐[条项样一]|都|一样样)[^,，。]{0,12}(?:数|指标|目标|任务|承诺|事)"
    "|(?:数|指标|目标|任务|承诺|事)[^,，。]{0,8}(?:全部?|都|逐[条项样一]|一样样|统统)"
)
# Places of no kind in particular are told by what they are counted in.
_PLACES: Final = re.compile("场所|设施|站点|场馆|场地")
_OF_PLACES: Final = tuple("个处座家所")


def wide_ask(
    form: LedgerForm,
    folded: str,
    stripped: str,
    regions: tuple[str, ...],
    every: Sequence[str],
) -> LedgerAsk | None:
    """Return what a question confines that likely wants this form; None where that is nothing.

    Args:
        form: The form that is likely.
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: The regions it names.
        every: All known regions, of which a comparison that names none is made.
    """
    named = _NAMED_DAY.sub(r" \1\2 ", stripped)
    units = units_named(folded)
    text = strike(named) if units else named
    sized = tuple(dict.fromkeys(_SIZED.findall(text)))
    text = _SIZED.sub(" ", text)
    terms, text = quoted(text, WHOLLY)
    days = [day for day in dates(text) if day.month is not None or day.year is not None]
    if len(days) > _MANY_DAYS:
        # Several days are a timetable: all that have one are wanted.
        text, days = without(text, days), []
    bare = without(text, days)
    limits = bounds(bare, binding=form in ("list", "count"))
    signs = comparators(bare) if form != "sum" and limits.free else ()
    rest = _REACHES.sub(" ", _PLUS.sub("、", limits.rest)) if form == "sum" else limits.rest
    topics = things_named(
        rest,
        (*units, unit_asked(folded) or ""),
        dated=bool(days),
        apart=form == "sum" or (form == "compare" and len(regions) < _SEVERAL),
    )
    topics = (*(LedgerTopic(text=one, words=(one,)) for one in sized), *topics)
    if limits.exact and limits.unit and not units:
        units = (limits.unit,)
    if form == "extreme" and not (topics or units) and _PLACES.search(folded):
        units = _OF_PLACES
    first_due, last_due = _due(days, text)
    order = _order(folded) if form == "extreme" else None
    if form in ("list", "count", "extreme") and set(units) & {term.text for term in terms}:
        terms = tuple(term for term in terms if term.text not in units)
    if signs:
        terms = tuple(term for term in terms if WHOLLY.fullmatch(term.text))
    if form == "compare" and len(regions) < _SEVERAL and (len(topics) < 2 or not regions):
        regions = regions or tuple(every)
    scattered = len(dates(named)) > _MANY_DAYS
    dated = (
        (order or "").endswith("deadline")
        or scattered
        or (
            form in ("list", "count")
            and not (days or _LIMITS_OF_TIME & set(units))
            and _DATED.search(folded) is not None
        )
    )
    ask = LedgerAsk(
        form=form,
        guessed=True,
        regions=regions,
        topics=(*terms, *topics),
        each=form in ("sum", "compare")
        and (len(topics) > 1 or (form == "sum" and JOINED.search(rest) is not None)),
        loose=True,
        unit=units[0] if units else (unit_asked(folded) if form == "sum" else None),
        units=units,
        comparators=signs,
        figures=figures(text) if form == "sum" else (),
        years=years_named(days) if form == "sum" else (),
        measured=form in ("sum", "compare")
        or (form == "extreme" and not dated)
        or (not days and not dated and not terms and _wants_figures(folded)),
        percentages=_PERCENT.search(folded) is not None and form != "compare",
        dated=dated,
        monthly=(dated or names_year_alone(days)) and _MONTHS.search(folded) is not None,
        year_end_too=forms.YEAR_END_TOO.search(folded) is not None,
        yearly=form == "extreme" and forms.YEARLY.search(folded) is not None,
        due_from=first_due,
        due_by=last_due,
        due_words=_due_words(days, folded) if last_due else "",
        stated=last_due is not None and _SAID.search(folded) is not None,
        least=limits.least,
        most=limits.most,
        strictly=limits.strictly,
        order=order,
        of_each=order is not None and forms.OF_EACH.search(folded) is not None,
        ranked=forms.RANKED.search(folded) is not None or form == "compare",
        difference=forms.wants_difference(folded),
        times=forms.TIMES.search(folded) is not None,
    )
    return ask if _confines(ask, folded) else None


def _wants_figures(folded: str) -> bool:
    """Tell whether only rows with a number are wanted; 各定了什么要求 wants any."""
    asked = _FIGURES.search(folded)
    return asked is not None and not (asked.group() == "各" and _DEMANDS.search(folded))


def says_other_days(folded: str) -> bool:
    """Tell whether a question asks for other days than it names: 过了6月, 含更早的."""
    after = any(_AFTER.search(folded[: day.start]) for day in dates(folded))
    return after or _EARLIER.search(folded) is not None


def years_named(days: Sequence[DateMention]) -> tuple[str, ...]:
    """Return the years that are named beside each other, in order; empty for fewer than two."""
    years = sorted({str(day.year) for day in days if day.year and day.kind == "in"})
    whole = all(day.month is None and day.to_year is None for day in days)
    return tuple(years) if whole and len(years) == len(days) >= _SEVERAL else ()


def names_year_alone(days: Sequence[DateMention]) -> bool:
    """Tell whether a year is named, and no month of it."""
    return any(day.year is not None and day.month is None for day in days)


def _confines(ask: LedgerAsk, folded: str) -> bool:
    """Tell whether a question says which rows it wants, and wants rows: numbers or days."""
    deeds = _DEEDS.search(folded) and not _NUMBERS.search(folded)
    if deeds or (ask.form == "extreme" and not _SAYS_ORDER.search(folded)):
        return False
    limits = (ask.due_by, ask.due_from, ask.least, ask.most, ask.units or None, ask.order)
    bounded = (
        ask.percentages or ask.dated or ask.comparators or any(one is not None for one in limits)
    )
    if ask.form == "sum":
        return bool(ask.topics or ask.percentages or ask.units)
    if ask.form == "compare":
        told = _NUMBERS.search(bounds(folded, binding=True).rest) is not None
        return bool(ask.topics or ask.units) and told
    named = any(topic.exact for topic in ask.topics)
    if forms.asks_whether(folded):
        return bool(bounded)
    every = ask.topics or _EVERYTHING.search(folded)
    return bool(bounded or named or (ask.measured and every))


def _order(folded: str) -> LedgerOrder:
    order = forms.order_of(folded)
    if order is not None:
        return order
    if _TIME_ORDER.search(folded) and (_FIRST.search(folded) or _LAST.search(folded)):
        return "deadline" if _FIRST.search(folded) else "-deadline"
    return "value" if _LEAST.search(folded) else "-value"


def _due(days: Sequence[DateMention], text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that the dates of a question allow."""
    fit = [day for day in days if not day.year_offset]
    if not fit:
        return None, None
    after = [day for day in fit if _is_after(day, text)]
    before = [day for day in fit if day not in after]
    first, last = due(before)
    if before and before[0].month is None and before[0].year is not None:
        years = years_named(before) or (str(before[0].year),)
        first, last = f"{years[0]}-01-01", f"{years[-1]}-12-31"
    if after:
        _, end = due([after[0].model_copy(update={"kind": "by"})])
        first = next_day(end) if end else first
    return first, last


def _due_words(days: Sequence[DateMention], folded: str) -> str:
    """Return the deadline as documents print it; empty where earlier ones are wanted too."""
    told = days[0].kind == "by" and not _EARLIER.search(folded)
    return due_words(days[0]) if told else ""


def _is_after(day: DateMention, text: str) -> bool:
    return bool(_AFTER.search(text[: day.start]) or _LATER.match(text, day.end))
