"""A group of people of whom a question counts some, where words count others; pure.

Who asks how many 农民工 are to find work is not told by all who do (统筹农民工等重点群体就业,全年
城镇新增就业7500人): the number's own item must name the group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rag.compose.wordmatch import meant
from rag.understand.thesaurus import Term

_GROUP: Final = (
    "农民工|退役军人|退伍军人|残疾人|残疾儿童|(?:高校|大学)?毕业生|大学生|妇女|低保户|低保对象|脱贫户|脱贫人口|困难职工"
    "|(?:下岗|失业)人员|留守儿童|孤儿|五保户|特困人员|外来务工人员|(?:独居|失能|空巢)老人"
)
_MANY: Final = "(?:多少|(?<!哪)几[十百千万]?)"
_ASKED: Final = re.compile(
    f"{_MANY}(?:人次?|名|位|户|个)?(?P<a>{_GROUP})"
    f"|(?P<b>{_GROUP})[一-鿿]{{0,10}}?{_MANY}(?:人次?|名|位|户|个人)(?!才)"
)
_PEOPLE: Final = re.compile("[0-9一二三四五六七八九十百千万](?:余|多)?(?:人次?|名|位|户|个)")
_ITEM: Final = re.compile("[^,，;；。:：\n]+")
_NAMED: Final = 0.5
"""Share of a group's name that an item must hold."""


@lru_cache(maxsize=256)
def _group_asked(question: str) -> str:
    found = _ASKED.search(question)
    return (found["a"] or found["b"]) if found else ""


def counts_other_people(question: str, terms: Sequence[Term], words: str, near: str) -> bool:
    """Tell whether a group of people is counted in a question, and only others in words.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        words: The words proposed, folded.
        near: The sentence they stand in below the headings over it, folded. A heading that
            names the group says whom the number counts.
    """
    group = _group_asked(question)
    if not group:
        return False
    counted = [item for item in _ITEM.findall(words) if _PEOPLE.search(item)]
    if not counted:
        return False
    naming = [term for term in terms if any(w in group or group in w for w in term.words)]
    headings = near.split("\n")[:-1]
    return not any(
        group in told or any(meant(term, told) >= _NAMED for term in naming)
        for told in (*counted, *headings)
    )
