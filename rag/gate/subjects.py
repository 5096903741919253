"""Whose act or figure a claim says it is: places, offices, and spliced statements; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rag.gate.align import Statement
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading
from rag.gate.words import held, plain

_OFFICE: Final = re.compile(
    "[一-鿿]{1,12}?(?:委员会|办公室|管理局|管委会|居委会|村委会|事务所|服务中心|中心|部门|单位|机构"
    "|法院|检察院|公安|支队|大队|街道办|街道|政府|学校|医院|公司|企业|协会|局|委(?![托派员])|厅|处(?![理罚置分])|办(?![理法事学结])|社区)"
)


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
    yield from _inherited(claim, statements)


def _spliced(claim: Reading, statement: Statement) -> Iterable[Fault]:
    """Yield a statement that joins the head of one item to the tail of another.

    区教育局负责安全，区卫生局负责防疫 does not say 区教育局负责防疫: neither the words
    that the first item alone has end in what is taken of it, nor do those of the second
    start with it.
    """
    reading = statement.proof.reading
    if len(statement.items) < 2:
        return
    best, second = statement.items[:2]
    first, last = sorted((best, second))
    texts = [reading.text[reading.items[i].start : reading.items[i].end] for i in (first, last)]
    alone = [
        [w for w in reading.words_in(reading.items[i]) if not held(w, texts[1 - at])]
        for at, i in enumerate((first, last))
    ]
    said = claim.text[statement.item.start : statement.item.end]
    if not alone[0] or not alone[1]:
        return
    if not held(alone[0][-1], said) and not held(alone[1][0], said):
        yield Fault(Rule.SUBJECT, said)


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


def _one_office(one: str, other: str) -> bool:
    return one in other or other in one
