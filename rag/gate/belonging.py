"""Whom, when and under which condition a quote tells a figure of, against a claim's; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from rag.gate.align import Proof, Statement
from rag.gate.compare import date_proves, same_figure, same_value
from rag.gate.faults import Fault, Rule
from rag.gate.reading import Reading, Stretch, segments
from rag.gate.words import held
from rag.text import DateMention, Quantity

_TWO: Final = 2
_FROM: Final = re.compile("(?:由|从|原)[^,;。0-9]{0,8}$")
_TO: Final = re.compile(
    "[^,;。]{0,10}?(?:提高|上调|下调|降低|增加|增长?|降|上升|减少|调整|调|扩大|缩短|压缩|延长|改)"
    "[^,;。0-9]{0,3}(?:到|至|为)"
)
_CHANGE: Final = (
    "提高|上调|下调|降低|增加|增长|上升|减少|缩小|缩短|压缩|压减|延长|上浮|下浮|扩大|增至|降至|减至"
)
_LEVEL: Final = re.compile(
    f"(?:(?:{_CHANGE})[^,;。0-9]{{0,6}}(?:到|至|为)|增至|降至|减至)[^,;。0-9]{{0,4}}$"
)
"""A figure that something has after it has changed."""
_STEP: Final = re.compile(f"(?:{_CHANGE})(?:了|约|近)?(?:不少于|不低于|不超过)?$")
"""A figure by which something changes."""
_STATE: Final = re.compile("(?:为|是|达到?|到|至)$")
_PACE: Final = re.compile(
    "每(?:半)?(?:个)?(?:天|日|周|星期|月|季度|季|学期|年|小时|餐|次)|逐[日月年]"
)
_AMONG: Final = "其中"
_PAST: Final = re.compile("去年|上年|前年|往年|历年|截至|累计|以往")
_BOUND_BEFORE: Final = re.compile("(?:满|达到?|超过|不足|低于|高于|不满)$")
_BOUND_AFTER: Final = re.compile("(?:\\(含\\))?(?:及|含)?以[上下内]|的")
_FOR_WHOM: Final = re.compile("(?:\\(含\\))?(?:及|含)?以[上下](?:的|[^,;。]{0,8}?[人者户员家])")
_BY_NUMBER: Final = re.compile(
    "第[0-9一二三四五六七八九十]++(?![章节条款项批])|[一二三四五六七八九十]级"
)
"""A name that may set a figure apart as well as its bound does: 第三阶梯."""
_CLOCK: Final = re.compile("[0-9]{1,2}[:时点][0-9]{0,2}")
_CASE: Final = re.compile("的[,:]?$|^(?:对|在|凡|如果?|若|当|经|符合|年?满)[^,;]{0,40}[,:]$")
_Test = Callable[[Reading, Quantity, Proof, Quantity], bool]


def misjoined(
    claim: Reading, proofs: Sequence[Proof], regions: Mapping[str, Iterable[str]]
) -> Iterable[Fault]:
    """Yield each figure that the quotes tell of another case, part, time or place.

    Args:
        claim: The claim.
        proofs: The sentences of the quotes cited.
        regions: Every known region with the names people use for it, folded.
    """
    yield from _parted(claim, proofs)
    yield from _for_anyone(claim, proofs)
    yield from _hours(claim, proofs)
    names = {
        name: region for region, known in regions.items() for name in known if len(name) >= _TWO
    }

    def elsewhere(claim: Reading, _: Quantity, proof: Proof, own: Quantity) -> bool:
        said = _about(proof.reading, own)
        there = {r for n, r in names.items() if n in said and r != proof.source.region}
        told = {r for n, r in names.items() if n in claim.text}
        return not there <= told

    for rule, broken in (
        (Rule.BINDING, _is_former),
        (Rule.BINDING, _is_other_change),
        (Rule.BINDING, _is_for_some),
        (Rule.BINDING, _is_of_a_part),
        (Rule.DATE, _is_past),
        (Rule.DATE, _is_dated_otherwise),
        (Rule.REGION, elsewhere),
    ):
        for figure in claim.quantities:
            own = [
                (proof, other)
                for proof in proofs
                for other in proof.reading.quantities
                if same_figure(figure, other)
            ]
            if own and all(broken(claim, figure, proof, other) for proof, other in own):
                yield Fault(rule, figure.text)


def _is_former(claim: Reading, figure: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a quote gives a figure up, and the claim does not: 由50%提高到60%."""
    return _gives_way(proof.reading, own) and not _gives_way(claim, figure)


def _gives_way(reading: Reading, figure: Quantity) -> bool:
    before, after = reading.text[: figure.start], reading.text[figure.end :]
    return _FROM.search(before) is not None and _TO.match(after) is not None


