"""What words must hold before they can answer at all; pure.

The models weigh; these rules decide. A question for a figure is not answered without
one, a question of a quoted term not from a passage without it, and so on. What fails
names the reason, which a refusal then gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from rag.compose.ages import is_of_other_age
from rag.compose.aspects import lacks_aspect
from rag.compose.deeds import is_of_other_deed, is_of_other_turn
from rag.compose.existing import lacks_existence
from rag.compose.groups import counts_other_people, lacks_group
from rag.compose.located import asks_address, is_located, lacks_kind
from rag.compose.measured import PHONE_ASKED, RATE, asking, lacks_date, lacks_figure
from rag.compose.parts import counts_several, is_of_other_side, lacks_parts, tells_whole_only
from rag.compose.segments import own_segment
from rag.compose.things import (
    counts_another,
    counts_no_population,
    is_of_other_kind,
    lacks_thing,
)
from rag.compose.wordmatch import held
from rag.index.terms import dictionary_words
from rag.schemas import AnswerType, Intent
from rag.understand.thesaurus import Term

_QUOTED: Final = re.compile(r"[“\"「『]([^“”\"「」『』]{2,20})[”\"」』]")
_TERM_HELD: Final = 0.5
_MEASURED: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})
_PROCEDURE_ASKED: Final = re.compile(
    "申请|申领|办理|登记|报名|材料|手续|下载|注册|流程|联系方式|网址|找谁(?!评|说理|哭)|去哪办"
    "|电话(?:是|号|多少|几|有|呢|[^一-鿿]|$)|(?:联系|咨询|服务|投诉|举报|报名|预约|什么|啥|哪个)电话"
)
_PROCEDURE: Final = re.compile(
    "申请|申领|申报|办理|登记|报名|提交|材料|手续|流程|程序|电话|热线|拨打|网址|网站|窗口|受理|登录|app"
    "|公众号|联系|代办|向[一-鿿]{2,12}(?:提出|反映)|[0-9]{3,4}-[0-9]{4,8}"
)
_PAST: Final = re.compile("去年|上一?年(?!级)度?|前年|往年|last year|previous year")
_KEEPER_ASKED: Final = re.compile(
    "谁(?:牵头|负责|来|管|组织|承担|建|主持)|由谁|哪个(?:部门|单位|局)|哪家(?!庭)|施工单位"
    "|开发商(?:是|叫|为)|哪个开发商"
    r"|承建|负责人|责任单位|牵头单位|运营商"
    r"|\bwho (?:leads?|runs?|manages?|is (?:in charge|responsible))"
)
_KEEPER: Final = re.compile(
    "责任单位|牵头|负责|承担|主管|主办|承办|会同|配合|(?<![布格大全时政变结好])局(?![面限部势起])|委员会|办公室|部门|公司|集团|企业|医院|引入|由"
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
        ``aspect``, ``deed``, ``age``, ``kind``, ``past``, ``keeper``, ``place``, ``procedure``,
        which key the wording of the refusal.
    """
    lacks: dict[str, Callable[[], bool]] = {
        "term": lambda: _lacks_terms(question, passage, is_known),
        "parts": lambda: lacks_parts(question, passage),
        "side": lambda: is_of_other_side(question, passage),
        "share": lambda: (
            tells_whole_only(question, passage)
            or (
                intent.answer_type is AnswerType.NUMBER
                and counts_several(question, intent.unit, words)
            )
        ),
        "thing": lambda: (
            lacks_thing(question, terms, passage)
            or lacks_existence(question, terms, passage)
            or is_of_other_kind(question, terms, near, passage)
            or counts_another(question, terms, words, near)
            or counts_no_population(question, words, near)
            or counts_other_people(question, terms, words, near)
            or lacks_group(question, terms, passage)
        ),
        "aspect": lambda: lacks_aspect(question, near),
        "deed": lambda: is_of_other_deed(question, near),
        "figure": lambda: lacks_figure(intent, question, words, near),
        "date": lambda: (
            lacks_date(intent, question, _own(question, words, near))
            or (
                intent.answer_type is AnswerType.DATE
                and is_of_other_turn(question, _own(question, words, near))
            )
        ),
        # Who asks whether a child of five may go is told from what age children may.
        "age": lambda: (
            intent.answer_type is AnswerType.NUMBER
            and is_of_other_age(question, intent.unit, words)
        ),
        "past": lambda: bool(_PAST.search(question)) and not _PAST.search(passage),
        "keeper": lambda: bool(_KEEPER_ASKED.search(question)) and not _KEEPER.search(words),
        "kind": lambda: lacks_kind(question, words),
        "place": lambda: asks_address(question) and not is_located(question, words),
        "procedure": lambda: (
            bool(_PROCEDURE_ASKED.search(asking(question)))
            # 等不及走手续，几天给钱 asks how many days.
            and (intent.answer_type not in _MEASURED or bool(PHONE_ASKED.search(question)))
            and not _PROCEDURE.search(passage)
        ),
    }
    return next((name for name, is_lacking in lacks.items() if is_lacking()), None)


def _own(question: str, words: str, near: str) -> str:
    """Return what words tell of the one of several things listed that a question names."""
    sentence = near.rpartition("\n")[2]
    at, own = sentence.find(words), own_segment(question, sentence)
    if at < 0 or own is None:
        return words
    return sentence[max(at, own.start) : max(0, min(at + len(words), own.end))]


def _lacks_terms(question: str, passage: str, is_known: Callable[[str], bool]) -> bool:
    """Tell whether a passage speaks of none of the terms quoted; of several, one will do."""
    known = [term for term in _QUOTED.findall(question) if is_known(term)]
    return bool(known) and all(held(term, passage) < _TERM_HELD for term in known)


def things_named(question: str, terms: Sequence[Term]) -> list[tuple[str, ...]]:
    """Return what a folded question names in words of official use, each with its sister words.

    First rates (失业率), then the words that the thesaurus knows as official.
    """
    rates = [(_whole(question, found),) for found in RATE.finditer(question)]
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
