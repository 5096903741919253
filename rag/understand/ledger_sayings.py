"""Sayings of ledger questions put in the words that their readings know; pure."""

from __future__ import annotations

import re
from typing import Final

from rag.text import quantities

_MEASURE: Final = "人次|平方公里|平方米|公里|[个处座套家所条部场户人名亩元台间张艘支]"
# What is quoted and asks is no wording of a document: 拿“多少条路”来算的.
_QUOTED_ASK: Final = re.compile(
    r"[“\"「『‘](?P<said>[^“”\"「」『』‘’]{0,8}(?:多少|(?<!好)几)[^“”\"「」『』‘’]{0,8})[”\"」』’]"
)
_COUNTED_IN: Final = re.compile(
    f"[以按用拿](?:多少|几)(?P<unit>{_MEASURE})(?P<thing>[一-鿿]{{0,4}}?)来?(?:算|计|数|定|衡量)的?"
)
# 月底 and 年底 together are all that have a day.
_MONTH: Final = "(?<![0-9一二三四五六七八九十几])月(?:份|底|末)?"
_YEAR_END: Final = "年(?:底|末|终)"
_JOINED: Final = "(?:之?前)?(?:或者?|和|与|带|、|及|以及|跟|还是|还有|也好)"
_ANY_DAY: Final = re.compile(
    f"(?:连|明确到|具体到|精确到|[写标][了着明]?)?(?:{_MONTH}{_JOINED}{_YEAR_END}"
    f"|{_YEAR_END}{_JOINED}{_MONTH}(?:份|底|末))(?:之?前)?(?:的)?"
)
# What is left out: of deadlines those that name no month, of numbers the days.
_NOT_YEAR_END: Final = re.compile(
    f'[,，;；。]?(?:光|只|仅|单)[写说标定]?[了着]?[“"]?{_YEAR_END}前?[”"]?的?'
    "(?:都|也|就|可)?(?:不算|不计|不要|不列|不数|除外)"
)
_NOT_DAYS: Final = re.compile(
    "除[开去掉了]?(?:日期|时间|期限|年份)(?:(?:都|也)?(?:不[算计数]|除外)|[以之]?外)?[,，]?"
    "|(?:日期|年份)(?:都|也)?(?:不[算计数]|除外)[,，]?"
)
# Some month of a year, whichever: 2024年某月底前.
_SOME_MONTH: Final = re.compile(
    '[“"「『‘]?(?P<year>20[0-9]{2}年)?(?:某个?|[xX×]{1,2})月(?:份|底|末)?(?:之?前)?[”"」』’]?'
    "(?=(?:完成|办[完结]|交[付工]|建成|竣工|实现|到期|做完|落实)?的)"
)
_YEARS: Final = re.compile(
    "(?<![0-9])(?P<first>20[0-9]{2})年?(?:[、,和与跟及]|以及)(?P<second>20[0-9]{2})"
    "(?:年(?:这?两年)?|这?两年)"
)
# A place spoken of with a pointing word is said of what follows: 红山那块儿的试点社区.
_POINTED: Final = re.compile("(?<=[一-鿿]{2})[那这](?:块|边|里|片)儿?的?(?=[一-鿿]{2})")
_EXACTLY: Final = "(?:正好|恰好|刚好|恰恰|不多不少)"
_NUMERAL: Final = re.compile(
    f"(?P<before>{_EXACTLY}(?:都|也|全)?(?:是|为|等于|有|定[在为]?)?|等于)"
    f"(?P<numeral>[一二两三四五六七八九十百千万亿零]+)(?![一-鿿]*{_MEASURE})"
)
EXACTLY: Final = re.compile(
    f"{_EXACTLY}(?:都|也|全|均)?(?:是|为|等于|有|定[在为]?|在)?\\s*\\Z"
    "|(?:等于|同为|均为|都是)\\s*\\Z"
)
"""What stands before a number that is wanted itself, and neither more nor less."""
_TIMES_OF: Final = re.compile("(?:相当于|等于|是|有)(?=[^,，。是有]{2,14}(?:几|多少)倍)")


def plain(folded: str) -> str:
    """Return a folded question with sayings of one meaning said in one way.

    What is quoted and asks loses its marks, 月底 and 年底 together become one 期限, numbers
    written out after 正好 become figures, and what is said not to count goes where the
    readings leave it out themselves. 红山那块儿 is 红山的. Of two years together each is
    named with its 年. 甲是乙的几倍 names 甲和乙.
    """
    text = _QUOTED_ASK.sub(lambda found: found["said"], _POINTED.sub("的", folded))
    text = _COUNTED_IN.sub(_counted_in, text)
    if _NOT_YEAR_END.search(text):
        text = _NOT_YEAR_END.sub(",写明月份的", text)
    text = _NOT_DAYS.sub("", text)
    text = _ANY_DAY.sub("带月份或岁末的期限", text)
    text = _SOME_MONTH.sub(lambda found: f"{found['year'] or ''}带月份的期限内", text)
    text = _YEARS.sub(lambda found: f"{found['first']}年 {found['second']}年", text)
    text = _TIMES_OF.sub("和", text)
    return _NUMERAL.sub(_in_figures, text)


def _counted_in(found: re.Match[str]) -> str:
    thing = f"的{found['thing']}" if found["thing"] else "的"
    return f"按{found['unit']}计{thing}"


def _in_figures(found: re.Match[str]) -> str:
    # a measure word makes the numeral readable; it is left out again
    read = quantities(f"{found['numeral']}个")
    return f"{found['before']}{read[0].value:f}" if read else found.group()
