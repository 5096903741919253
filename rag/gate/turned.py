"""Whether a claim says no, may, must or is to where its quotes do not; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rag.gate.align import Proof, Statement
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading, Stretch
from rag.gate.signs import ADDED, BOUNDS, FIGURE, KEPT, NEGATIONS, REACHING, Mark, Sign
from rag.gate.words import WHOSE, echoed, held

_AHEAD: Final = frozenset({Sign.WILL, Sign.PLAN, Sign.AIM})
"""Signs that what is said is still to come."""
_GIFTS: Final = frozenset(
    "免费 免收 减免 享受 获得 领取 领 报销 优惠 半价 优先 申请 办理 办 补贴 补 奖励 奖 资助 救助"
    " 给予 罚款 罚".split()
)
"""What a quote grants, or lays on, without saying that it may."""
_WITHHELD: Final = frozenset({Sign.MUST, Sign.PROHIBIT, Sign.PLAN, Sign.AIM, Sign.EXPLORE})
"""Signs beside which what one may have is not told."""
_SUSPENDED: Final = re.compile("暂停|停止|取消|终止|中止|暂缓|停办")
_CANNOT: Final = frozenset("不能 不能够 不可 不可以".split())
_BURDENS: Final = frozenset("交 缴 缴纳 交纳 支付 提交 付".split())
_OF_THOSE: Final = "的"
_BY_WHOM: Final = "由"
_WHERE: Final = re.compile("^(?:如果?|若|一旦|凡是?|当|只要)")
_EVERY: Final = re.compile(f"每[^,;。]*$|{FIGURE}[^,;。]*$")
"""What is said of all before 都 says so: 每个镇街都, 46处水域都."""


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
                    if (other.sign is mark.sign or _is_one_no(claim, mark, statement, other))
                    and (id(statement.proof), other) not in taken
                    and _governs_alike(claim, mark, statement.proof, other)
                ),
                None,
            )
            if match:
                taken.add((id(statement.proof), match))
            elif mark.sign in ADDED and not (
                _is_gift(claim, mark, statement.proof.reading, theirs)
                or _is_said_of_all(claim, mark)
            ):
                yield _fault(mark.sign, claim.text[mark.start : mark.end])
        told = {mark.sign for mark in theirs}
        yield from (
            _fault(m.sign, claim.text[m.start : m.end])
            for m in own
            if m.sign in _AHEAD - told and Sign.DONE in told
        )
        left = [m for m in theirs if (id(statement.proof), m) not in of_cases]
        is_case = _is_case(claim.text[statement.item.start : statement.item.end])
        if is_case:
            left = [mark for mark in left if mark.sign is not Sign.MAY]
        own_taken = {mark for proof, mark in taken if proof == id(statement.proof)}
        yield from _dropped(claim, statement, [m for m in left if m not in own_taken])
        if is_case:
            # what is said of whom it is about holds for the items after it
            of_cases |= taken


def _is_case(item: str) -> bool:
    """Tell whether an item only says in which case, or for whom, the next ones hold."""
    return WHOSE.search(item) is not None or _WHERE.search(item) is not None


def _is_said_of_all(claim: Reading, mark: Mark) -> bool:
    """Tell whether 都 only repeats what is said of each, or of as many as there are."""
    item = claim.items[claim.item_at(mark.start)]
    before = claim.masked[item.start : mark.start]
    return claim.text[mark.start : mark.end] in ("都", "均") and bool(_EVERY.search(before))


def _is_one_no(claim: Reading, mark: Mark, statement: Statement, other: Mark) -> bool:
    """Tell whether two negations of a rule say the same: 不能重复享受 and 不重复享受.

    Of a case they do not: who does not take part is not who may not.
    """
    reading = statement.proof.reading
    item = reading.items[reading.item_at(other.start)]
    told = (
        reading.text[item.start : item.end],
        claim.text[statement.item.start : statement.item.end],
    )
    governed = (_governed_text(reading, other), _governed_text(claim, mark))
    if (
        other.sign is not Sign.NOT
        or reading.text[other.start : other.end] not in ("不", "不予")
        or any(map(_is_case, told))
        or any(_OF_THOSE in words for words in governed)
    ):
        return False
    if mark.sign is Sign.NEEDLESS:
        return bool(_BURDENS & {*claim.governed[mark][:1]})
    return mark.sign is Sign.PROHIBIT and claim.text[mark.start : mark.end] in _CANNOT


def _is_gift(claim: Reading, mark: Mark, reading: Reading, theirs: Sequence[Mark]) -> bool:
    """Tell whether a claim only says that one may have what the quote grants."""
    governed = claim.governed[mark][:3]
    gifts = _GIFTS & {*governed}
    bound = {other.sign for other in theirs if other.sign in _WITHHELD}
    denied = any(
        other.sign in NEGATIONS and held(gift, _governed_text(reading, other))
        for other in theirs
        for gift in gifts
    )
    withheld = bound or denied or _SUSPENDED.search(reading.text)
    return mark.sign is Sign.MAY and bool(gifts) and not withheld


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
    if claim.text[mark.end : mark.end + 1] == _BY_WHOM:
        return any(held(word, _governed_text(proof.reading, other)) for word in following)
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
        if any(echoed(word, said) for word in _concerned(reading, mark)):
            yield _fault(mark.sign, reading.text[mark.start : mark.end])


def _in_fullest(statement: Statement, mark: Mark) -> bool:
    fullest = statement.proof.reading.items[statement.items[0]] if statement.items else None
    return fullest is None or fullest.start <= mark.start < fullest.end


def _concerned(reading: Reading, mark: Mark) -> list[str]:
    """Return the words that a sign governs."""
    if mark.sign in REACHING:
        after = reading.words_in(Stretch(mark.end, len(reading.text)))
    else:
        after = reading.governed[mark]
    if (mark.sign is Sign.EXCEPT or mark.sign in REACHING) and not after:
        item = reading.items[reading.item_at(mark.start)]
        return reading.words_in(Stretch(item.start, mark.start))
    return after


def _governed_text(reading: Reading, mark: Mark) -> str:
    item = reading.items[reading.item_at(mark.start)]
    return reading.text[mark.end : item.end]
