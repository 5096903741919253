"""Whose act or figure a claim says it is: places, offices, and spliced statements; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rag.gate.align import Statement
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading, Stretch, segments
from rag.gate.signs import FIGURE
from rag.gate.words import held, plain

_OFFICE: Final = re.compile(
    "[一-鿿]{1,12}?(?:委员会|办公室|管理局|管委会|居委会|村委会|事务所|服务中心|中心|部门|单位|机构"
    "|法院|检察院|公安|支队|大队|街道办|街道|政府|学校|医院|公司|企业|协会|局|委(?![托派员])|厅|处(?![理罚置分])|办(?![理法事学结])|社区)"
)

_CASE: Final = re.compile(
    f"的[,:]?$|^(?:对|对于|在|凡|如果?|若|当|经|符合|满)[^{FIGURE}]{{0,30}}[,:]$"
)
"""An item that only says in which case, or for whom, the next one holds."""

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
        yield from _reversed(claim, statement)
        yield from _acts_of_others(claim, statement)
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
    else:
        whole = held(alone[0][-1], said) or held(alone[1][0], said)
    if not whole:
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


def _one_office(one: str, other: str) -> bool:
    return one in other or other in one
