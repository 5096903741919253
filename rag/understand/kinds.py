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
            r"(?:什么时候|啥时候?|何时)(?!(?:才|能|有人))|什么时间|几时|哪[一]?[天年月日]|几月|几号|多久|多长时间|多会儿?"
            r"|时限|期限|截止|时间(?:是|点|安排|节点)|到期|[几哪]年|\bwhen\b|deadline"
            r"|by what (?:date|time)"
            r"|how long"
        ),
    ),
    (
        AnswerType.NUMBER,
        re.compile(
            r"多少|(?<![哪第好])几(?!乎|何|经|率|点钟)|多[大高长远宽重]|比例|百分之|(?:数量|数目"
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
    r"(?:多少|几)(?P<unit>万?人次|平方米|平方公里|公里|万元|亿元|人|个|部|座|处|条|家|所|套|户"
    r"|亩|元|块|台|名|项|场|次|张|"
    r"辆|栋|幢|间|米|吨|年|月|天|日|岁|份|种|类|片|批|成|倍|期|级|只|本|组|支|对|小时|分钟)"
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
)
_SHARE: Final = re.compile("百分之|(?:率|比例|占比)[^,，。]{0,10}(?:多少|几)")
_OF_A_HUNDRED: Final = re.compile(
    "(?:一百|100)[个人户家]?(?:里头?|里面|当?中|之中)[^,，。]{0,12}(?:多少|几)"
)
IN_YUAN: Final = re.compile("(?:多少|几)块(?:钱|[一每]|多|左右|才|就|能|[呢啊呀吧嘛]|[^一-鿿]|$)")
"""几块 of money; 几块 of fields and courts counts pieces."""


REFERENCE: Final = re.compile(
    r"文号|发文字号|〕?第?(?:多少|几)号(?:文|$|[?？,，。])"
    r"|\b(?:document|reference|file|issue) number|\bnumber of the document"
)
"""What asks under which number a document was issued."""


def answer_type(folded: str) -> AnswerType:
    """Return what the words of an answer to this folded question must contain."""
    if _OF_TERM.search(folded):
        return AnswerType.DEFINITION
    if REFERENCE.search(folded):
        return AnswerType.OTHER
    for kind, pattern in _TYPES:
        if pattern.search(folded):
            return kind
    return AnswerType.OTHER


def unit_asked(folded: str) -> str | None:
    """Return the measure word that the question asks in, e.g. 部 of 多少部电梯."""
    if IN_YUAN.search(folded):
        return "元"
    if _OF_A_HUNDRED.search(folded):
        return "%"
    found = _UNIT.search(folded)
    if found:
        return found["unit"]
    return "元" if _MONEY.search(folded) else "%" if _SHARE.search(folded) else None


_WANTED: Final = re.compile(
    r"(?P<count>[两二三四五六])(?:件事|处|块|条线|个?方面|个?地方|类事|项工作|个领域)(?!.{0,4}多少)"
)
_COUNTS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def answers_wanted(folded: str) -> int:
    """Return how many answers a folded question asks for, e.g. 2 of 哪两件事."""
    found = _WANTED.search(folded)
    return _COUNTS[found["count"]] if found else 1
