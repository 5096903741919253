"""What a question calls for: its answer type, and the measure word it asks in."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import AnswerType

# The first pattern that is found decides, so the narrower stand before the wider.
_TYPES: Final[tuple[tuple[AnswerType, re.Pattern[str]], ...]] = (
    (
        AnswerType.DEFINITION,
        re.compile(
            r"什么(?:是|叫)|(?:是|啥)(?:什么|啥)?(?:意思|含义)|指(?:的是)?(?:什么|啥|哪)|何谓|何为"
            r"|怎么(?:解释|理解)|含义|定义|what (?:is|are) meant|what does .* mean"
        ),
    ),
    (
        AnswerType.DATE,
        re.compile(
            # 啥时候才有人管 complains, and asks for no date.
            r"(?:什么时候|啥时候?|何时|几时)(?!(?:才|能|有人|是个头))|什么时间|哪[一]?[天年月日]|几月|几号|多久|多长时间|多会儿?|(?:周|星期|礼拜)几"
            r"|(?<!哪)几点(?![建意要措重名])|多少号(?:之?前|以前|开始|起)"
            r"|时限|期限|截止|时间(?:是|点|安排|节点)|到期|哪年|(?<![好十过了这那前])几年"
            # When the wind picks up says on which condition, and no day is asked for.
            r"|\bwhen (?:is|are|do|does|did|will|was|were|can|could|should|must|may|would|shall"
            r"|have|has|exactly|and where)\b|\b(?:know|say|tell me|until|since|by|from) when\b"
            r"|\bwhen(?:'s|'ll)\b|\b(?:what|which|when|the) [^,.;]*\bdeadlines?\b"
            r"|by what (?:date|time)"
            r"|how long"
        ),
    ),
    (
        AnswerType.NUMBER,
        re.compile(
            r"多少|多[大高长远宽重]|比例|百分之|(?:数量|数目"
            r"|总数|规模"
            r"|金额|额度|标准|目标|指标)(?:是|为|有)?"
            r"(?:多少|几|什么)|how (?:many|much|large|high|far)|what (?:percentage|share|rate"
            r"|proportion|number)"
            r"|若干"
        ),
    ),
    (
        AnswerType.WHO,
        re.compile(
            r"谁|哪(?:个|些)(?:部门|单位|机构|人)|由(?:哪|什么)|哪家(?:单位|部门)|\bwho\b"
            r"|which (?:department|agency)"
        ),
    ),
    (
        AnswerType.LIST,
        re.compile(
            r"哪(?:些|几)|有(?:什么|啥|哪)|都(?:有|包括|是|要|在)|包(?:括|含)(?:什么|哪|啥)"
            r"|列(?:出|举)|分别|几[项个]方面"
            r"|(?:什么|啥)(?:项目|措施|政策|办法|举措|内容|要求|工程|任务|服务|支持|条件|材料)"
            r"|\bwhich\b|what (?:\w+ )?(?:projects|measures|places|schools|areas|streets|roads"
            r"|types|kinds)|\blist\b"
        ),
    ),
    (
        AnswerType.PLACE,
        re.compile(
            r"(?:在|到|去|上|往|位于|设在|建在)哪(?:里|儿|块|个地方)|哪里|哪儿|什么(?:地方|位置)"
            r"|何处|地址|地点|位置"
            r"|\bwhere\b"
        ),
    ),
    (
        AnswerType.YES_NO,
        re.compile(
            r"吗|么\s*[?？]?$|能不能|可不可以|会不会|是不是|有没有|要不要|是否|能否|可否|有无"
            r"|管不管|给不给|让不让|行不行|算不算"
            r"|^(?:is|are|do|does|will|can|has|have|would|should)\b|没有?[?？]?$|不[?？]?$"
        ),
    ),
    (AnswerType.REASON, re.compile(r"为什么|为啥|为何|原因|目的|\bwhy\b|凭什么")),
    (
        AnswerType.METHOD,
        re.compile(r"怎么|怎样|如何|咋|流程|步骤|手续|途径|渠道|方式|办法|措施|\bhow\b"),
    ),
)
_UNIT: Final = re.compile(
    r"(?:多少|(?<![好那这就没过才十们头])几)(?P<unit>万?人次|平方米|平方公里|公里|万元|亿元|人|个|部|座|处|条|家|所|套|户"
    r"|亩|元|块|台|名|项|场|次|张|"
    r"辆|栋|幢|间|米|吨|年|月|天|日|岁|份|种|类|片|批|成|倍|期|级|只|本|组|支|对|小时|分钟|折|节|回)"
)


# What a term in quotation marks is made of, or stands for.
_OF_TERM: Final = re.compile(
    r"[“\"「][^”\"」]{1,20}[”\"」][^,，。]{0,10}"
    r"(?:哪[一两二三四五六七八九十几]?[个样项种类方三两]|分别(?:是|指|叫)|指的?是?(?:什么|啥|哪)"
    r"|是(?:什么|啥)(?:意思|含义)?[?？]?$|什么意思|含义|里的.{1,6}(?:是|指)(?:什么|啥))"
)
_MONEY: Final = re.compile(
    "多少钱|(?:费用|价格|价钱|租金|补贴|补助|资金|投资|预算|罚款|工资|收费|奖励"
    "|补偿)[^,，。]{0,8}(?:多少|几何)"
    "|多少(?:[^,，。人户家个名群企单位]{0,4})(?:补[助贴偿]|津贴|奖[励金]|救助金|慰问金|安家费|生活费|学费|租金|费用)"
)
_GROWS: Final = re.compile(
    "(?:增长|增速|增幅|提高|下降|压减|回升)[^,，。]{0,3}(?:多少|几)|的(?:多少|几成)"
)
_SHARE: Final = re.compile("百分之|(?:率|比例|占比)[^,，。]{0,10}(?:多少|几)")
_OF_A_HUNDRED: Final = re.compile(
    "(?:一百|100)[个人户家]?(?:里头?|里面|当?中|之中)[^,，。]{0,12}(?:多少|几)"
)
_POINTS: Final = re.compile("几个(?:百分)?点(?!位)")
_PERIOD: Final = re.compile(
    "(?:多少|(?<![哪第好那这就没过])几)个?(?P<unit>工作日|小时|钟头|月|星期|礼拜|周|季度)"
)
IN_YUAN: Final = re.compile(
    "(?:多少|几)块(?:钱|[一每]|多|左右|才|就|能|[呢啊呀吧嘛])"
    "|(?<![牌板屏地场田砖碑])(?:多少|几)块(?:[^一-鿿]|$)|(?:多少|几)个钱"
    "|[掏花挣赚得给账付退补][^,，。]{0,3}几个(?:[?？,，。]|$)"
)
"""几块 of money; 几块 of fields and courts counts pieces."""


_FEW: Final = re.compile("(?<![哪第好那这就没过才十们头])几(?!乎|何|经|率|点|时)")
"""几 that asks how many, where the question ends; before that it means a few."""
_WHETHER: Final = re.compile(r"(?:吗|不|没有?|么)\s*[?？。!！]*$")
_CLAUSES: Final = re.compile("[,，。;；!！?？]+")
_COURTESY: Final = re.compile("谢|请问|你好|您好|麻烦|在线等|急|求")
REFERENCE: Final = re.compile(
    r"文号|发文字号|第?多少号(?:文|$|[?？,，。])|[第是]几号文"
    r"|\b(?:document|reference|file|issue) number|\bnumber of the document"
)
"""What asks under which number a document was issued."""


def answer_type(folded: str) -> AnswerType:
    """Return what the words of an answer to this folded question must contain."""
    if _OF_TERM.search(folded):
        return AnswerType.DEFINITION
    if REFERENCE.search(folded):
        return AnswerType.OTHER
    asks = last_clause(folded)
    for kind, pattern in _TYPES:
        if pattern.search(folded):
            return kind
        if kind is AnswerType.NUMBER and _FEW.search(asks) and not _WHETHER.search(asks):
            return kind
    return AnswerType.OTHER


def last_clause(folded: str) -> str:
    """Return the clause that a folded question ends with, courtesies aside: it is what asks."""
    clauses = [one for one in _CLAUSES.split(folded) if one.strip()]
    told = [one for one in clauses if not _COURTESY.match(one.strip())]
    return (told or clauses or [folded])[-1]


def unit_asked(folded: str) -> str | None:
    """Return the measure word that the question asks in, e.g. 部 of 多少部电梯."""
    if IN_YUAN.search(folded):
        return "元"
    if _OF_A_HUNDRED.search(folded) or _POINTS.search(folded):
        return "%"
    if period := _PERIOD.search(folded):
        return period["unit"]
    found = _UNIT.search(folded)
    if found:
        return found["unit"]
    if _MONEY.search(folded) and not _GROWS.search(folded):
        return "元"
    return "%" if _SHARE.search(folded) else None


_WANTED: Final = re.compile(
    r"(?P<count>[两二三四五六])(?:件事|处|块|条线|个?方面|个?地方|类事|项工作|个领域)(?!.{0,4}多少)"
)
_COUNTS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def answers_wanted(folded: str) -> int:
    """Return how many answers a folded question asks for, e.g. 2 of 哪两件事."""
    found = _WANTED.search(folded)
    return _COUNTS[found["count"]] if found else 1
