"""What words must hold before they can answer at all; pure.

The models weigh; these rules decide. A question for a figure is not answered without
one, a question of a quoted term not from a passage without it, and so on. What fails
names the reason, which a refusal then gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from rag.compose.deeds import is_of_other_deed
from rag.compose.forms import count_forms
from rag.compose.parts import is_of_other_side, lacks_parts, tells_whole_only
from rag.compose.things import (
    counts_another,
    counts_no_population,
    is_of_other_kind,
    lacks_thing,
)
from rag.compose.wordmatch import held
from rag.index.terms import dictionary_words
from rag.schemas import AnswerType, Intent
from rag.text import Quantity, quantities
from rag.understand.kinds import IN_YUAN, REFERENCE, last_clause
from rag.understand.thesaurus import Term

_QUOTED: Final = re.compile(r"[“\"「『]([^“”\"「」『』]{2,20})[”\"」』]")
_TERM_HELD: Final = 0.5
_RATE: Final = re.compile("[一-鿿]{2}率(?=[^一-鿿]|$|[的要是达到至为在目最能低高上下应须多控有])")
_MEAN_ASKED: Final = re.compile("人均|户均|平均[每一]")
_MEAN: Final = re.compile("[均每各]")
# Each of how many is asked of things, not of money, and not by 每个月.
_EACH_ASKED: Final = re.compile(
    "每一?(?:[个座所家条部栋幢户名位辆台处块间套支场人村校镇街]|小区|社区|街道|单元|楼|学校)[一-鿿]{0,8}?"
    "(?:几|多少)[个处座所家条部张套间名位辆台棵盏块场人支](?!月)"
)
_EACH: Final = re.compile("[每均各/按逐]|一律|分别|统一|一[个户栋村校]")
_UNTOLD: Final = frozenset({AnswerType.METHOD, AnswerType.REASON})
_MEASURED: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})
_PROCEDURE_ASKED: Final = re.compile(
    "申请|申领|办理|登记|报名|材料|手续|下载|注册|流程|联系方式|网址|找谁(?!评|说理|哭)|去哪办"
    "|电话(?:是|号|多少|几|有|呢|[^一-鿿]|$)|(?:联系|咨询|服务|投诉|举报|报名|预约|什么|啥|哪个)电话"
)
_PROCEDURE: Final = re.compile(
    "申请|申领|申报|办理|登记|报名|提交|材料|手续|流程|程序|电话|热线|拨打|网址|网站|窗口|受理|登录|app"
    "|公众号|联系|代办|向[一-鿿]{2,12}(?:提出|反映)|[0-9]{3,4}-[0-9]{4,8}"
)
_ADDRESS_ASKED: Final = re.compile(
    "地址|(?<!留)(?<!留多少)位置|地点|在哪(?:里|儿|个地方)?[?]?$|(?:在|到|去)?哪(?:里|儿)(?:办|申请|登记|报名|领"
    "|交|看|咨询)"
)
# Not where something stands, but what makes or bounds it: 差在哪里, 上限设在哪里.
_FIGURATIVE: Final = re.compile(
    "(?:差[别异距]?|区别|不同|限|底线|红线|标准|目标|指标|重点|难点|亮点|优势|好处|问题|用|花|放|投)[^,，]{0,4}"
    "在哪(?:里|儿)"
)
_LOCATED: Final = re.compile(
    "位于|地址|设在|坐落|大厅|窗口|网站|平台|[0-9]+号|[一-鿿]{2,}(?:路|街(?!道)|巷|村|广场)"
    "|分布|委员会|居委会|派出所|[在到向于][一-鿿]{1,12}(?:局|所|站|馆|院|室|中心|村|社区|街道|银行|网点)"
    "|[在于][一-鿿、]{2,15}(?:设立|设置|设|建设|新建|建立|开设|举办|召开)"
)
_APPLIES: Final = re.compile("申请|申报|办|登记|报名|领|交|查")
_COUNTERS: Final = re.compile("登录|app|小程序|公众号|官网|服务中心|窗口|大厅")
_ITEM: Final = re.compile("[^,，;；。!！?？]+")
_YEAR_ASKED: Final = re.compile("哪一?年|几年(?!级|内|之内)完|\\b(?:which|what) year\\b")
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}|十[四五六]五|[今明后]年|本年")
_PAST: Final = re.compile("去年|上一?年(?!级)度?|前年|往年|last year|previous year")
_PRICE_ASKED: Final = re.compile(
    f"多少钱|(?:什么|啥|何|多少)价|几(?:毛|元|千块|百块)|{IN_YUAN.pattern}|(?:学|押|租|水|电|房|车|入场|摊位|管理|服务|停车|培训|物业|保育|报名)费"
    "|费用|房租|租金|价钱|价格|单价|利息|工资|薪|怎么收|预算|经费|奖金|造价|罚款|贵[不吗]|便宜"
    r"|\b(?:price|cost|fee|rent|salary|wage|fine|budget|fare|tuition)s?\b"
)
_PRICED: Final = re.compile(
    "元|%|‰|分之|免费|免收|免租|费|价|租金|工资|薪|利率|资金|退款|全额|减半|[一二三四五六七八九]折|yuan"
)
_REFERENCE: Final = re.compile("[〔\\[(【](?:19|20)[0-9]{2}[〕\\])】](?:第)?[0-9]+号")
_PHONE_ASKED: Final = re.compile(
    "(?:电话|热线|号码)(?:号码?)?(?:是)?(?:多少|几)|打(?:几|多少|哪个)号|phone number"
)
_PHONE: Final = re.compile("[0-9]{3,4}-?[0-9]{4}(?:[0-9]{3,4})?|(?<![0-9])1[0-9]{4}(?![0-9])")
_COSTS: Final = re.compile(
    "[花掏交收付贴][^,，。]{0,4}(?:多少|几)|多少钱|(?<![免消经])费|cost|fee|price|pay"
)
# What is asked for by its kind, and the endings of names of that kind.
_KIND_ASKED: Final = re.compile(
    "哪[一几些]?[个家所座条间处]?[一-鿿]{0,2}?"
    "(?P<kind>医院|学校|小学|中学|幼儿园|银行|公司|企业|厂家|小区|社区|街道|镇|村|路|街|公园|商场|超市|药店)"
    "(?![长内里类型区])"
)
_KIND: Final = {
    "医院": "院|医|卫生|中心",
    "学校": "校|小学|中学|学院|幼儿园|[一二三四五六七八九十]中",
    "小学": "小学|校|附小",
    "中学": "中学|校|高中|初中|[一二三四五六七八九十]中",
    "幼儿园": "园",
    "银行": "行|信用社|农信",
    "公司": "公司|集团|企业|厂|院|商",
    "企业": "公司|集团|企业|厂|商",
    "厂家": "厂|公司|集团|企业",
    "小区": "小区|苑|院|园|里|公寓|府|城|庭|区|楼|房",
    "社区": "社区|居委",
    "街道": "街道|办事处|镇|乡|街",
    "镇": "镇|乡|街道",
    "村": "村|寨|屯|庄|坪|湾|沟",
    "路": "路|街|道|线|巷|桥",
    "街": "街|路|巷|道",
    "公园": "公园|园|绿地|广场",
    "商场": "商|超市|市场|广场|城|店",
    "超市": "超市|商|店",
    "药店": "药|医|店",
}
_AGES: Final = frozenset({"岁", "周岁"})
_OLDEST: Final = Decimal(200)
_FREE: Final = re.compile("免费|免收|免交|免缴|不收|不用[交掏花]|不出一分|free of charge")
_HOW_MANY: Final = re.compile(r"\bhow many\b")
_HOW_LONG: Final = re.compile(r"\bhow long\b")
_KEEPER_ASKED: Final = re.compile(
    "谁(?:牵头|负责|来|管|组织|承担|建|主持)|由谁|哪个(?:部门|单位|局)|哪家(?!庭)|施工单位"
    "|开发商(?:是|叫|为)|哪个开发商"
    r"|承建|负责人|责任单位|牵头单位|运营商"
    r"|\bwho (?:leads?|runs?|manages?|is (?:in charge|responsible))"
)
_KEEPER: Final = re.compile(
    "责任单位|牵头|负责|承担|主管|主办|承办|会同|配合|局|委员会|办公室|部门|公司|集团|企业|医院|引入|由"
)
# 哪几点 and 几点要求 ask for points, not for hours.
_HOURS_ASKED: Final = re.compile(
    "(?<!哪)几点(?=[钟开关上下到能可前后以之结才就]|[?]?$)|(?:开放|营业|上班|办公|受理|接待|运营|服务)(?:时间|时段)|什么时段|哪[个些]时段"
    "|opening hours|open(?:ing)? times"
)
_HOURS: Final = re.compile(
    "[0-9]{1,2}(?::[0-9]{2}|[时点])|[0-9]+个?小时|[周星礼][期拜]?[一二三四五六日末天]|全天|工作日|节假日|寒暑假"
    "|课后|[早晚夜][上间7-9八九至到]|时段|双休|每[天日]"
)
_LASTS: Final = re.compile(
    "全年|[0-9一二两三四五六七八九十百半]+(?:年|个月|天|日|周|小时|分钟|秒|个?工作日)|年内|年度|次[月年日]"
    "|季度|期间|即日|长期|终身|当[日天场]|即时|立即|每[年季月周天日]|汛前"
    "|[0-9]{1,2}(?::[0-9]{2}|[时点])|(?:周|星期|礼拜)[一二三四五六日末天]|节假日|寒暑假|课后|后一次性"
    "|(?:国庆|春节|元旦|中秋|端午|清明|五一|十一|汛期|供暖季|采暖季|开学|入冬|入汛)节?(?:之?前|后|期间)"
)


def lacking(
    intent: Intent,
    question: str,
    words: str,
    near: str,
    passage: str,
    terms: Sequence[Term],
    is_known: Callable[[str], bool],
) -> str | None:
    """Return what the words lack to answer the question, or None where they lack nothing.

    Args:
        intent: The question understood.
        question: The part of it that is asked, folded.
        words: The words proposed, folded.
        near: The sentence they stand in and the headings over it, folded.
        passage: The passage they stand in and its headings, folded.
        terms: The question's terms, with what documents call them.
        is_known: Tells whether every pair of characters of a term stands somewhere in the
            documents; a term that does not is the questioner's own.

    Returns:
        One of ``figure``, ``date``, ``term``, ``parts``, ``side``, ``share``, ``thing``,
        ``deed``, ``age``, ``kind``, ``past``, ``keeper``, ``place``, ``procedure``,
        which key the wording of the refusal.
    """
    lacks: dict[str, Callable[[], bool]] = {
        "term": lambda: _lacks_terms(question, passage, is_known),
        "parts": lambda: lacks_parts(question, passage),
        "side": lambda: is_of_other_side(question, passage),
        "share": lambda: tells_whole_only(question, passage),
        "thing": lambda: (
            lacks_thing(question, terms, passage)
            or is_of_other_kind(question, terms, near, passage)
            or counts_another(question, terms, words, near)
            or counts_no_population(question, words, near)
        ),
        "deed": lambda: is_of_other_deed(question, near),
        "figure": lambda: (
            _lacks_figure(intent, question, words)
            or (bool(_MEAN_ASKED.search(question)) and not _MEAN.search(near))
            or (bool(_EACH_ASKED.search(question)) and not _EACH.search(near))
        ),
        "date": lambda: _lacks_date(intent, question, words),
        # Who asks whether a child of five may go is told from what age children may.
        "age": lambda: (
            intent.answer_type is AnswerType.NUMBER
            and _is_of_other_age(question, intent.unit, words)
        ),
        "past": lambda: bool(_PAST.search(question)) and not _PAST.search(passage),
        "keeper": lambda: bool(_KEEPER_ASKED.search(question)) and not _KEEPER.search(words),
        "kind": lambda: _lacks_kind(question, words),
        "place": lambda: _asks_address(question) and not _is_located(question, words),
        "procedure": lambda: (
            bool(_PROCEDURE_ASKED.search(_asking(question)))
            # 等不及走手续，几天给钱 asks how many days.
            and (intent.answer_type not in _MEASURED or bool(_PHONE_ASKED.search(question)))
            and not _PROCEDURE.search(passage)
        ),
    }
    return next((name for name, is_lacking in lacks.items() if is_lacking()), None)


# What is read from the question alone is asked of every run of words; a question with personal
# data never comes here.
@lru_cache(maxsize=256)
def _asking(question: str) -> str:
    return last_clause(question)


def _lacks_terms(question: str, passage: str, is_known: Callable[[str], bool]) -> bool:
    """Tell whether a passage speaks of none of the terms quoted; of several, one will do."""
    known = [term for term in _QUOTED.findall(question) if is_known(term)]
    return bool(known) and all(held(term, passage) < _TERM_HELD for term in known)


def things_named(question: str, terms: Sequence[Term]) -> list[tuple[str, ...]]:
    """Return what a folded question names in words of official use, each with its sister words.

    First rates (失业率), then the words that the thesaurus knows as official.
    """
    rates = [(_whole(question, found),) for found in _RATE.finditer(question)]
    official = [
        (word, *(sister for sister in term.official if sister != word))
        for term in terms
        for word in term.words
        if word in term.official
    ]
    return [*rates, *official]


def _whole(question: str, rate: re.Match[str]) -> str:
    """Return the rate as its dictionary word begins: 城镇化率, of which 镇化率 was found."""
    at = 0
    for word in dictionary_words(question):
        at = question.index(word, at)
        if at <= rate.start() < at + len(word):
            return question[at : rate.end()]
        at += len(word)
    return rate.group()


@lru_cache(maxsize=256)
def _asks_address(question: str) -> bool:
    return bool(_ADDRESS_ASKED.search(question)) and not _FIGURATIVE.search(question)


def _is_located(question: str, words: str) -> bool:
    """Tell whether words name a place beside what is asked for, and not beside another thing."""
    if _APPLIES.search(question) and _COUNTERS.search(words):
        return True
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    return any(
        _LOCATED.search(item) and any(item[at : at + 2] in pairs for at in range(len(item) - 1))
        for item in _ITEM.findall(words)
    )


def _lacks_figure(intent: Intent, question: str, words: str) -> bool:
    if _is_price_asked(question) and not _PRICED.search(words):
        return True
    if _PHONE_ASKED.search(question):
        return not _PHONE.search(words)
    if _COSTS.search(question) and _FREE.search(words):
        return False
    if REFERENCE.search(question):
        return not _REFERENCE.search(words)
    # Who asks how a rate is to be raised may be told so without its name.
    rates = _RATE.findall(question) if intent.answer_type not in _UNTOLD else []
    if any(rate not in words for rate in rates):
        return True
    return intent.answer_type is AnswerType.NUMBER and not count_forms(intent, words).fitting


def _lacks_kind(question: str, words: str) -> bool:
    """Tell whether words name nothing of the kind asked for: no hospital of 哪几家医院."""
    asked = _KIND_ASKED.search(_asking(question))
    return asked is not None and not re.search(_KIND[asked["kind"]], words)


def _is_of_other_age(question: str, unit: str | None, words: str) -> bool:
    """Tell whether every figure of words is for people of other ages than those asked about.

    A figure is for those of the age named last before it.
    """
    asked = [age for age in quantities(question) if age.unit in _AGES and age.comparator != ">="]
    told: list[Quantity] = []
    others = False
    for item in _ITEM.findall(words) if asked else ():
        found = quantities(item)
        told = [one for one in found if one.unit in _AGES] or told
        if all(one.unit in _AGES or (unit and one.unit != unit) for one in found):
            continue
        if not told or any(_may_meet(one, other) for one in asked for other in told):
            return False
        others = True
    return others


def _may_meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether two ages, or ranges of them, have one in common."""
    (low, high), (least, most) = _ages_of(one), _ages_of(other)
    return low <= most and least <= high


def _ages_of(age: Quantity) -> tuple[Decimal, Decimal]:
    if age.value_max is not None:
        return age.value, age.value_max
    least = age.value if age.comparator in {"=", ">=", ">", None} else Decimal(0)
    most = age.value if age.comparator in {"=", "<=", "<", None} else _OLDEST
    return least, most


@lru_cache(maxsize=256)
def _is_price_asked(question: str) -> bool:
    # How many households get help with their rent asks for no sum.
    return bool(_PRICE_ASKED.search(last_clause(question))) and not _HOW_MANY.search(question)


def _lacks_date(intent: Intent, question: str, words: str) -> bool:
    if _YEAR_ASKED.search(question) and not _YEAR.search(words):
        return True
    if _HOURS_ASKED.search(question) and not _HOURS.search(words):
        return True
    if _HOW_LONG.search(question) and quantities(words):
        # A lead or a life is long, too.
        return False
    return (
        intent.answer_type is AnswerType.DATE
        and not count_forms(intent, words).fitting
        and not _LASTS.search(words)
    )
