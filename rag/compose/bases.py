"""What stands around a row's number, and by what it is reckoned: a month, a household; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.compose.ledger_rows import own_words
from rag.compose.wordmatch import is_short_form
from rag.schemas import Commitment, LedgerTopic
from rag.text import fold, quantities
from rag.understand.ledger_words import is_deed
from rag.understand.thesaurus import Term, shipped_thesaurus

_BEFORE: Final = 60
"""Most characters before a row that may say whose number it is."""
_STOPS: Final = "、,;。\n"
_STOP: Final = re.compile(f"[{_STOPS}]")
_SENTENCE: Final = re.compile("[;。\n]")
_BASE: Final = re.compile(
    "每个?(?:人次|平方米|工作日|学期|学年|季度|小时|单元|公里|公顷|孩子?|[人名户亩座月年季天日周张部台套间床辆家次吨度处栋村生位餐斤头只棵层个])"
    "|[人户年月日亩]均|面值|总额|总规模|总量|总数|累计|一次性|连续|增加到|提高到|扩大到|减少到"
    "|减少|压减|核减|拆除|撤[销并]|关停|搬迁|淘汰|取消|退出"
)
_ASKED: Final = (
    ("一年", "每年"),
    ("一个月", "每月"),
    ("一月", "每月"),
    ("一户", "每户"),
    ("一亩", "每亩"),
)
_YEAR: Final = re.compile("(20[0-9]{2})年")
_MEASURES: Final = frozenset(
    "面积 数量 里程 长度 人数 户数 总数 数目 任务 指标 目标 项目 工程".split()
)
_HAN: Final = re.compile("[一-鿿]")
# What turns a thing into another beside it, written to its word: 半失能, 南片区.
_TURNS: Final = frozenset("半非未准副无不东南西北")


def said_around(row: Commitment, text: str) -> str:
    """Return what is said around a row's number, from one stop to the next, folded.

    Args:
        row: A row with a number.
        text: Its document's text.
    """
    before = fold(text[max(0, row.start - _BEFORE) : row.start])
    whole = f"{before}{fold(row.quote)}"
    for number in quantities(whole):
        own = (f"{number.value:f}", number.unit) == (row.value, row.unit or "")
        if own and number.start >= len(before):
            start = max(whole.rfind(stop, 0, number.start) for stop in _STOPS)
            end = _STOP.search(whole, number.end)
            return whole[start + 1 : end.start() if end else len(whole)]
    return ""


def bases(text: str) -> frozenset[str]:
    """Return what the numbers of a folded text are reckoned by, as it says it.

    What is so many by now, or so many fewer, is reckoned by something else than what is new.
    """
    for said, meaning in _ASKED:
        text = text.replace(said, meaning)
    return frozenset(found.replace("个", "") for found in _BASE.findall(text))


def years_said(row: Commitment, around: str) -> frozenset[str]:
    """Return the years that a row's number is of, where any is told."""
    due = {str(day.year) for day in (row.deadline_from, row.deadline_to) if day}
    return frozenset({*_YEAR.findall(around), *due})


def are_of_years_asked(
    rows: Sequence[Commitment], texts: dict[str, str], topics: Sequence[LedgerTopic]
) -> bool:
    """Tell whether rows that are said to be of different years are so in the question too."""
    years = [frozenset(_YEAR.findall(said_around(row, texts[row.document_id]))) for row in rows]
    asked = "".join(topic.text for topic in topics)
    return len(set(years)) == 1 or all(year in asked for own in years for year in own)


def are_alike(rows: Sequence[Commitment], texts: dict[str, str]) -> bool:
    """Tell whether rows are reckoned by the same, so that they may be set against each other."""
    return len({bases(said_around(row, texts[row.document_id])) for row in rows}) == 1


def says_all(row: Commitment, topic: LedgerTopic, text: str) -> bool:
    """Tell whether a row, or its sentence before it, names all of a thing asked for.

    What is done to it, and by what it is measured, need not be said in the same words.

    Args:
        row: The row.
        topic: The thing.
        text: Text of the row's document.
    """
    said = _said(row, text)
    thing = topic.text if _HAN.search(topic.text) else "".join(topic.words)
    if _stands(thing, said):
        return True
    if not _HAN.search(topic.text):
        return all(_stands(word, said) for word in topic.words)
    terms = shipped_thesaurus().terms(thing)
    wanted = [term for term in terms if not all(map(is_beside, term.words))]
    return all(names(term, said, thing) for term in wanted)


def says_word(row: Commitment, word: str, text: str) -> bool:
    """Tell whether a row, or its sentence before it, names one word of a thing asked for."""
    return _stands(word, _said(row, text))


def _stands(word: str, said: str) -> bool:
    """Tell whether a word stands in a text, or is short for what does; a part of it is not it."""
    return word in said or is_short_form(word, said)


def _said(row: Commitment, text: str) -> str:
    before = fold(text[max(0, row.start - _BEFORE) : row.start])
    stops = [found.end() for found in _SENTENCE.finditer(before)]
    return f"{before[stops[-1] if stops else 0 :]}\n{own_words(row)}"


def is_beside(word: str) -> bool:
    """Tell whether a word names what is done to a thing, or its measure, and not the thing."""
    return len(word) == 1 or word in _MEASURES or is_deed(LedgerTopic(text=word, words=(word,)))


def names(term: Term, said: str, asked: str) -> bool:
    """Tell whether a folded text names a term in the question's own words, shortened or not.

    半失能 is not 失能, and a word of official use may name a sister of what is meant: it counts
    where the question's word is short for it (规上 for 规模以上).
    """
    short = "".join(term.words)
    own = all(_stands(word, said) for word in term.words)
    if not own and not any(
        official in said and _is_short_for(short, official) for official in term.official
    ):
        return False
    for word in term.words:
        at = asked.find(word)
        turned = asked[at - 1 : at + len(word)] if at > 0 and asked[at - 1] in _TURNS else ""
        if turned and turned not in said:
            return False
    return True


def _is_short_for(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
