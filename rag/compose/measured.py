"""Whether words hold the figure, sum, phone number or date that is asked for; pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rag.compose.forms import count_forms
from rag.schemas import AnswerType, Intent
from rag.text import quantities
from rag.understand.kinds import IN_YUAN, REFERENCE, last_clause

_MEAN_ASKED: Final = re.compile("人均|户均|平均[每一]")
_MEAN: Final = re.compile("[均每各]")
# Each of how many is asked of things, not of money, and not by 每个月.
_EACH_ASKED: Final = re.compile(
    "每一?(?:[个座所家条部栋幢户名位辆台处块间套支场人村校镇街]|小区|社区|街道|单元|楼|学校)[一-鿿]{0,8}?"
    "(?:几|多少)[个处座所家条部张套间名位辆台棵盏块场人支](?!月)"
)
_EACH: Final = re.compile("[每均各/按逐]|一律|分别|统一|一[个户栋村校]")
_UNTOLD: Final = frozenset({AnswerType.METHOD, AnswerType.REASON})
_YEAR_ASKED: Final = re.compile("哪一?年|几年(?!级|内|之内)完|\\b(?:which|what) year\\b")
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}|十[四五六]五|[今明后]年|本年")
_PRICE_ASKED: Final = re.compile(
    f"多少钱|(?:什么|啥|何|多少)价|几(?:毛|元|千块|百块)|{IN_YUAN.pattern}|(?:学|押|租|水|电|房|车|入场|摊位|管理|服务|停车|培训|物业|保育|报名)费"
    "|费用|房租|租金|价钱|价格|单价|利息|工资|薪|怎么收|预算|经费|奖金|造价|罚款|贵[不吗]|便宜"
    r"|\b(?:price|cost|fee|rent|salary|wage|fine|budget|fare|tuition)s?\b"
)
_PRICED: Final = re.compile(
    "元|%|‰|分之|免费|免收|免租|费|价|租金|工资|薪|利率|资金|退款|全额|减半|[一二三四五六七八九]折|yuan"
)
_REFERENCE: Final = re.compile("[〔\\[(【](?:19|20)[0-9]{2}[〕\\])】](?:第)?[0-9]+号")
PHONE_ASKED: Final = re.compile(
    "(?:电话|热线|号码)(?:号码?)?(?:是)?(?:多少|几)|打(?:几|多少|哪个)号|phone number"
)
_PHONE: Final = re.compile("[0-9]{3,4}-?[0-9]{4}(?:[0-9]{3,4})?|(?<![0-9])1[0-9]{4}(?![0-9])")
_COSTS: Final = re.compile(
    "[花掏交收付贴][^,，。]{0,4}(?:多少|几)|多少钱|(?<![免消经])费|cost|fee|price|pay"
)
_FREE: Final = re.compile("免费|免收|免交|免缴|不收|不用[交掏花]|不出一分|free of charge")
_HOW_MANY: Final = re.compile(r"\bhow many\b")
_HOW_LONG: Final = re.compile(r"\bhow long\b")
# 哪几点 and 几点要求 ask for points, not for hours.
_HOURS_ASKED: Final = re.compile(
    "(?<!哪)几点(?=[钟开关上下到能可前后以之结才就]|[?]?$)|(?:开放|营业|上班|办公|受理|接待|运营|服务)(?:时间|时段)|什么时段|哪[个些]时段"
    "|opening hours|open(?:ing)? times"
)
_HOURS: Final = re.compile(
    "[0-9]{1,2}(?::[0-9]{2}|[时点])|[0-9]+个?小时|[周星礼][期拜]?[一二三四五六日末天]|全天|工作日|节假日|寒暑假"
    "|课后|[早晚夜][上间7-9八九至到]|时段|双休|每[天日]"
)
_PLAN_OF_YEARS: Final = re.compile(
    "[0-9一二两三四五六七八九十]+年(?=[一-鿿]{0,4}(?:行动|计划|规划|方案|攻坚))"
)
"""Years in a plan's name, which tell how long it lasts and no time: 三年攻坚行动."""
_YEARS_ASKED: Final = re.compile("几年|多少年|多久|多长|期限|为期")
_LASTS: Final = re.compile(
    "全年|[0-9一二两三四五六七八九十百半]+(?:年|个月|天|日|周|小时|分钟|秒|个?工作日)|年内|年度|次[月年日]"
    "|季度|期间|即日|适时|择[机期]|尽[快早]|长期|终身|当[日天场]|即时|立即|每[年季月周天日]|汛前"
    "|[0-9]{1,2}(?::[0-9]{2}|[时点])|(?:周|星期|礼拜)[一二三四五六日末天]|节假日|寒暑假|课后|后一次性"
    "|(?:国庆|春节|元旦|中秋|端午|清明|五一|十一|汛期|供暖季|采暖季|开学|入冬|入汛)节?(?:之?前|后|期间)"
)
RATE: Final = re.compile("[一-鿿]{2}率(?=[^一-鿿]|$|[的要是达到至为在目最能低高上下应须多控有])")


# What is read from the question alone is asked of every run of words; a question with personal
# data never comes here.
@lru_cache(maxsize=256)
def asking(question: str) -> str:
    """Return the clause of a folded question that asks."""
    return last_clause(question)


def lacks_figure(intent: Intent, question: str, words: str, near: str) -> bool:
    """Tell whether words lack the figure asked for; ``near`` is the sentence they stand in."""
    if _is_price_asked(question) and not _PRICED.search(words):
        return True
    return _lacks_each(question, near) or _lacks_number(intent, question, words)


def _lacks_each(question: str, near: str) -> bool:
    """Tell whether a mean, or how many each has, is asked for, and a sentence tells no such."""
    mean = _MEAN_ASKED.search(question) and not _MEAN.search(near)
    return bool(mean or (_EACH_ASKED.search(question) and not _EACH.search(near)))


def _lacks_number(intent: Intent, question: str, words: str) -> bool:
    if PHONE_ASKED.search(question):
        return not _PHONE.search(words)
    if _COSTS.search(question) and _FREE.search(words):
        return False
    if REFERENCE.search(question):
        return not _REFERENCE.search(words)
    # Who asks how a rate is to be raised may be told so without its name.
    rates = RATE.findall(question) if intent.answer_type not in _UNTOLD else []
    if any(rate not in words for rate in rates):
        return True
    return intent.answer_type is AnswerType.NUMBER and not count_forms(intent, words).fitting


@lru_cache(maxsize=256)
def _is_price_asked(question: str) -> bool:
    # How many households get help with their rent asks for no sum.
    return bool(_PRICE_ASKED.search(asking(question))) and not _HOW_MANY.search(question)


def lacks_date(intent: Intent, question: str, words: str) -> bool:
    """Tell whether words lack the year, the hours or the date asked for."""
    if _YEAR_ASKED.search(question) and not _YEAR.search(words):
        return True
    if _HOURS_ASKED.search(question) and not _HOURS.search(words):
        return True
    if _HOW_LONG.search(question) and quantities(words):
        # A lead or a life is long, too.
        return False
    told = words if _YEARS_ASKED.search(question) else _PLAN_OF_YEARS.sub("", words)
    return (
        intent.answer_type is AnswerType.DATE
        and not count_forms(intent, words).fitting
        and not _LASTS.search(told)
    )
