"""What a number counts: the words around it, without verb, number and bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rag.commitments import verbs
from rag.schemas import Span

# Words that bound, hedge or join a number, on its left and on its right.
_BOUND_BEFORE: Final = re.compile(
    # Longest first, and possessive: a run of such words is read in one way only.
    "(?:应当|原则上|最长|达到|超过|不?(?:得)?(?:少|低|小)于|不?(?:得)?(?:超过|高于|多于|大于)"
    "|至少|最高|最低|最多|控制|稳定|保持|维持|分别|总额|按照?|累计|剩余"
    "|[约近达应须可于将需均也都在至到为是共的不每])++\\Z"
)
_BOUND_AFTER: Final = re.compile(
    "(?:\\([^()]{0,12}\\))?(?:(?:及|或)?以[上内下]|之?内|左右|上下|余|多|的"
    "|/[人年月天日次户家吨亩床]|[,、 ])*(?:\\([^()]{0,12}\\))?"
)
_LISTED: Final = re.compile("[、和与,]|以及")
# 由20%提升至40%: where it starts from.
_RISEN_FROM: Final = re.compile("[由从](?:原来?的?)?[0-9.]+[^0-9]{0,4}\\Z")
_MEASURE: Final = re.compile("[率度例限额数量重速期](?:原则上|均|应|须|总计)?\\Z")
_MOST_SHARES: Final = 12
_MOVED: Final = re.compile("(?:.*[^即就]|\\A)[将把]")
_EDGE: Final = " ,;、:()的和及与并"
# A stretch of time, and how its numbers are told, name no thing: 三年累计200部, 2026年36个.
_WHEN: Final = re.compile(
    "(?:其中|20[0-9]{2}年(?:底?前|内)?|[一二两三四五六七八九十0-9]+年(?:内|间|里|来)?|每年|年均|全年|当年|年内|累计|总共|合计|[到至]|共)+"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words around one or more numbers.

    Attributes:
        start: Where they begin, after adverbs and dates.
        end: Where they end.
        numbers: All numbers in them.
        promised: The word of promising before ``start``, or empty.
        joined: True where 、 joins them to what was counted before.
    """

    start: int
    end: int
    numbers: Sequence[Span]
    promised: str
    joined: bool = False


class Said(NamedTuple):
    """The verb of a number, and the places of the words that name its object.

    Both are empty where there are none.
    """

    action: str
    subject: tuple[Span, ...]


def said_of(text: str, words: Words, number: Span, verb: verbs.Verb | None, carried: str) -> Said:
    """Return what is said of ``number`` by the words around it.

    The verb is the one the words start with; else the word of promising they start with;
    else the one right before the number, unless one carried from before takes any object;
    else one anywhere before or after the number.

    Args:
        text: The folded sentence.
        words: The words around the number.
        number: The number in question.
        verb: The verb they start with, if any.
        carried: The verb of the phrase before, or empty.
    """
    near = None if verb else verbs.verb_before(text, words.start, number.start)
    bound = _BOUND_AFTER.match(text, number.end, words.end)
    after = Span(start=bound.end() if bound else number.end, end=words.end)
    before = Span(start=words.start, end=number.start)
    if verb and verb.start >= number.end:
        after = Span(start=verb.end, end=words.end)
        if _is_said(text, after):
            before = Span(start=words.start, end=words.start)
    elif verb:
        before = Span(start=max(verb.end, words.start), end=number.start)
    elif near and near.measures:
        before = Span(start=words.start, end=max(near.start, words.start))
    elif near and _is_said(text, after):
        before = Span(start=number.start, end=number.start)
    subject = (*_apart(_named(text, before, near), words.numbers), *_apart(after, words.numbers))
    return Said(_action(text, words, number, verb, near, carried), _trimmed(text, subject))


def aside(text: str, words: Words, number: Span) -> Words:
    """Return the words about a number that stands in brackets, or else ``words`` itself.

    20个(其中新建12个、改造8个): 12 has words of its own.
    """
    opening = text.rfind("(", words.start, number.start)
    closing = text.find(")", number.end, words.end)
    if opening < 0 or closing < 0 or ")" in text[opening : number.start]:
        return words
    marks = [text.rfind(mark, opening, number.start) for mark in "(、,;:"]
    ends = [at for mark in "、,;" if (at := text.find(mark, number.end, closing)) >= 0]
    end = min([closing, *ends])
    start = verbs.head(text, max(marks) + 1, end, ())
    return Words(start, end, (number,), "", joined=True)


