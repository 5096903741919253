"""Whether a question asks the ledger as a whole, and for what; by rules, and in doubt not.

A question for one figure of one thing is an ordinary question of fact. What asks the
ledger lists, counts, adds up, compares, or looks for the most and the soonest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerAsk, LedgerForm, LedgerOrder, LedgerTopic
from rag.text import dates
from rag.understand.kinds import unit_asked
from rag.understand.ledger_limits import bounds, due, due_words, figures, without
from rag.understand.ledger_words import category_named, is_deed, quoted, topics_of

_FORMS: Final[tuple[LedgerForm, ...]] = ("extreme", "sum", "count", "compare", "list")
_FEW: Final = 2
_MEASURED: Final = re.compile(
    "(?:量化|数量|数值|定量|数字|具体数字|硬性?)(?:的|性|类|化|考核)*(?:指标|目标|任务|要求|承诺)"
    "|(?:具体|硬性?|明确)的?(?:数字|数值|数量)(?!化)|数字(?:目标|指标)|哪些数字"
)
_PERCENT: Final = re.compile("百分[比率数]|百分之几的|比例类|百分点指标|%的?(?:指标|目标)")
_NOUN: Final = (
    '(?:指标|目标|任务|承诺|事项|工作(?![措报方举])|时间节点|节点|时限|期限|要求(?![“"「]))'
)
_TARGET: Final = re.compile("指标|目标|任务|承诺|数量|数目")
_DATED: Final = re.compile("(?:截止|完成|办结)(?:时间|日期|时限)|时限|期限|时间节点|节点|时间要求")
# What makes of a row without a number a target; it need not be quoted.
_WHOLLY: Final = re.compile("全覆盖|动态清零|清零|翻一?番|全年(?!龄)")
_WHICH: Final = "(?:哪些|哪几[项个条件类]?|有哪|有什么|有啥|是什么|什么(?!时候|意思|叫|是))"
_LISTS: Final = re.compile(
    f"{_WHICH}|列出|列举|列一?下|列全|清单|汇总|盘点|梳理|都有啥|[定写]了.{{0,6}}数字"
)
_SHORT_LIST: Final = re.compile(f"(?:{_MEASURED.pattern}|考核指标|约束性指标)[?？。 ]*$")
_BOUNDED: Final = re.compile("以上|以下|以内|超过|不少于|不低于|至少|高于|低于|大于|小于|多于|少于")
_WHETHER: Final = re.compile("有没有|是否|是不是|能否|吗[?？。 ]*$")
_DEMANDS: Final = re.compile('(?:要求|写明|写[着了]|实现|做到|用了)[^“"「]{0,4}[“"「]')
# What is said of a day that is no limit by its own words: 于2月1日召开 sets none.
_LIMITS: Final = re.compile(
    "任务|指标|目标|节点|完成|到期|截止|办[好结完]|落[实地]|开工|启动|建成|交付"
)
_COUNTS: Final = re.compile(
    f"(?:多少|(?<![哪第好])几)[个项条件类]?(?:的)?[^,，。?？多少几哪]{{0,12}}?{_NOUN}"
    f"|{_NOUN}[^,，。?？]{{0,8}}?(?:有|是|共|共有|总共有?|一共有?)(?:多少|几)[个项条件]"
    "(?:$|[?？,，。 ])"
    "|(?:多少|(?<![哪第好])几)[个项]数字?(?:$|[?？,，。 ])"
)
_SUMS: Final = re.compile(
    "一共|总共|总计|合计|共计|合起来|加起来|加在一起|加一起|加总|相加|之和|总和|总数|累计共"
)
_FIGURE: Final = re.compile("多少|(?<![哪第好])几(?!乎|项工作)")
_COMPARES: Final = re.compile(
    "对比|比较|对照|相比|差多少|多多少|少多少|各|分别|哪个?[区市县]|哪个地方|哪[边里儿](?:的|更|多|少|高)"
    "|谁(?:的|更|多|少|高|低|没)"
)
_OF_FIGURES: Final = re.compile(
    "多少|(?<![哪第好])几(?!乎)|指标|目标|数量|数目|人数|人次|时间节点|率"
    "|[更最]?[多少](?:$|[?？,，。 ])"
)
_EACH: Final = re.compile(
    "各(?:自)?(?:是|有|为|要|建)?(?:多少|几)|分别(?:是|有|为)?(?:多少|几)|各有哪些"
    "|(?:都|全部?)列|列出来"
)
_RANKED: Final = re.compile("哪个|谁|对比|比较|相比|多多少|少多少|差多少")
_WHOSE: Final = re.compile("哪个?[区市县]|哪个地方|谁")
_EXTREMES: Final[tuple[tuple[LedgerOrder, re.Pattern[str]], ...]] = (
    ("deadline", re.compile("最早|最先|最快到期|最近到期|最紧")),
    ("-deadline", re.compile("最晚|最迟|最后到期|最后完成|最末")),
    (
        "-value",
        re.compile("最多(?!跑|可)|最大(?!限|程)|最长(?!不)|最高(?![人法检限奖补不可])"),
    ),
    ("value", re.compile("最[少小短](?!于)|最低(?![收工生标限保价消不于])")),
)
_SOME_ONE: Final = re.compile("哪|什么|谁|啥")
_UNIT: Final = re.compile(
    '以[“"「]?(?P<a>[一-鿿%]{1,4}?)[”"」]?(?:为单位|来?计|作单位)'
    '|单位[是为][“"「]?(?P<b>[一-鿿%]{1,4}?)[”"」]?(?:的|$|[,，?？])'
    "|各(?:是)?(?:多少|几)(?P<c>[条处座家所套部亩场])"
    "|(?P<d>[条个处座家所套部亩场户])数(?=最)|(?P<e>人次)(?=最)"
)
_STATED: Final = re.compile("写明|标明|注明|载明|写的是|明确写|标注")
_WIDE: Final = re.compile("相关|有关")
_ANY_DEED: Final = re.compile(f"{_NOUN}|完成|办[好结完]|到期|落[实地]|截止|结束|做完")
_ENUMERATED: Final = re.compile(r"[一-鿿]{2,10}(?:、[一-鿿]{2,10})+")
# What is struck out before the things asked for are read.
_FRAME: Final = re.compile(
    "^[^:：,，]{0,8}问[:：]|请?(?:帮我|给我|麻烦)|做个|"
    + "|".join(
        part.pattern
        for part in (_MEASURED, _PERCENT, _DATED, _UNIT, _STATED, _SUMS, _EACH, _WHOSE, _LISTS)
    )
    + f"|{_NOUN}|对比|比较|对照|相比|各(?:自)?(?![种类])|分别|最[多大高长少小低短早先晚迟快近后紧]"
    "|(?:有|是|为|要|达到?|共)?(?:多少|(?<![第好])几)[个项条件处座家所套部亩场人户名元]?次?"
    "|哪(?:个|项|条|里|些|儿)?|超过|以上|以下|以内|不少于|至少|低于|高于|大于|小于|少于|多于|不足"
    "|(?:相关|有关|涉及|方面|领域|类)的?|数量|数目(?!标)|数字|多少|按[^,，。]{0,3}来?算|要求|写没写|没有写"
)


def ledger_ask(
    folded: str, stripped: str, regions: tuple[str, ...], every: Sequence[str]
) -> LedgerAsk | None:
    """Return what a folded Chinese question asks of the ledger; None for any other question.

    Args:
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: The regions it names.
        every: All known regions, of which a comparison that names none is made.
    """
    terms, text = quoted(stripped, _WHOLLY if re.search(_NOUN, folded) else None)
    days = [day for day in dates(text) if day.month is not None or day.year is not None]
    form = _form(folded, regions, every)
    if form is None:
        return None
    limits = bounds(without(text, days), binding=form in ("list", "count"))
    unit = _named_unit(folded) or limits.unit
    summing = form == "sum"
    if summing and not unit:
        unit = unit_asked(folded)
    rest = _FRAME.sub(" ", _FRAME.sub(" ", limits.rest))
    category, topics = _about(rest, text)
    category = None if summing else category
    if days and _ANY_DEED.search(folded):
        # What is due by a day may be finished, begun or handed over.
        topics = tuple(topic for topic in topics if not is_deed(topic))
    topics = (*(t for t in terms if t.text != unit), *topics)
    limiting = [
        day
        for day in days
        if day.month and not day.year_offset and (day.kind == "by" or _LIMITS.search(folded))
    ]
    first_due, last_due = due(limiting)
    order = _order(folded) if form == "extreme" else None
    ask = LedgerAsk(
        form=form,
        regions=regions if form != "compare" or regions else tuple(every),
        topics=() if category else topics,
        each=len(topics) > 1 and bool(_EACH.search(folded)) and not category,
        wide=_WIDE.search(folded) is not None,
        category=category,
        unit=unit,
        figures=figures(text) if summing else (),
        measured=_MEASURED.search(folded) is not None or form == "sum",
        percentages=_PERCENT.search(folded) is not None,
        dated=_DATED.search(folded) is not None or (order or "").endswith("deadline"),
        due_from=first_due,
        due_by=last_due,
        due_words=due_words(limiting[0]) if last_due else "",
        stated=last_due is not None and _STATED.search(folded) is not None,
        least=limits.least,
        most=limits.most,
        strictly=limits.strictly,
        order=order,
        ranked=_RANKED.search(folded) is not None,
    )
    return ask if _is_whole(ask, folded) else None


def plain_ask(stripped: str, regions: tuple[str, ...]) -> LedgerAsk:
    """Return the rows of what a folded question names, for who asks for the ledger itself."""
    terms, text = quoted(stripped)
    category, topics = _about(_FRAME.sub(" ", text), text)
    return LedgerAsk(
        form="list",
        regions=regions,
        category=category,
        topics=(*terms, *(() if category else topics)),
    )


def _form(folded: str, regions: Sequence[str], every: Sequence[str]) -> LedgerForm | None:
    """Return the form of the answer wanted, the narrower first."""
    places = regions or (every if _WHOSE.search(folded) else ())
    says = {
        # 最低不少于 and the like bound a number, and ask for none.
        "extreme": _order(folded) and _SOME_ONE.search(folded) and re.search(_NOUN, folded),
        "sum": _SUMS.search(folded) and _FIGURE.search(folded) and not _COUNTS.search(folded),
        "count": _COUNTS.search(folded),
        "compare": len(places) > 1 and _COMPARES.search(folded) and _OF_FIGURES.search(folded),
        "list": _LISTS.search(folded)
        or (_EACH.search(folded) and _ENUMERATED.search(folded))
        or _SHORT_LIST.search(folded)
        or (_BOUNDED.search(folded) and re.search(f"{_NOUN}[?？。 ]*$", folded)),
    }
    if _WHETHER.search(folded):
        return None
    return next((form for form in _FORMS if says[form]), None)


def _is_whole(ask: LedgerAsk, folded: str) -> bool:
    """Tell whether a question asks for all rows of some property, not for one thing."""
    named = re.search(_NOUN, folded) is not None or _MEASURED.search(folded) is not None
    if any(topic.exact for topic in ask.topics):
        named = named or _DEMANDS.search(folded) is not None
    bounded = (
        ask.percentages
        or ask.least is not None
        or ask.most is not None
        or ask.due_by is not None
        or _named_unit(folded) is not None
        or any(topic.exact for topic in ask.topics)
    )
    match ask.form:
        case "extreme":
            return named
        case "sum":
            # Where one row counts it all that is a fact; no fewer than two are added up.
            return bool(ask.topics or ask.percentages)
        case "compare":
            return bool(ask.topics) or ask.category is not None
        case "count":
            return bounded or ask.measured or ask.category is not None or not ask.topics
        case _:
            return _is_list(ask, folded, named=named, bounded=bounded)


def _is_list(ask: LedgerAsk, folded: str, *, named: bool, bounded: bool) -> bool:
    """Tell whether a list is wanted of all rows; see ``_is_whole``."""
    asks_figure = _FIGURE.search(folded) is not None
    if ask.each and (ask.dated or (asks_figure and not bounded) or len(ask.topics) > _FEW):
        return True
    which = re.search(_WHICH, folded) is not None
    if asks_figure and not which:
        return False
    if ask.due_by is not None:
        # 什么任务 of one thing named asks a fact of it.
        return which and (not ask.topics or "哪" in folded)
    bounded = bounded or ask.due_from is not None
    return named and (
        bounded
        or ask.measured
        or ask.dated
        or (ask.category is not None and _TARGET.search(folded) is not None)
        or (not ask.topics and "指标" in folded)
        or ("考核" in folded and "指标" in folded)
    )


def _about(rest: str, text: str) -> tuple[str | None, tuple[LedgerTopic, ...]]:
    """Return the category named, or the things named; a list spelt out is what counts."""
    listed = _ENUMERATED.search(text)
    if listed and category_named(listed.group()) is None:
        things = topics_of(_FRAME.sub(" ", listed.group()))
        if len(things) > 1:
            return None, things
    topics = topics_of(rest)
    joined = "、".join(topic.text for topic in topics)
    return category_named(joined), topics


def _order(folded: str) -> LedgerOrder | None:
    return next((order for order, words in _EXTREMES if words.search(folded)), None)


def _named_unit(folded: str) -> str | None:
    found = _UNIT.search(folded)
    return next((unit for unit in found.groups() if unit), None) if found else None
