"""A likely question of the ledger, read for what it confines; what it is about is left open.

The forms that rules are sure of are read by ``rag.understand.ledger``. Here a form is only
likely, by what was learnt of how people ask: so nothing read here is known to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerAsk, LedgerForm, LedgerOrder, LedgerTopic
from rag.text import DateMention, dates, tagged
from rag.understand import ledger_forms as forms
from rag.understand.kinds import unit_asked
from rag.understand.ledger_frame import FRAME
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
from rag.understand.ledger_words import LONG_ALIAS as _LONG_ALIAS
from rag.understand.ledger_words import alias_of, category_of, is_deed, quoted, topics_of
from rag.understand.thesaurus import shipped_thesaurus

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
_MONTHS: Final = re.compile("几月|月份|月底的?都|按月")
_TIME_ORDER: Final = re.compile("到期|期限|截止|节点|时间|日期|完成|完工|时候|交|早|晚|迟")
_SAID: Final = re.compile(
    '写明|标明|写[着的]?[“"]?[0-9年]|写作|注明|明确写|[“"][^“”"]*[底前内][”"]'
)
# 加 adds, where no word begins with it.
_PLUS: Final = re.compile("加上?(?=[一-鿿]{2})(?!加[装固快强大工油速入密盟氢热压班薪])")
# Between two things that are to be added, of which one alone is no sum.
_JOINED: Final = re.compile("(?<![总求共])和(?!谐)|(?<!参)与|(?<![涉普])及|[跟、]")
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
# What may stand beside a thing and says nothing of it.
_ASIDE: Final = re.compile(
    "(?<=[村镇乡区])里|也算|都算|在内|之类|等等?(?=[,，。?？的]|$)|这(?:边|块|方面|两样|几样|种)|那(?:边|块)|一(?:个)?不落"
    "|劳驾|烦请|麻烦|谢+|请(?:问|提供|列)?|里[头面]|当中|名下|拢共|摆一?起|看看|说清楚|能不能|可不可以"
    "|(?:可以|能)?告诉我|帮[我忙]|给我|我想|想要?(?:知道|了解|看)|都?行|怎么[定规]?[定的]?|一并|一起"
    "|[写带][了着有]*(?:数字?|的)|的?数字?(?:是|都|摆|目标)|全部文件中?|[在到]?第?[一二三两]位"
)  # fmt: skip
_ALSO: Final = re.compile(
    "求和|一共|总共|拢共|加总|相加|总[长数和量额]|一?共(?:计|有)?(?=多少|几|[,，。?？ ]|$)"
    "|数[量据字目]?(?=[,，。?？ ]|$)"
    "|[共有是要为]*(?:多少|几)(?:[个项条件桩处座家所套部亩场人户名元公里]+次?)?"
    "|(?:这|那)?[两二三四五六七八九十几][项样桩宗](?:之?间|里|中|都)?|(?:这|那)?[一几][章节段句块](?:话|里)?"
    "|(?:那|这)(?:儿|部分|段|几句)|最[一-鿿]{1,2}|比例|占比|分别"
    "|[更多少高低大小]+$|是不是|有没有|哪[个项些里样几]"
)
# Places of no kind in particular are told by what they are counted in.
_PLACES: Final = re.compile("场所|设施|站点|场馆|场地")
_OF_PLACES: Final = tuple("个处座家所")
# What is done with what is asked for, and how it is told: 摘出来, 一样样, 比比.
_TELLS: Final = re.compile(
    "点明|几?月底|来[定算说数讲看]|[一-鿿]{1,2}(?:出来?|起来|下来)|[逐一][一样条项桩]样?|(.)\\1|居首|[全都]?拉出来?"
    "|凡是|大概|大约|摘录|摘抄|摘|[量数]级|速[报览]|一览|报告|汇报|逐一|拿出|拿到|能拿|拿|出"
)
# What stands for any thing of its kind.
_GENERIC: Final = frozenset(
    "设施 工程 项目 工作 事业 服务 领域 事情 东西 板块 情况 数字 数据 数量 数目"
    " 建设 规定 面积 长度 规模 老百姓 群众 看得见 摸得着 手头 倒排 名称 年份"
    " 月份 材料 金额 时长 时限 人家 里面 里头 安排 任务量 年度 全年 方面 文件"
    " 一览 名目 个数 单位 涉及 公里 不能 能够 可能 之前 以后 之后 必须 一些"
    " 一样 一下 样子 期限 场所 站点 台账 账本 稿子 倍 征求意见稿 意见稿 征求意见 实施方案 实施意见"
    " 工作安排 任务书 通知 草案 到位 硬杠杠 老板 领导 标准 数值 比率 指标表".split()
)


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
    terms, text = quoted(text, WHOLLY)
    days = [day for day in dates(text) if day.month is not None or day.year is not None]
    if len(days) > _MANY_DAYS:
        # Several days are a timetable: all that have one are wanted.
        text, days = without(text, days), []
    bare = without(text, days)
    limits = bounds(bare, binding=form in ("list", "count"))
    signs = comparators(bare) if form != "sum" and limits.free else ()
    rest = _PLUS.sub("、", limits.rest) if form == "sum" else limits.rest
    topics = _topics(rest, (*units, unit_asked(folded) or ""), dated=bool(days))
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
    if form == "compare" and len(regions) < 2 and (len(topics) < 2 or not regions):
        regions = regions or tuple(every)
    scattered = len(dates(named)) > _MANY_DAYS
    dated = (
        (order or "").endswith("deadline")
        or scattered
        or (form in ("list", "count") and not days and _DATED.search(folded) is not None)
    )
    ask = LedgerAsk(
        form=form,
        guessed=True,
        regions=regions,
        topics=(*terms, *topics),
        each=form in ("sum", "compare")
        and (len(topics) > 1 or (form == "sum" and _JOINED.search(rest) is not None)),
        loose=True,
        unit=units[0] if units else (unit_asked(folded) if form == "sum" else None),
        units=units,
        comparators=signs,
        figures=figures(text) if form == "sum" else (),
        measured=form in ("sum", "compare")
        or (form == "extreme" and not dated)
        or (not days and not dated and not terms and _wants_figures(folded)),
        percentages=_PERCENT.search(folded) is not None and form != "compare",
        dated=dated,
        monthly=dated and _MONTHS.search(folded) is not None,
        year_end_too=forms.YEAR_END_TOO.search(folded) is not None,
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
        difference=forms.DIFFERENCE.search(folded) is not None,
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


def _topics(text: str, units: Sequence[str], *, dated: bool) -> tuple[LedgerTopic, ...]:
    """Return the things a question names, each with the category whose name it is."""
    found: list[LedgerTopic] = []
    named, rest = _subjects(text)
    for topic in topics_of(_frameless(rest), by_dictionary=True):
        if dated and is_deed(topic):
            continue
        telling = tuple(word for word in topic.words if _names(word) and word not in units)
        telling = tuple(word for word in telling if word not in _GENERIC) or ()
        if not telling or (is_deed(topic) and (found or named)):
            continue
        category = category_of(telling)
        official = () if category else _official(topic.text, telling)
        found.append(
            topic.model_copy(update={"words": telling, "category": category, "official": official})
        )
    return (*named, *found)


def _official(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return what documents call a thing, the phrase that closes it above all."""
    meant = shipped_thesaurus().meant(text)
    closing = [one for one in meant if text[one.start : one.end].endswith(words[-1])]
    return closing[-1].official if closing else ()


def _subjects(text: str) -> tuple[tuple[LedgerTopic, ...], str]:
    """Return the categories named by words too long to be anything else, and the rest."""
    named = tuple(
        LedgerTopic(text=word, words=(word,), category=alias_of(word))
        for word in dict.fromkeys(_LONG_ALIAS.findall(text))
    )
    return named, _LONG_ALIAS.sub(" ", text)


def _frameless(text: str) -> str:
    rest = _ASIDE.sub(" ", _ASIDE.sub(" ", text))
    return FRAME.sub(" ", FRAME.sub(" ", _ALSO.sub(" ", rest)))


def _names(word: str) -> bool:
    """Tell whether a word may name a thing: by the dictionary, no particle or adverb."""
    if _TELLS.fullmatch(word):
        return False
    kinds = [kind for _, kind in tagged(word)]
    return len(word) > 1 and any(kind[:1] in "nvsbjlizaxt" for kind in kinds)


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
        year = before[0].year
        first, last = f"{year}-01-01", f"{year}-12-31"
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
