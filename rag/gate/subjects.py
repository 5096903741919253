"""Whose act or figure a claim says it is: places, offices, and spliced statements; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rag.gate.align import Statement
from rag.gate.compare import same_value
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading, Stretch, segments
from rag.gate.signs import FIGURE
from rag.gate.words import held, plain

_OFFICE: Final = re.compile(
    "[一-鿿]{1,12}?(?:委员会|办公室|管理局|管委会|居委会|村委会|事务所|服务中心|中心|部门|单位|机构"
    "|法院|检察院|公安|支队|大队|街道办|街道|政府|学校|医院|公司|企业|协会|局|委(?![托派员])|厅|处(?![理罚置分])|办(?![理法事学结])|社区)"
)

_REACHING_OUT: Final = ("负责", "惠及")
"""Verbs whose object comes right after them."""
_LEADING_TO: Final = re.compile("[在由向对经](?!外)(?=.)")
_FILLING: Final = re.compile("的|(?<=[一0-9])[所家个]")
_CASE: Final = re.compile(
    f"的[,:]?$|^(?:对|对于|在|凡|如果?|若|当|经|符合|满)[^{FIGURE}]{{0,30}}[,:]$"
)
"""An item that only says in which case, or for whom, the next one holds."""

_GETS: Final = "获得"
_AS_FAR: Final = "[^,;。]{0,8}(?:的,)?"
_GRANTED: Final = (
    "(?:另|再|可|由[^,;。]{1,12}?)?(?:[按每一][^,;。]{0,12})?(?:给予|补贴|资助|奖励|救助|津贴|减免)"
)
"""What follows those whom something is given to, up to the giving."""
_TOWARDS: Final = "[向给对为报交送予]"
_RECEIVER: Final = re.compile("向([一-鿿]{2})")
"""Who gets something."""


def regions_named(text: str, regions: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the known regions a plain text names, each with the name it uses."""
    found: dict[str, str] = {}
    for region, names in regions.items():
        for name in names:
            if name and name in text:
                found[region] = name
                break
    return found


def misattributed(
    claim: Reading, statements: Sequence[Statement], regions: Mapping[str, Iterable[str]]
) -> Iterable[Fault]:
    """Yield what a claim says of a place or an office that its clauses say of another."""
    places: dict[str, str] = {}
    for statement in statements:
        said = claim.text[statement.item.start : statement.item.end]
        places = regions_named(said, regions) or places
        source = statement.proof.source
        for region, name in places.items():
            if region != source.region and name not in plain(source.quote):
                yield Fault(Rule.REGION, name)
        yield from _spliced(claim, statement)
        yield from _exchanged(claim, statement)
        yield from _ungranted(claim, statement)
        yield from _reversed(claim, statement)
        yield from _acts_of_others(claim, statement)
        yield from _of_other_things(claim, statement)
    yield from _lifted(claim, statements)
    yield from _inherited(claim, statements)