def shared_out(
    text: str, start: int, end: int, numbers: Sequence[Span]
) -> dict[int, tuple[Span, ...]]:
    """Return which of the things listed before 分别 each number belongs to.

    All belong to the whole of it where it lists another count of things than there are
    numbers. Empty where ``text[start:end]`` shares nothing out, or more than anyone could
    follow; keys are where the numbers start.
    """
    mark = text.find("分别", start, end)
    after = [number for number in numbers if number.start > mark]
    if mark <= start or not 2 <= len(after) <= _MOST_SHARES:
        return {}
    names: list[Span] = []
    at = start
    for found in _LISTED.finditer(text, start, mark):
        names.append(Span(start=at, end=found.start()))
        at = found.end()
    names.append(Span(start=at, end=mark))
    if len(names) != len(after):
        names = [Span(start=start, end=mark)] * len(after)
    return {number.start: (name,) for number, name in zip(after, names, strict=True)}


def _action(
    text: str,
    words: Words,
    number: Span,
    verb: verbs.Verb | None,
    near: verbs.Verb | None,
    carried: str,
) -> str:
    if verb:
        return verb.text
    if words.promised:
        return words.promised
    generic = verbs.is_generic(carried)
    if near and near.acts:
        return carried if generic and not near.measures else near.text
    if near:
        # 结案率不低于98% bounds a measure: it needs no verb, nor could a neighbour lend one.
        measure = _MEASURE.search(text, words.start, near.start)
        return near.text if measure else _carried_or_other(text, words, number, "") or near.text
    return carried if generic else _carried_or_other(text, words, number, carried)


def _carried_or_other(text: str, words: Words, number: Span, carried: str) -> str:
    """Return the verb that grants, or the one before the number, carried, or after it."""
    if carried and words.joined:
        return carried
    before = verbs.nearest_verb(text, words.start, number.start)
    after = verbs.nearest_verb(text, number.end, words.end)
    if after and after.grants and not (before and before.grants):
        return after.text
    if before or carried:
        return before.text if before else carried
    return after.text if after else verbs.modal(text, words.start, words.end)


def _named(text: str, before: Span, near: verbs.Verb | None) -> Span:
    """Return what of the words before a number names a thing, without bounds and the like."""
    start, end = before.start, before.end
    if bound := _BOUND_BEFORE.search(text, start, end):
        end = bound.start()
    if risen := _RISEN_FROM.search(text, start, end):
        end = risen.start()
    # 将A延长至: what follows 将 is the object, what precedes it acts.
    moved = _MOVED.match(text, start, end) if near else None
    return Span(start=moved.end() if moved else start, end=end)


def _apart(words: Span, numbers: Sequence[Span]) -> tuple[Span, ...]:
    """Return ``words`` in pieces, without the numbers among them."""
    pieces: list[Span] = []
    at = words.start
    for number in sorted(numbers, key=lambda span: span.start):
        if at <= number.start < number.end <= words.end:
            pieces.append(Span(start=at, end=number.start))
            at = number.end
    pieces.append(Span(start=at, end=words.end))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _is_said(text: str, words: Span) -> bool:
    return bool(text[words.start : words.end].strip(_EDGE))


def _trimmed(text: str, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return pieces without the marks and joining words at either end of the whole."""
    said = [piece for piece in pieces if _is_said(text, piece)]
    if not said or _WHEN.fullmatch("".join(text[p.start : p.end] for p in said).strip(_EDGE)):
        return ()
    first, last = said[0], said[-1]
    lead = len(text[first.start : first.end]) - len(text[first.start : first.end].lstrip(_EDGE))
    said[0] = Span(start=first.start + lead, end=first.end)
    last = said[-1]
    kept = len(text[last.start : last.end].rstrip(_EDGE))
    said[-1] = Span(start=last.start, end=last.start + kept)
    return tuple(said)
