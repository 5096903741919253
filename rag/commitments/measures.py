"""The quantities of a phrase that are targets, standards or limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from rag.commitments.around import Around
from rag.commitments.conditions import is_condition, is_description
from rag.commitments.names import counts_nothing
from rag.commitments.phrases import Phrase
from rag.commitments.sentence import Sentence
from rag.commitments.timing import tells_which
from rag.schemas import Span
from rag.text import Quantity

Comparator = Literal["=", ">=", ">", "<=", "<"]

# Words further from a number than this say nothing of it.
REACH: Final = 200
_AGES: Final = frozenset({"岁", "周岁"})
TIMES: Final = frozenset({*"年天日周秒", "个月", "小时", "分钟", "工作日"})
# Kinds of things are described, not promised.
_KINDS: Final = frozenset({*"类种款", "部门"})
_LIFE: Final = re.compile("寿命.{0,6}\\Z")
# 压减10% says by how much, 压减到10% to what.
_AT_MOST: Final = re.compile("(?:(?:控制|限定)(?:到|在|至|为)?|(?:压降|压减)[到在至为])\\Z")
# A bound may stand some words before its number: 不低于工资基数的200%.
_BOUND: Final = re.compile(
    "(?:(?P<ge>不(?:得)?(?:少|低)于|至少|最低|最少)|(?P<le>不(?:得)?(?:超过|高于|多于)|最高|最多"
    "|最长))"
    "[^0-9,;、]{1,24}\\Z"
)
# 投资5000万元以上的项目10个: the first number tells which projects.
_WHICH: Final = re.compile("(?:以[上下内])的?[^0-9,;、]{1,10}[0-9]")


# A ratio or an index has no measure word: 城乡居民收入比缩小到1.9.
_BARE: Final = re.compile(
    "(?:[入构业益]比|比值|指数|系数|容积率)(?:进一步|持续|逐步|力争|要)?"
    "(?:控制|缩小|收窄|下降|降低?|压[降减]|提[升高]|保持|稳定|达)(?:到|至|在|为)?"
    "(?:不?[高低]于|不超过)?\\Z"
)


def counted(sentence: Sentence, phrase: Phrase) -> tuple[Quantity, ...]:
    """Return the quantities of ``phrase`` that a commitment may consist of.

    A stretch of time that limits others (三年内新建10所) is none of them, but counts where
    it stands alone (5个工作日内办结), unless it is in years.
    """
    text = sentence.text
    limits = [time for time in sentence.times_of(phrase) if time.kind == "limit"]
    timed: list[Quantity] = []
    others: list[Quantity] = []
    for quantity in sentence.quantities_of(phrase):
        limit = next((t for t in limits if t.start <= quantity.start < t.end), None)
        if not _counts(text, phrase, quantity):
            continue
        if limit is None:
            others.append(quantity)
        elif quantity.unit != "年" and not tells_which(text, limit):
            timed.append(quantity)
    # 3个工作日内完成审核并公示5天 sets two stretches of time.
    counts = any(quantity.unit not in TIMES for quantity in others)
    return tuple(others) if counts else (*timed[:1], *others)


def _counts(text: str, phrase: Phrase, quantity: Quantity) -> bool:
    start, end = quantity.start, quantity.end
    if quantity.unit in _KINDS or end > phrase.end:
        return False
    if not quantity.unit and not _BARE.search(text, max(phrase.start, start - REACH), start):
        return False
    first, last = _around(text, phrase, start, end)
    if quantity.unit in _AGES and not _LIFE.search(text, first, start):
        return False
    if quantity.comparator in {">=", "<=", ">", "<"} and _WHICH.match(text, end, last):
        return False
    words = Around(text[first:start], text[start:end], text[end:last])
    return not (counts_nothing(words) or is_condition(words) or is_description(words))


def _around(text: str, phrase: Phrase, start: int, end: int) -> tuple[int, int]:
    """Return the brackets that ``start`` to ``end`` stands in, or the phrase, within reach."""
    first, last = max(phrase.start, start - REACH), min(phrase.end, end + REACH)
    opening = text.rfind("(", first, start)
    closing = text.find(")", end, last)
    if 0 <= opening < closing and ")" not in text[opening:start]:
        return opening + 1, closing
    return first, last


def comparator(text: str, phrase: Phrase, quantity: Quantity) -> Comparator | None:
    """Return how the number bounds what it measures, as all the words of the phrase say."""
    if quantity.comparator != "=":
        return quantity.comparator
    first = max(phrase.start, quantity.start - REACH)
    if _AT_MOST.search(text, first, quantity.start):
        return "<="
    bound = _BOUND.search(text, first, quantity.start)
    if bound:
        return ">=" if bound["ge"] else "<="
    return "="


def spans(quantities: Sequence[Quantity]) -> tuple[Span, ...]:
    """Return the places of quantities."""
    return tuple(Span(start=quantity.start, end=quantity.end) for quantity in quantities)
