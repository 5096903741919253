"""Whether a claim says no, may, must or is to where its quotes do not; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rag.gate.align import Proof, Statement
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading, Stretch
from rag.gate.signs import ADDED, BOUNDS, KEPT, NEGATIONS, REACHING, Mark, Sign
from rag.gate.words import WHOSE, held

_AHEAD: Final = frozenset({Sign.WILL, Sign.PLAN, Sign.AIM})
"""Signs that what is said is still to come."""
_GIFTS: Final = frozenset("免费 免收 减免 享受 获得 领取 报销 优惠 半价 优先".split())
"""What a quote grants without saying that one may have it."""


def turned(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield each sign that the claim adds to, or leaves out of, what it takes over."""
    taken: set[tuple[int, Mark]] = set()
    of_cases: set[tuple[int, Mark]] = set()
    for statement in statements:
        own = [m for m in claim.marks if statement.item.start <= m.start < statement.item.end]
        theirs = _theirs(statement)
        for mark in own:
            match = next(
                (
                    other
                    for other in theirs
                    if other.sign is mark.sign
                    and (id(statement.proof), other) not in taken
                    and _governs_alike(claim, mark, statement.proof, other)
                ),
                None,
            )
            if match:
                taken.add((id(statement.proof), match))
            elif mark.sign in ADDED and not _is_gift(claim, mark, theirs):
                yield _fault(mark.sign, claim.text[mark.start : mark.end])
        told = {mark.sign for mark in theirs}
        yield from (
            _fault(m.sign, claim.text[m.start : m.end])
            for m in own
            if m.sign in _AHEAD - told and Sign.DONE in told
        )
        yield from _dropped(
            claim, statement, [m for m in theirs if (id(statement.proof), m) not in of_cases]
        )
        if WHOSE.search(claim.text[statement.item.start : statement.item.end]):
            # what is said of whom it is about holds for the items after it
            of_cases |= taken


def _is_gift(claim: Reading, mark: Mark, theirs: Sequence[Mark]) -> bool:
    """Tell whether a claim only says that one may have what the quote grants."""
    governed = claim.governed[mark][:2]
    bound = {Sign.MUST, Sign.PROHIBIT} & {other.sign for other in theirs}
    return mark.sign is Sign.MAY and not bound and bool(_GIFTS & {*governed})


def _fault(sign: Sign, words: str) -> Fault:
    if sign in NEGATIONS:
        return Fault(Rule.NEGATION, words)
    return Fault(Rule.COMPARATOR if sign in BOUNDS else Rule.MODALITY, words)


def _theirs(statement: Statement) -> list[Mark]:
    """Return the signs of the proof's items that the statement takes from.

    Aims and plans reach from where they stand to the end of their sentence.
    """
    reading = statement.proof.reading
    if not statement.items:
        return list(reading.marks)
    items = [reading.items[index] for index in statement.items]
    last = max(item.end for item in items)
    return [
        mark
        for mark in reading.marks
        if any(item.start <= mark.start < item.end for item in items)
        or (mark.sign in REACHING and mark.start < last)
    ]


def _governs_alike(claim: Reading, mark: Mark, proof: Proof, other: Mark) -> bool:
    """Tell whether two signs of one kind govern the same: the next word of the claim."""
    if mark.sign in BOUNDS | REACHING | {Sign.EXCEPT}:
        return True
    following = claim.governed[mark]
    return not following or held(following[0], _governed_text(proof.reading, other))


def _dropped(claim: Reading, statement: Statement, theirs: Sequence[Mark]) -> Iterable[Fault]:
    """Yield the proof's signs that govern what the statement says, and that it lacks."""
    reading = statement.proof.reading
    said = claim.text[statement.item.start : statement.item.end]
    until = [m.sign for m in claim.marks if m.start < statement.item.end]
    within = [m.sign for m in claim.marks if statement.item.start <= m.start < statement.item.end]
    for mark in theirs:
        if mark.sign not in KEPT:
            continue
        have = until if mark.sign in REACHING or mark.sign is Sign.EXCEPT else within
        if mark.sign in have or (mark.sign is Sign.MAY and not _in_fullest(statement, mark)):
            continue
        if any(held(word, said) for word in _concerned(reading, mark)):
            yield _fault(mark.sign, reading.text[mark.start : mark.end])


def _in_fullest(statement: Statement, mark: Mark) -> bool:
    fullest = statement.proof.reading.items[statement.items[0]] if statement.items else None
    return fullest is None or fullest.start <= mark.start < fullest.end


def _concerned(reading: Reading, mark: Mark) -> list[str]:
    """Return the words that a sign governs."""
    if mark.sign in REACHING:
        return reading.words_in(Stretch(mark.end, len(reading.text)))
    after = reading.governed[mark]
    if mark.sign is Sign.EXCEPT and not after:
        item = reading.items[reading.item_at(mark.start)]
        return reading.words_in(Stretch(item.start, mark.start))
    return after


def _governed_text(reading: Reading, mark: Mark) -> str:
    item = reading.items[reading.item_at(mark.start)]
    return reading.text[mark.end : item.end]