def _is_other_change(claim: Reading, figure: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a claim takes the step of a change for its level, or the other way round."""
    said, known = claim.text[: figure.start], proof.reading.text[: own.start]
    if _STEP.search(known):
        return _LEVEL.search(said) is not None or (
            _STEP.search(said) is None and _STATE.search(said) is not None
        )
    return _STEP.search(said) is not None and _LEVEL.search(known) is not None


def _is_for_some(claim: Reading, figure: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a claim leaves out the bound of those a figure is for: 80岁以上老人每月100元."""
    reading = proof.reading
    item = reading.items[reading.item_at(own.start)]
    told = [(q.value, q.unit) for q in claim.quantities]
    return any(
        q.unit != own.unit
        and _FOR_WHOM.match(reading.text[q.end : own.start])
        and (q.value, q.unit) not in told
        for q in reading.quantities
        if item.start <= q.start and q.end <= own.start and q.unit
    )


def _is_of_a_part(claim: Reading, _: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a figure is that of a part (其中) which the claim does not name."""
    reading = proof.reading
    among = reading.text.rfind(_AMONG, _segment(reading, own).start, own.start)
    if among < 0:
        return False
    item = reading.items[reading.item_at(own.start)]
    start = max(among + len(_AMONG), item.start, _end_before(reading, own))
    named = reading.words_in(Stretch(start, own.start)) or reading.words_in(
        Stretch(own.end, item.end)
    )
    return not all(held(word, claim.text) for word in named)


def _is_past(claim: Reading, _: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a figure is that of a time gone by which the claim does not name."""
    said = _about(proof.reading, own)
    if any(found.group() not in claim.text for found in _PAST.finditer(said)):
        return True
    start = _segment(proof.reading, own).start
    years = {day.year for day in proof.reading.dates if day.year} | {proof.source.year}
    last = [d.year for d in proof.reading.dates if d.year and start <= d.start < own.start][-1:]
    told = {day.year for day in claim.dates}
    return any(year not in told and years - {year, None} for year in last)


def _is_dated_otherwise(claim: Reading, figure: Quantity, proof: Proof, own: Quantity) -> bool:
    """Tell whether a claim's item gives a figure another date than its quote does.

    A date governs what follows it, never what stands before: 改造96个,其中2024年34个.
    """
    said, known = _dates_before(claim, figure), _dates_before(proof.reading, own)
    if not said or known:
        return bool(said) and not date_proves(known[-1], said[-1])
    reading = proof.reading
    proving = [day.start for day in reading.dates if date_proves(day, said[-1])]
    return bool(proving) and min(proving) >= reading.items[reading.item_at(own.start)].end


def _dates_before(reading: Reading, figure: Quantity) -> list[DateMention]:
    item = reading.items[reading.item_at(figure.start)]
    return [day for day in reading.dates if item.start <= day.start < figure.start]


def _about(reading: Reading, figure: Quantity) -> str:
    """Return what stands between the figure before one, in its segment, and itself."""
    start = max(_segment(reading, figure).start, _end_before(reading, figure))
    return reading.text[start : figure.start]


def _end_before(reading: Reading, figure: Quantity) -> int:
    return max((q.end for q in reading.quantities if q.end <= figure.start), default=0)


def _segment(reading: Reading, figure: Quantity) -> Stretch:
    return next(s for s in segments(reading) if figure.start < s.end)


def out_of_pace(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield each pace (每天, 每周) that the item a statement rests on has otherwise."""
    for statement in statements:
        if not statement.items:
            continue
        reading = statement.proof.reading
        item = reading.items[statement.items[0]]
        own = {found.group() for found in _PACE.finditer(reading.text, item.start, item.end)}
        said = _PACE.finditer(claim.text, statement.item.start, statement.item.end)
        paces = [found.group() for found in said]
        if own:
            yield from (Fault(Rule.BINDING, pace) for pace in paces if pace not in own)


def _parted(claim: Reading, proofs: Sequence[Proof]) -> Iterable[Fault]:
    """Yield each figure told beside one of another unit that goes with another figure.

    年满80周岁的每人200元、年满90周岁的每人300元 tells nobody of 80 that they get 300.
    """
    for chunk in _chunks(claim):
        within = [q for q in claim.quantities if chunk.start <= q.start < chunk.end and q.unit]
        for one, other in combinations(within, _TWO):
            if one.unit != other.unit and not _go_together(one, other, proofs):
                yield Fault(Rule.BINDING, other.text)


def _chunks(claim: Reading) -> Iterator[Stretch]:
    """Yield the items of a claim, each with the cases that stand before it."""
    start: int | None = None
    for item in claim.items:
        start = item.start if start is None else start
        figures = sum(item.start <= q.start < item.end for q in claim.quantities)
        if figures >= _TWO or not _CASE.search(claim.text[item.start : item.end]):
            yield Stretch(start, item.end)
            start = None
    if start is not None:
        yield Stretch(start, len(claim.text))


def _for_anyone(claim: Reading, proofs: Sequence[Proof]) -> Iterable[Fault]:
    """Yield each figure told without the bound (年满80周岁) that sets it apart from others."""
    told = {q.unit for q in claim.quantities}
    for figure in claim.quantities:
        holding = [p for p in proofs if any(same_figure(figure, q) for q in p.reading.quantities)]
        if holding and all(
            _is_bounded(figure, p.reading, told) and not _is_named(claim, figure, p.reading)
            for p in holding
        ):
            yield Fault(Rule.BINDING, figure.text)


def _is_named(claim: Reading, figure: Quantity, reading: Reading) -> bool:
    """Tell whether a claim names a figure as a sentence does that has a name for each."""
    said = _name(claim, figure)
    named = [(_name(reading, q), q) for q in reading.quantities if q.unit == figure.unit]
    return all(name and (name == said) is same_figure(figure, q) for name, q in named)


def _name(reading: Reading, figure: Quantity) -> str:
    """Return the last name by number before a figure in its segment; empty without one."""
    start = _segment(reading, figure).start
    return "".join(_BY_NUMBER.findall(reading.text, start, figure.start)[-1:])


def _is_bounded(figure: Quantity, reading: Reading, told: Collection[str]) -> bool:
    """Tell whether a sentence gives figures of this unit by bounds of a unit not told."""
    bounds = [
        q
        for q in reading.quantities
        if q.unit
        and q.unit not in told
        and (
            _BOUND_BEFORE.search(reading.text[: q.start])
            or _BOUND_AFTER.match(reading.text[q.end :])
        )
    ]
    units = {q.unit for q in bounds if len({b.value for b in bounds if b.unit == q.unit}) >= _TWO}
    alike = {q.value for q in reading.quantities if q.unit == figure.unit}
    return len(alike) >= _TWO and any(
        q.unit in units and _segment(reading, q) == _segment(reading, own) and q.end <= own.start
        for own in reading.quantities
        if same_figure(figure, own)
        for q in bounds
    )


def _hours(claim: Reading, proofs: Sequence[Proof]) -> Iterable[Fault]:
    """Yield each clock time said of what the quotes give only other times to."""
    items = [
        proof.reading.text[item.start : item.end]
        for proof in proofs
        for item in proof.reading.items
    ]
    timed = [item for item in items if _CLOCK.search(item)]
    for item in claim.items:
        words = [word for word in claim.words_in(item) if len(word) > 1]
        for clock in _CLOCK.findall(claim.text[item.start : item.end]):
            own = "\n".join(other for other in timed if clock in _CLOCK.findall(other))
            others = "\n".join(timed)
            if own and any(held(w, others) and not held(w, own) for w in words):
                yield Fault(Rule.BINDING, clock)


def _go_together(one: Quantity, other: Quantity, proofs: Sequence[Proof]) -> bool:
    """Tell whether some sentence tells two figures of each other, or none tells them apart."""
    apart = False
    for proof in proofs:
        runs = [q for q in proof.reading.quantities if q.unit in (one.unit, other.unit) and q.unit]
        holds = [any(same_value(f, q) and f.unit == q.unit for q in runs) for f in (one, other)]
        if all(holds):
            if _in_one_run(one, other, proof.reading, runs):
                return True
            apart = True
        elif any(holds) and len({q.unit for q in runs}) == _TWO:
            # its own sentence gives it another partner
            apart = True
    return not apart


def _in_one_run(
    one: Quantity, other: Quantity, reading: Reading, among: Sequence[Quantity]
) -> bool:
    """Tell whether a sentence gives the one with the other; where it has no rivals, it does.

    Whichever unit comes first leads: what follows belongs to the leaders right before it.
    """
    kinds = [{(q.value, q.value_max) for q in among if q.unit == f.unit} for f in (one, other)]
    if any(len(kind) < _TWO for kind in kinds):
        return True
    for segment in segments(reading):
        leaders: list[Quantity] = []
        following = False
        within = [q for q in among if segment.start <= q.start < segment.end]
        for figure in within:
            if figure.unit == within[0].unit:
                leaders = [figure] if following else [*leaders, figure]
                following = False
                continue
            following = True
            told = [(q.value, q.unit) for q in (*leaders, figure)]
            if all((f.value, f.unit) in told for f in (one, other)):
                return True
    return False