def _spliced(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield a statement that joins the head of one item to the tail of another.

    区教育局负责安全，区卫生局负责防疫 does not say 区教育局负责防疫: neither do the words
    that the first item alone has end in what is taken of it, nor do those of the second
    start with it. Taken in the other order, the fuller item must be there from its first
    such word to its last.
    """
    reading = statement.proof.reading
    if len(statement.items) < 2:
        return
    first, last = sorted(statement.items[:2])
    texts = [reading.text[reading.items[i].start : reading.items[i].end] for i in (first, last)]
    alone = [
        [w for w in reading.words_in(reading.items[i]) if not held(w, texts[1 - at])]
        for at, i in enumerate((first, last))
    ]
    if not alone[0] or not alone[1]:
        return
    said = claim.text[statement.item.start : statement.item.end]
    taken = [[w for w in statement.words if any(held(w, own) for own in part)] for part in alone]
    if taken[0] and taken[1] and said.find(taken[0][0]) > said.find(taken[1][0]):
        fuller = alone[0 if statement.items[0] == first else 1]
        whole = held(fuller[0], claim.text) and held(fuller[-1], claim.text)
        named = any(len(word) > 1 for word in taken[1])
        whole = whole and (not named or _tells_figures_of(claim, reading, reading.items[last]))
    else:
        whole = held(alone[0][-1], said) or held(alone[1][0], said)
    if not whole:
        yield Fault(Rule.SUBJECT, said)


def _tells_figures_of(claim: Reading, reading: Reading, item: Stretch) -> bool:
    """Tell whether a claim tells every figure of an item of its quote."""
    return all(
        any(same_value(figure, other) for other in claim.quantities)
        for figure in reading.quantities
        if item.start <= figure.start < item.end
    )


def _exchanged(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield a statement that gives a figure to what another item than its own speaks of.

    全额资助特困人员，按60%资助低保对象 does not say 按60%资助特困人员: what leads a list of items
    in may govern each, but what one ends in is its own, and nothing later governs it.
    """
    reading = statement.proof.reading
    if len(statement.items) < 2 or not any(
        statement.item.start <= q.start < statement.item.end for q in claim.quantities
    ):
        return
    said = claim.text[statement.item.start : statement.item.end]
    own, *others = (reading.items[index] for index in statement.items)
    here = reading.words_in(own)
    replaced = bool(here) and not held(here[-1], said)
    before = f"{reading.text[: own.end]} {statement.proof.lead}"
    leading = _leading(claim, statement.item, own, reading)
    for other in others:
        there = reading.words_in(other)
        if other.start >= own.end:
            later = [word for word in there if len(word) > 1 and not held(word, before)]
            exchanged = any(word in leading for word in later)
        else:
            text = reading.text[own.start : own.end]
            exchanged = replaced and any(
                not held(word, text) and held(word, said) for word in there[-1:]
            )
        if exchanged:
            yield Fault(Rule.SUBJECT, said)


def _leading(claim: Reading, item: Stretch, own: Stretch, reading: Reading) -> str:
    """Return what a claim's item says before the figures it takes from an item of its quote."""
    theirs = [q for q in reading.quantities if own.start <= q.start < own.end]
    found, start = "", item.start
    for figure in claim.quantities:
        if item.start <= figure.start < item.end:
            if any(same_value(figure, other) for other in theirs):
                found += f"{claim.text[start : figure.start]}\n"
            start = figure.end
    return found


def _ungranted(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield whoever the claim says gets something that the quote does not give to them."""
    said = claim.text[statement.item.start : statement.item.end]
    at = said.find(_GETS)
    known = statement.proof.reading.text
    if at < 0 or _GETS in known or f"取得{said[at + 2 : at + 4]}" in known:
        return
    before = [w.text for w in claim.words if w.start < statement.item.start + at]
    who = next((w for w in reversed(before) if not w.startswith("每")), None)
    if who is None:
        return
    name = re.escape(who)
    reading = statement.proof.reading
    granted = re.finditer(f"(?:[对给为][^,;。]{{0,20}}{name},|{name}{_AS_FAR}){_GRANTED}", known)
    # Whoever begins the item is meant, not whom they do something with.
    items = (reading.items[reading.item_at(g.start())] for g in granted)
    if not any(held(first, claim.text) for i in items for first in reading.words_in(i)[:1]):
        yield Fault(Rule.SUBJECT, said)


def _reversed(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield whoever the claim makes the receiver, and the quote does not: 向家长支付."""
    said = claim.masked[statement.item.start : statement.item.end]
    known = statement.proof.reading.masked
    for found in _RECEIVER.finditer(said):
        name = found[1]
        if name in known and not re.search(f"{_TOWARDS}(?:[一-鿿]{{0,6}}的?)?{name}", known):
            yield Fault(Rule.SUBJECT, found.group())


def _lifted(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield a case that stands before what its quotes say of another case.

    在一级医院住院的 and 对失能老年人 belong to the statement that follows them there.
    """
    for one, other in pairwise(statements):
        if not (one.words and other.items and _is_case(claim, one.item)):
            continue
        reading = other.proof.reading
        at = reading.items[other.items[0]].start
        own = max((s for s in segments(reading) if s.start <= at), key=lambda s: s.start)
        known = f"{reading.text[own.start : own.end]} {other.proof.lead}"
        has_case = any(
            _is_case(reading, item) for item in reading.items if own.start <= item.start < own.end
        )
        if not has_case:
            known = other.proof.known
        if not all(held(word, known) for word in one.words):
            yield Fault(Rule.SUBJECT, claim.text[one.item.start : one.item.end])


def _is_case(reading: Reading, item: Stretch) -> bool:
    return _CASE.search(reading.masked[item.start : item.end]) is not None


def _offices(text: str) -> set[str]:
    return {found.group() for found in _OFFICE.finditer(text)}


def _inherited(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield a statement without an office of its own that would be another office's."""
    acting: set[str] = set()
    for statement in statements:
        said = claim.masked[statement.item.start : statement.item.end]
        named = _offices(said)
        if named:
            acting = named
            continue
        if not acting or not statement.items:
            continue
        reading = statement.proof.reading
        item = reading.items[statement.items[0]]
        theirs = _offices(reading.masked[item.start : item.end])
        if theirs and not any(_one_office(a, b) for a in acting for b in theirs):
            yield Fault(Rule.SUBJECT, claim.text[statement.item.start : statement.item.end])


def _acts_of_others(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield an office that does what only another one does: 甲局牵头, 乙局配合."""
    reading = statement.proof.reading
    said = claim.masked[statement.item.start : statement.item.end]
    theirs = [
        (_offices(words), words)
        for words in (reading.masked[item.start : item.end] for item in reading.items)
    ]
    for found in _OFFICE.finditer(said):
        at = statement.item.start + found.end()
        act = next((word.text for word in claim.words if word.start == at), "")
        doing = [offices for offices, words in theirs if act and act in words and offices]
        if doing and not any(_one_office(found.group(), o) for offices in doing for o in offices):
            yield Fault(Rule.SUBJECT, found.group() + act)


def _of_other_things(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield what is said to be seen to, or to gain, where the quote says so of something else.

    运营由民政局负责监督 does not say that it 负责运营.
    """
    reading = statement.proof.reading
    for verb in _REACHING_OUT:
        told = claim.masked.find(verb, statement.item.start, statement.item.end)
        if told < 0:
            continue
        after = claim.words_in(Stretch(told + len(verb), statement.item.end))[:1]
        theirs = [
            (item, at)
            for item in reading.items
            if (at := reading.masked.find(verb, item.start, item.end)) >= 0
        ]
        objects = [reading.words_in(Stretch(at + len(verb), item.end)) for item, at in theirs]
        rest = [reading.masked[at + len(verb) : item.end] for item, at in theirs]
        if after and objects and all(objects) and not any(held(after[0], r) for r in rest):
            yield Fault(Rule.SUBJECT, verb + after[0])


def _one_office(one: str, other: str) -> bool:
    name, theirs = _bare(one), _bare(other)
    return name in theirs or theirs in name


def _bare(office: str) -> str:
    """Return an office without the words that lead to it: 在同一所学校 is 同一学校."""
    return _LEADING_TO.split(_FILLING.sub("", office))[-1]
