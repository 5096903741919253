"""Which form of answer a question of the ledger wants, by the words it asks in; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerForm, LedgerOrder
from rag.text.numerals import chinese_integer

NOUN: Final = (
    "(?:指标|目标|任务|承诺|事项|工作(?![措报方举])|时间节点|节点|时限|期限|考核点|硬杠杠"
    '|要求(?![“"「])|活儿)'
)
# What names a row as one of many, where its unit or its deadline is named as well.
THING: Final = re.compile(f"{NOUN}|项目|工程|事(?:情|儿|[?？]|$)|内容|条目|数字")
FIGURE: Final = re.compile("多少|(?<![哪第好])几(?!乎|项工作)|总[量数额]|是多大")
MEASURED: Final = re.compile(
    "(?:可以?|能够?)?(?:量化|数量|数值|定量|数字|数据|具体数字|硬性?)(?:的|性|类|化|型|考核)*"
    "(?:指标|目标|任务|要求|承诺|硬指标)"
    "|(?:具体|硬性?|明确)的?(?:数字|数值|数量)(?!化)|数字(?:目标|指标)|哪些数(?!据)"
    "|[带有写][了着]?(?:具体)?数[字量]?的(?:指标|目标|任务|要求|承诺|事项|工作)?|硬杠杠"
)
PERCENT: Final = re.compile(
    "百分[比率数号]|百分之几的|(?:比例|比率|百分比)[类性型]|百分点指标|%的?(?:指标|目标|任务|要求)"
)
_ROWS_SAID: Final = re.compile(
    "(?P<count>[0-9]{1,2}|[两二三四五六七八九十]{1,3})[个项条类](?:(?:具体|主要|重点|硬性?)的?)?"
    f"(?:{MEASURED.pattern}|{NOUN}|数字?(?![一-鿿]))"
    "|(?:数字?|指标|目标|任务|要求|承诺|时限|期限|节点)[^,，。]{0,6}[哪这那]"
    "(?P<these>[0-9]{1,2}|[两二三四五六七八九十]{1,3})[个项条]"
)
FINISHED: Final = re.compile(
    "[干做搞弄办忙交落收了拿]+(?:完|好|成|掉|结|定|下来|实|地|尾|官|差|出来|账|卷|清)|完[成工结]|到期|截止|结束"
    "|见(?:到|出)?(?:成?效|结果|分晓|成果)|交付|竣工"
)
"""What says that a thing is done, whatever the thing."""
DATED: Final = re.compile(
    "(?:截止|完成|办结|交账|交卷)(?:时间|日期|时限)|时限|期限|时间节点|节点|时间要求|时间表"
    "|(?:具体|明确)的?(?:时间|日期|月份)|[有带写限][了着]?[明定]?(?:时间|日子|日期|月份)"
)
SUMS: Final = re.compile(
    "一共|总共|总计|合计|共计|合共|合起来|加起来|加在一[起块]|加一起|加到一[起块]|加总|相加|之和"
    "|全[部都]?加[上起]|(?:都|通通|统统)加|总和|(?<!追)求和(?!谐|平)|总数|总量|总额|累计共|算一?算?总|凑一?起"
)
COMPARES: Final = re.compile(
    "对比|比较|对照|相比|比一比|比一下|相差|差多少|差几|差距|多出?多少|少多少|多几|少几|[高低]多少"
    "|各|分别|哪个?[区市县]|哪个地方|哪[边里儿](?:的|更|多|少|高)"
    "|哪[个项样][^,，。?？]{0,6}[多少高低大小](?:$|[些?？,，。 ])"
    "|谁[^,，。?？]{0,6}[多少高低没大小]"
    "|(?:几|多少)倍"
)
DIFFERENCE: Final = re.compile(
    "相差|差了?多少|差了?几|差距|(?<![至最])(?:多出?了?多少|少多少|多出?几|少几|[高低]出?多少)"
    "|比[^,，。]{1,8}[多少][一-鿿]{1,4}(?:多少|几)"
)
_RELATIVE: Final = re.compile("百分之(?:几|多少)|[多少高低][出了]?几成")
RANKED: Final = re.compile(
    f"{DIFFERENCE.pattern}|[几少]倍|哪[个项样]|谁|对比|比较|相比|比一比|比一下"
)
TIMES: Final = re.compile("(?:几|多少)倍")
WHOSE: Final = re.compile("哪个?[区市县]|哪个地方|谁(?!家)")
BOTH: Final = re.compile("(?:两|二|各|几|三|四)个?[区市县](?![级道])|双方|分区(?![域划])|逐区|按区")
OF_FIGURES: Final = re.compile(
    "多少|(?<![哪第好])几(?!乎)|指标|目标|数量|数目|人数|人次|规模|时间节点|率"
    "|[更最得定]?[多少高低大小](?:些|一些|一点)?(?:$|[?？,，。 ])"
)
EACH: Final = re.compile(
    "各(?:自)?[^,，。?？各]{0,5}?(?:多少|几(?!项工作))|分别[^,，。?？]{0,5}?(?:多少|几)|各有哪些"
    "|(?:都|全部?)列|列出来"
)
ENUMERATED: Final = re.compile(r"[一-鿿]{2,20}(?:、[一-鿿]{2,40})+")
WHICH: Final = (
    "(?:哪些|哪几[项个条件类桩样]?|有哪[些几]?|有什么|有啥|是什么|什么(?!时候|意思|叫|是)"
    "|啥(?!时|意思))"
)
LISTS: Final = re.compile(
    f"{WHICH}|列出|列举|列一?[下份张]|列全|列明|列给|都列|列个|清单|汇总|盘点|梳理|都有啥"
    "|逐[项条个]|一一|挑出|找出|报一?下|报出|报给|数一?数|摆出|写出|给出|拉[个一]|[定写]了.{0,6}数字"
)
_WHETHER: Final = re.compile("有没有|是否|是不是|能否|吗[?？。 ]*$")
_BOUNDED: Final = re.compile("以上|以下|以内|超过|不少于|不低于|至少|高于|低于|大于|小于|多于|少于")
_SHORT_LIST: Final = re.compile(f"(?:{MEASURED.pattern}|考核指标|约束性指标)[?？。 ]*$")
COUNTS: Final = re.compile(
    f"(?:多少|(?<![哪第好])几)[个项条件桩]?(?:的)?[^,，。?？多少几哪]{{0,12}}?{NOUN}"
    f"|{NOUN}[^。?？多少几]{{0,14}}?(?:有|是|共|共有|总共有?|一共有?|合计|总计|共计)(?:多少|几)[个项条件桩]"
    "(?:$|[?？,，。 ])"
    "|(?:多少|(?<![哪第好])几)(?:[个项]数字?|[项条件桩])(?:$|[?？,，。 ])"
    f"|{NOUN}的?[项条件个]数"
)
_SEVERAL: Final = re.compile(f"{ENUMERATED.pattern}|[一-鿿]{{2}}(?:和|与|跟|同|以及)[一-鿿]{{2}}")
_FORMS: Final[tuple[LedgerForm, ...]] = ("extreme", "sum", "count", "compare", "list")
_EXTREMES: Final[tuple[tuple[LedgerOrder, re.Pattern[str]], ...]] = (
    ("deadline", re.compile("最早|最先|最快到期|最近到期|最紧|最急|最靠前|第一个到期")),
    ("-deadline", re.compile("最晚|最迟|最后(?:到期|完成|一个|交|办|截止)|最末|最靠后")),
    (
        "-value",
        re.compile(
            "居首|榜首|顶[大多高]|头号大?数|最多(?!跑|可)|最大(?!限|程)|最长(?!不)|最高(?![人法检限奖补不可])"
        ),
    ),
    ("value", re.compile("最[少小短](?!于)|最低(?![收工生标限保价消不于])")),
)
OF_EACH: Final = re.compile(
    "(?:两|二|各|几|三|四)个?[区市县][^,，。]{0,4}?(?:各|分别)|各自|各是|分别"
    "|最[^最,，。]{1,2}[^最]{1,16}(?:跟|和|与|同|比|对上?)[^最]{1,12}最"
)
"""What wants the first of each region that is named, and not of all together."""
# What a question leaves out is not what it names.
_WITHOUT: Final = re.compile(
    "(?:没有?|未)(?:写|带|设|定|标|注|明确|规定|给|列|数)|不[带含]|无(?:期限|时限|数字|数量)|除[了去开掉]"
    "|除.{1,8}[以之]?外|[以之]外|不(?:包括|包含|算)|排除|剔除"
)
UNDATED: Final = re.compile(
    "(?:只有|仅有|光有|有)?(?:数量?|数字|指标)?[、,，]?(?:但|却|而)?(?:没有?|未|无)(?:写|标|给|定|明确|规定|带|设|注)?"
    "[明出着清了]?(?:具体|完成|截止|办结|交付|到期|的)*(?:期限|时限|日期|时间|月份|节点|日子)(?:要求)?的?"
)
"""What wants the rows that name no deadline."""
YEARLY: Final = re.compile("哪一?年|哪个年[份度]")
_LATER: Final = re.compile("不(?:含|算|包括)(?:更晚|之后)的?")
QUALIFIED: Final = re.compile(
    "约束|预期|重点|主要|关键|核心|紧迫|重要|较难|困难|新增加?的|民生实事"
)
"""What tells some targets from others in a way that the ledger does not keep."""
MONTHLY: Final = re.compile("月份|(?:具体|明确)的?(?:日期|时间|日子)|几月")
YEAR_END_TOO: Final = re.compile("岁末")
"""Where a day of some month or the end of the year will do; ``ledger_sayings`` says so."""
COUNTED: Final = re.compile("[哪几][些几]?[项条件](?:事|$|[?？,，。 ])|哪几[项条件个]")
_TWO_THINGS: Final = re.compile("(?:和|与|跟|同|还是|、).{1,16}(?:哪[个项样]|谁)")
_AGAINST: Final = re.compile("比|和|与|跟|同|、|两")
NOUN_LAST: Final = re.compile(f"{NOUN}[?？。 ]*$")
_DUE: Final = re.compile("[底末月日号]之?以?前|[上下]半年|季度")
_SOME_ONE: Final = re.compile("哪|什么|谁|啥|多少")


def forms_of(folded: str, regions: Sequence[str], every: Sequence[str]) -> tuple[LedgerForm, ...]:
    """Return the forms of answer that the words may want, the narrower first.

    Args:
        folded: The question.
        regions: The regions it names.
        every: All known regions, of which it speaks where it asks whose is more.
    """
    lists = LISTS.search(folded)
    if _WHETHER.search(folded) and not lists:
        return ()
    places = regions or (every if WHOSE.search(folded) or BOTH.search(folded) else ())
    differs = DIFFERENCE.search(folded) or TIMES.search(folded)
    differ = differs and _AGAINST.search(folded)
    things = len(places) > 1 or differ or _TWO_THINGS.search(folded)
    says = {
        # 最低不少于 and the like bound a number, and ask for none.
        "extreme": order_of(folded) and _SOME_ONE.search(folded) and THING.search(folded),
        "sum": SUMS.search(folded) and FIGURE.search(folded) and not COUNTS.search(folded),
        "count": COUNTS.search(folded),
        "compare": things and COMPARES.search(folded) and OF_FIGURES.search(folded),
        "list": lists
        or (EACH.search(folded) and _SEVERAL.search(folded))
        or _SHORT_LIST.search(folded)
        or ((_BOUNDED.search(folded) or _DUE.search(folded)) and NOUN_LAST.search(folded)),
    }
    left_out = _WITHOUT.search(folded) is not None
    # Which region says nothing is told by comparing them.
    return tuple(form for form in _FORMS if says[form] and (form == "compare" or not left_out))


def asks_whether(folded: str) -> bool:
    """Tell whether a question wants a yes or a no, and no list."""
    return _WHETHER.search(folded) is not None and not LISTS.search(folded)


def wants_difference(folded: str) -> bool:
    """Tell whether a question wants one figure taken from another.

    By what share (百分之几) one is more than the other no difference tells.
    """
    return DIFFERENCE.search(folded) is not None and not _RELATIVE.search(folded)


def leaves_out(folded: str) -> bool:
    """Tell whether a question says what it does not want, which no query can tell."""
    return _WITHOUT.search(_LATER.sub("", folded)) is not None and not WHOSE.search(folded)


def order_of(folded: str) -> LedgerOrder | None:
    """Return what a question wants the first of; None where it wants none."""
    return next((order for order, words in _EXTREMES if words.search(folded)), None)


def rows_said(folded: str) -> int | None:
    """Return how many rows a folded question says there are, e.g. 3 of 哪三个指标."""
    found = _ROWS_SAID.search(folded)
    if found is None:
        return None
    said = found["count"] or found["these"]
    return int(said) if said.isdecimal() else chinese_integer(said)
