"""Cutting a quote: short, whole, and with its conditions beside it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rag.clauses import own_sentences
from rag.schemas import Clause, Span
from rag.text import fold, items, quantities, sentences

_TRAILING: Final = " \t\n　,，;；:：、。.！!？?"
_LEADING: Final = " \t\n　,，;；、。！!？?"
# What follows such a mark goes on with the same item: a list of names is one item.
_LIST_MARK: Final = "、"
# An item that begins so limits or takes back the one before it.
_LIMITS: Final = re.compile(
    r"(?:但|除|不含|不包括|其中|且(?:不|须|应|必)|最[高多长低少迟晚]|上限|原则上|不(?:超过|高于"
    r"|低于|少于|多于|得)"
    r"|逾期|否则|确有|有(?:困难|特殊))"
)
# An item that begins or ends so only says for whom, when or whereby what follows holds.
_CONDITION: Final = re.compile(
    r"(?:对于?|凡|符合|如果?|若|属于|经|依托|通过|按照|根据|借助|利用|充分利用|发挥)[^,，]*[,，]$"
    r"|.*(?:的|后|前|时|者|期间|之日起|情况下|基础上|条件下)[,，]$"
)
_COMPARES_BEFORE: Final = re.compile(
    r"(?:不(?:少于|低于|超过|高于|多于|大于|小于|得少于|得超过|得低于)|超过|超|达到?|至少"
    r"|最[多少高低]|约|近|力争|控制在|稳定在)$"
)
_COMPARES_AFTER: Final = re.compile(r"(?:及|或)?(?:以上|以下|以内|之内|左右|上下|之间)")
_SUBJECT: Final = 20
"""Most characters of an item that only names what the next one speaks of."""
# 6月底开工建设 names nothing that is built.
_ONLY_WHEN: Final = re.compile(
    "(?:[0-9]+年)?(?:[0-9]+月)?(?:[0-9]+日)?[年月上中下半底初旬末内前]{0,4}"
    "(?:力争|确保|全面|正式|基本|陆续|全部){0,2}"
    "(?:启动|开工|动工|完工|竣工|完成|建成|投用|交付|开放|开园|通车|启用|实施){1,2}"
    "(?:建设|使用|投用|运营|施工|任务)?"
)
_NAME_ALONE: Final = re.compile("[^0-9,;。]{2,10}")
_NEXT_NAME: Final = re.compile("[;；][^0-9,，;；。]{2,10}\\Z")
_OPENED: Final = {"“": "”", "（": "）", "(": ")", "《": "》", "〔": "〕", "‘": "’", "「": "」"}


def trim(text: str, start: int, end: int) -> Span:
    """Return the range without punctuation and space at its ends; may be empty."""
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start=start, end=end)


def with_conditions(text: str, within: Span, quote: Span) -> Span:
    """Widen a quote by the conditions that stand beside it in its first and last sentence.

    Taken in are an item before it that only says for whom or when it holds, and items
    after it that limit it (但…, 除…外, 最高不超过…).
    """
    start, end = quote.start, quote.end
    for sentence in sentences(text, within.start, within.end):
        parts = joined_items(text, sentence)
        for before, item in zip(reversed(parts[:-1]), reversed(parts[1:]), strict=True):
            if item.start == start and _CONDITION.match(text[before.start : before.end]):
                start = before.start
        for item, after in pairwise(parts):
            if item.start < end <= item.end and _LIMITS.match(text, after.start, after.end):
                end = after.end
    return Span(start=start, end=end)


def with_subject(text: str, within: Span, quote: Span, words: Sequence[str]) -> Span:
    """Widen a quote by the short item before it that names what is asked about.

    Such an item (火车站片区，9月底前启动…) holds one of ``words`` that the quote lacks: without it
    the quote would not show what it speaks of.
    """
    for sentence in sentences(text, within.start, within.end):
        parts = joined_items(text, sentence)
        for before, item in pairwise(parts):
            if item.start == quote.start and before.end - before.start <= _SUBJECT:
                told = fold(text[before.start : before.end])
                said = fold(text[quote.start : quote.end])
                if text[before.end - 1] in ",，" and any(
                    word in told and word not in said for word in words
                ):
                    return Span(start=before.start, end=quote.end)
    return quote


def with_what_is_done(text: str, within: Span, quote: Span) -> Span:
    """Widen a quote that only says when what is done (6月底开工建设) to what it is done to.

    Items before it in its sentence are taken in up to the first that says more, and to the
    name before that which stands for itself (城市阳台片区,).
    """
    bare = trim(text, quote.start, quote.end)
    if not _ONLY_WHEN.fullmatch(fold(text[bare.start : bare.end])):
        return quote
    for sentence in sentences(text, within.start, within.end):
        before = [part for part in joined_items(text, sentence) if part.end <= quote.start]
        if not (sentence.start <= quote.start < sentence.end):
            continue
        start = quote.start
        for part in reversed(before):
            bare = trim(text, part.start, part.end)
            words = fold(text[bare.start : bare.end])
            if start < quote.start and not _NAME_ALONE.fullmatch(words):
                break
            if not _ONLY_WHEN.fullmatch(words):
                start = part.start
        return Span(start=start, end=quote.end)
    return quote


def without_next_name(text: str, quote: Span) -> Span:
    """Narrow a quote that ends with the name of what is told only after it.

    Of 6月底开工;火车站片区 the end stands for what follows: 9月底前启动….
    """
    bare = trim(text, quote.start, quote.end)
    found = _NEXT_NAME.search(text, bare.start, bare.end)
    goes_on = text[bare.end : bare.end + 1] in {",", "，"}
    return Span(start=quote.start, end=found.start()) if found and goes_on else quote


def tightened(text: str, quote: Span, pointed: Span, words: Sequence[str]) -> Span:
    """Narrow a quote to the items from the first to the last that the answer needs.

    Needed are the items that ``pointed`` touches, and those that hold any of ``words``;
    where what is pointed at holds none of them, nothing tells it from its neighbours, and
    the quote stays whole.
    """
    parts = [
        part
        for sentence in sentences(text, quote.start, quote.end)
        for part in joined_items(text, sentence)
    ]
    touched = [part for part in parts if part.start < pointed.end and part.end > pointed.start]
    told = [part for part in parts if any(word in text[part.start : part.end] for word in words)]
    if not any(part in told for part in touched):
        return quote
    return Span(
        start=min(part.start for part in (*touched, *told)),
        end=max(part.end for part in (*touched, *told)),
    )


def whole_list(text: str, within: Span, quote: Span, words: Sequence[str]) -> Span:
    """Widen a quote over the items beside it, in its sentence, that go on with its list.

    An item goes on with it where it holds the most telling of ``words`` (those come
    first) that the quote holds.
    """
    told = next((word for word in words if word in text[quote.start : quote.end]), None)
    if told is None:
        return quote
    start, end = quote.start, quote.end
    for sentence in sentences(text, within.start, within.end):
        parts = joined_items(text, sentence)
        for before, item in zip(reversed(parts[:-1]), reversed(parts[1:]), strict=True):
            if item.start == start and told in text[before.start : before.end]:
                start = before.start
        for item, after in pairwise(parts):
            if item.start < end <= item.end and told in text[after.start : after.end]:
                end = after.end
    return Span(start=start, end=end)


def whole_quantity(text: str, within: Span, start: int, end: int) -> Span:
    """Widen a range so that it cuts no figure from its unit, nor from the words that compare it."""
    for quantity in quantities(text[within.start : within.end]):
        first, last = quantity.start + within.start, quantity.end + within.start
        if first < end and last > start:
            before = _COMPARES_BEFORE.search(text[within.start : first])
            after = _COMPARES_AFTER.match(text, last, within.end)
            first = before.start() + within.start if before else first
            start, end = min(start, first), max(end, after.end() if after else last)
    return Span(start=start, end=end)


def joined_items(text: str, sentence: Span) -> list[Span]:
    """Return the items of a sentence with those separated by 、 put together."""
    joined: list[Span] = []
    for item in items(text, sentence.start, sentence.end):
        if joined and text[joined[-1].end - 1] == _LIST_MARK:
            joined[-1] = Span(start=joined[-1].start, end=item.end)
        else:
            joined.append(item)
    return joined


def own_items(text: str, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Span]]:
    """Yield the items of every clause with it, in reading order, trimmed; headings left out."""
    for clause, sentence in own_sentences(text, clauses):
        for item in joined_items(text, sentence):
            yield clause, trim(text, item.start, item.end)


def closed(text: str, within: Span, words: Span) -> Span:
    """Widen until every quotation mark and bracket inside has its other half inside."""
    start, end = words.start, words.end
    for opening, closing in _OPENED.items():
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing):
            at = text.find(closing, end, within.end)
            end = at + 1 if at >= 0 else end
        elif inside.count(closing) > inside.count(opening):
            at = text.rfind(opening, within.start, start)
            start = at if at >= 0 else start
    return Span(start=start, end=end)
