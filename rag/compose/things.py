"""What a question counts, where a passage counts something else; pure.

Who asks 新建多少座天桥 is not told by a passage that speaks of no bridge, whatever it counts
in the same unit; nor is 多少公里燃气管道 told by 截污管道4.2公里. Only things named in so many
words after their counter are held to this: who describes a thing (多少个能遛弯的地儿) uses none
of the documents' words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rag.compose.wordmatch import ABBREVIATED, held, meant
from rag.understand.thesaurus import Term

_COUNTED: Final = re.compile(
    "(?:多少(?:平方米|平方公里|公里|人次|[个处座所家条部张套间户名位辆台棵盏块场米亩支])|(?<!哪)几[座所家条部张套间名辆台])"
    "(?P<thing>[一-鿿]{2,8}?)[?]?$"
)
_COUNTED_BEFORE: Final = re.compile(
    "(?P<thing>[一-鿿]{2,8}?) *(?:要|会|准备|计划|打算|今年|一共|总共|共){0,4}+"
    "(?:改造|建设|铺设|新建|整治|提升|修建|完成|安装|建成|改建|维修|新增|增加|建|修|盖|装)[了好出成设]?"
    "(?:多少|几)(?:平方米|平方公里|公里|[个处座所家条部张套间台棵盏块场米亩])"
)
# 今年计划改造多少个 names no thing before its verb.
_PLANNED: Final = re.compile("[今明全本年计划共总]")
# Words of a clause, not of a name.
_SPOKEN: Final = re.compile("[能想给要会的我他得有在去了把就让白还才上下是到便这那些人口着一没样]")
# 房子 is 房屋 in official words.
_ENDING: Final = "子儿"
_HEAD: Final = 2
_KIND: Final = re.compile("(?![一-鿿]?[的等个及和与或座所处条])[一-鿿]{2}$")
"""What tells the kind before a head: 截污 of 截污管道, nothing of 建成的管道."""
_NOUN: Final = re.compile(
    "[0-9][万千百]?[个处座所家条部张套间辆台棵盏块场支](?P<noun>(?![已由全均等的以左])[一-鿿]{2,8})"
)
_POPULATION: Final = re.compile(
    "人口(?:总数|总量|规模)?[一-鿿]?(?:多少|几)|(?:多少|几)[万千个]?人口"
)
_PEOPLED: Final = re.compile("人口|常住|户籍|居民|总人数|万人(?!次)")
_TIMES: Final = "人次"


def lacks_thing(question: str, terms: Sequence[Term], passage: str) -> bool:
    """Tell whether nothing of a passage names the thing that a question counts.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        passage: The passage and its headings, folded.
    """
    counted = _thing_counted(question)
    if counted is None:
        return False
    thing = counted["thing"].rstrip(_ENDING)
    if held(thing, passage) or all(character in passage for character in thing[-_HEAD:]):
        return False
    naming = [term for term in terms if any(w in thing or thing in w for w in term.words)]
    return not any(meant(term, passage) for term in naming)


def is_of_other_kind(question: str, terms: Sequence[Term], near: str, passage: str) -> bool:
    """Tell whether a sentence names only other kinds of the thing that a question counts.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        near: The sentence, and the headings over it, folded.
        passage: The passage and its headings, folded.
    """
    counted = _thing_counted(question)
    if counted is None:
        return False
    thing = counted["thing"].rstrip(_ENDING)
    kind, head = thing[:-_HEAD], thing[-_HEAD:]
    if len(kind) < _HEAD or all(character in passage for character in kind[-_HEAD:]):
        return False
    before = [near[: found.start()] for found in re.finditer(head, near)]
    if not before or not all(_KIND.search(text) for text in before):
        return False
    official = [w for term in terms if any(kind in w for w in term.words) for w in term.official]
    return not any(held(word, near) >= ABBREVIATED for word in official)


@lru_cache(maxsize=256)
def _thing_counted(question: str) -> re.Match[str] | None:
    """Return where a question names what it counts, after its counter or before its verb."""
    counted = _COUNTED.search(question)
    if counted is None:
        counted = _COUNTED_BEFORE.search(question)
        if counted is None or _PLANNED.search(counted["thing"]):
            return None
    return None if _SPOKEN.search(counted["thing"]) else counted


def counts_another(question: str, terms: Sequence[Term], words: str, near: str) -> bool:
    """Tell whether words count things by name, none of them the one that a question counts.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        words: The words proposed, folded.
        near: The sentence they stand in and the headings over it, folded: where these name the
            thing, 182个点位 may be of it.
    """
    counted = _COUNTED.search(question)
    if counted is None or _SPOKEN.search(counted["thing"]):
        return False
    thing = counted["thing"].rstrip(_ENDING)
    if all(character in near for character in thing[-_HEAD:]):
        return False
    nouns = [found["noun"] for found in _NOUN.finditer(words)]
    if not nouns or any(character in noun for noun in nouns for character in thing):
        return False
    naming = [term for term in terms if any(w in thing or thing in w for w in term.words)]
    return not any(
        held(word, near) >= ABBREVIATED for term in naming for word in (*term.words, *term.official)
    )


def counts_no_population(question: str, words: str, near: str) -> bool:
    """Tell whether a population is asked for, and neither the words nor the sentence that
    holds them (all folded) tell one: 5000人次 moved to work are not how many live there.
    """
    if not _POPULATION.search(question):
        return False
    return _TIMES in words or not _PEOPLED.search(near)
