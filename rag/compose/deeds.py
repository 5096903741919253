"""What is done to a thing, where a question counts what was done; pure.

How many lifts are replaced is not told by how many are added: the same thing, the same unit,
another deed. Only deeds that exclude one another are told apart, and only where the count is
that of the deed (更换多少部): what a deed costs, or how many must agree to it, may stand in a
sentence that does not name it again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_DEEDS: Final = (
    ("更换|置换|换成|replac", "换|更替|替代|以旧|淘汰|(?<!城市)更新"),
    ("拆除|拆掉|拆|demolish|remov|tear down|torn down|knock", "拆|报废|清[理除]|取缔"),
    (
        "关停|关闭|关掉|停用|clos(?:ed|es|ing|e\b(?! to))|shut",
        "关[停闭]|停[产业运用]|清退|退出|取缔|淘汰|撤[并销]|注销|封[停闭]",
    ),
    ("取消|撤销|裁撤|减少", "减|撤|取消|裁|降|精简|整合|清|少"),
    ("还差|还缺", "剩|余|差|缺|未|尚|没|待"),
    ("维修|修缮|检修|养护", "修|养护|维护|改造|翻新|整治|提升"),
    ("加装|增设|安装|install", "装|增|设|建|配|布|改|投放|添|新"),
    ("招聘|招录|录用|招", "招|聘|录|学位|引进|岗|用工|就业|选调"),
    ("培训", "训|培"),
    ("表彰|评选", "表彰|评|奖|选|命名|创建|获"),
    ("处罚|查处|查办", "罚|查[处办获封]|处理|执法|打击"),
    ("搬迁|腾退|迁出|搬走", "迁|搬|腾|退出|安置"),
)
"""Deeds as they are asked for, in Chinese or English, and as they are told."""

_HOW_MANY: Final = "(?:多少|几)(?![钱元成分年天日月次]|比例|个[年月]|小时)"
_NOT_THINGS: Final = "days?|weeks?|months?|years?|hours?|minutes?|yuan|times|owners|per"

_COUNTED: Final = tuple(
    (
        re.compile(
            f"(?:{asked})(?:了|掉|出)?{_HOW_MANY}"
            f"|{_HOW_MANY}[一-鿿]{{1,8}}(?:[要会将被]|计划|需要)被?(?:{asked})"
            f"|(?:{asked})的?(?:数量|数目|总数|个数)"
            rf"|\bhow many (?!(?:{_NOT_THINGS})\b)[^?,.]*\b(?:{asked})"
        ),
        re.compile(told),
    )
    for asked, told in _DEEDS
)


_ITEM: Final = re.compile("[^,，;；。:：\n]+")
_DATED: Final = re.compile("[0-9一二三四五六七八九十]|年|月")
_BEGINS: Final = re.compile("启动|开工|动工|开建|破土")
_ENDS_ASKED: Final = re.compile(
    "完工|竣工|建成|建好|修好|修完|盖好|完成|交付|交房|投用|投入使用|通车|入住"
)
_BEGINS_TOLD: Final = re.compile(f"{_BEGINS.pattern}|开始")
_ENDS_TOLD: Final = re.compile(f"{_ENDS_ASKED.pattern}|开放|开门|结束")


def is_of_other_turn(question: str, words: str) -> bool:
    """Tell whether a question asks when something ends, and words date only its beginning.

    Or the other way round.

    Args:
        question: The part asked, which asks for a day, folded.
        words: The words proposed, folded.
    """
    ends, begins = _ENDS_ASKED.search(question), _BEGINS.search(question)
    if bool(ends) == bool(begins):
        return False
    told, other = (_ENDS_TOLD, _BEGINS_TOLD) if ends else (_BEGINS_TOLD, _ENDS_TOLD)
    dated = [item for item in _ITEM.findall(words) if _DATED.search(item)]
    return bool(dated) and all(other.search(item) and not told.search(item) for item in dated)


def is_of_other_deed(question: str, text: str) -> bool:
    """Tell whether a question counts what is done, and a text tells of nothing like it.

    Args:
        question: The part asked, folded.
        text: The sentence and the headings over it, folded.
    """
    return any(not told.search(text) for told in _told_of(question))


@lru_cache(maxsize=256)
def _told_of(question: str) -> tuple[re.Pattern[str], ...]:
    """Return how each deed is told that a question counts; asked of every run of words."""
    return tuple(told for asked, told in _COUNTED if asked.search(question))
