"""A group of people that a question is about, where words are about others; pure.

Who asks how many 农民工 are to find work is not told by all who do (统筹农民工等重点群体就业,全年
城镇新增就业7500人): the number's own item must name the group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rag.compose.wordmatch import ABBREVIATED, held, meant
from rag.understand.thesaurus import Term

_GROUP: Final = (
    "农民工|退役军人|退伍军人|残疾人|残疾儿童|(?:高校|大学)?毕业生|大学生|妇女|低保户|低保对象|脱贫户|脱贫人口|困难职工"
    "|(?:下岗|失业)人员|留守儿童|孤儿|五保户|特困人员|外来务工人员|(?:独居|失能|空巢)老人"
)
_OTHERS: Final = "(?!子女|随迁|孩子|的?娃|家属|遗属|公寓|宿舍|之家|学校|创业园)"
"""What makes of a group's name that of others, or of a thing."""
_MANY: Final = "(?:多少|(?<!哪)几[十百千万]?)"
_ASKED: Final = re.compile(
    f"{_MANY}(?:人次?|名|位|户|个)?(?P<a>{_GROUP}){_OTHERS}"
    f"|(?P<b>{_GROUP}){_OTHERS}[一-鿿]{{0,10}}?{_MANY}(?:人次?|名|位|户|个人)(?!才)"
)
_PEOPLE: Final = re.compile("[0-9一二三四五六七八九十百千万](?:余|多)?(?:人次?|名|位|户|个)")
_ITEM: Final = re.compile("[^,，;；。:：\n]+")
# Who is meant by a question of any kind, however many they are.
_MEANT: Final = re.compile(
    f"(?:残疾(?:人|儿童)|退[役伍]军人|留守儿童|困境儿童|孤儿|五保户|特困|农民工|低保户|脱贫户){_OTHERS}"
)
# What is for the countryside, or of a grade, where a passage says nothing of the sort.
_OF_KIND: Final = (
    (re.compile("(?<![和与及、])(?:农村|乡村)"), re.compile("农[村民户业]|乡|(?<!城中)村")),
    (re.compile("三甲|三级甲等"), re.compile("三甲|三级(?:甲等|医院|医疗)")),
    (re.compile("二甲|二级甲等"), re.compile("二甲|二级(?:甲等|医院|医疗)")),
)
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


def lacks_group(question: str, terms: Sequence[Term], passage: str) -> bool:
    """Tell whether a question is about a group of people of whom a passage does not speak.

    The countryside and the grade of a hospital are looked for in the same way.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        passage: The passage and its headings, folded.
    """
    if any(asked.search(question) and not told.search(passage) for asked, told in _OF_KIND):
        return True
    group = _group_meant(question)
    if not group or group.rstrip("人") in passage or held(group, passage) >= ABBREVIATED:
        return False
    naming = [term for term in terms if any(w in group or group in w for w in term.words)]
    return not any(meant(term, passage) >= ABBREVIATED for term in naming)


@lru_cache(maxsize=256)
def _group_meant(question: str) -> str:
    found = _MEANT.search(question)
    return found.group() if found else ""
