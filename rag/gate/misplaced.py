"""Whether a claim gives a figure or a date to words that its quotes do not give it to; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.gate.compare import date_proves, same_figure
from rag.gate.faults import Fault, Rule
from rag.gate.figures import Figure
from rag.gate.reading import Stretch, segments
from rag.gate.words import echoed, held, weight
from rag.text import DateMention, Quantity

_NUMBERED: Final = re.compile("[0-9]+[^0-9]|第?[一二三四五六七八九十]")
"""A word that tells one of many by its number: 4号, 第二, 三级."""
_LISTED: Final = re.compile("[、,;:和与及或]")


def misplaced(claim: Figure, known: Sequence[Figure]) -> Fault | None:
    """Return the fault where a claim gives a figure to what its quotes do not give it to.

    Args:
        claim: A figure of the claim.
        known: The figures (or the dates) of the quotes cited.
    """
    own = [figure for figure in known if _same(claim, figure)]
    if not own:
        return None
    rivals = [
        figure
        for figure in known
        if not _same(claim, figure) and not any(figure.what == other.what for other in own)
    ]
    if all(
        not _keeps_the_order(claim, f)
        or _is_beaten(claim, f, rivals)
        or _takes_over(claim, f, rivals)
        or _is_of_another_case(claim, f, rivals)
        for f in own
    ):
        return Fault(Rule.BINDING, claim.what.text)
    if isinstance(claim.what, Quantity) and all(f.bounds != claim.bounds for f in own):
        return Fault(Rule.COMPARATOR, claim.what.text)
    return None


def _same(claim: Figure, other: Figure) -> bool:
    if isinstance(claim.what, Quantity):
        return isinstance(other.what, Quantity) and same_figure(claim.what, other.what)
    return isinstance(other.what, DateMention) and date_proves(other.what, claim.what)


def _is_beaten(claim: Figure, own: Figure, rivals: Sequence[Figure]) -> bool:
    """Tell whether a claim's words are those of another figure rather than its own."""
    near = claim.near_words
    wide = claim.wide_words
    # A figure all of whose words are said beside it cannot be taken for another's.
    named = _all_said(own.near_words, claim.near_text)
    told = _all_said(own.wide_words, claim.wide_text)
    own_near, own_wide = weight(near, own.near_text), weight(wide, own.wide_text)
    numbered = [word for word in near if _NUMBERED.match(word) and not _has(own, word)]
    for rival in rivals:
        if any(held(word, rival.near_text) for word in numbered):
            return True
        if _alike(own, rival):
            nearer = weight(near, rival.near_text) - own_near
            wider = weight(wide, rival.wide_text) - own_wide
            if nearer > 0 and not named:
                return True
            if nearer >= 0 and wider > 0 and not told:
                return True
            if nearer == 0 == wider and _tells_apart(claim, own, rival):
                return True
        else:
            closest = claim.closest
            if (
                closest
                and not any(held(word, own.near_text) for word in closest)
                and any(held(word, rival.near_text) for word in closest)
            ):
                return True
    return False


def _takes_over(claim: Figure, own: Figure, rivals: Sequence[Figure]) -> bool:
    """Tell whether a claim gives a figure words that its quote has for a later one only.

    新建床位500张、改建照护床位80张 does not give 500张 to 照护床位; what stands before the
    first figure may be meant of both. One of another unit may be told of with it, as long
    as all that its own words say is said.
    """
    named = _all_said(own.near_words, claim.near_text)
    known = f"{own.reading.text[: own.near[-1].end]} {own.lead}"
    for rival in rivals:
        if rival.reading is not own.reading or rival.what.start < own.what.start:
            continue
        if named and not _alike(own, rival):
            continue
        if any(
            len(word) > 1 and held(word, rival.near_text) and not held(word, known)
            for word in claim.near_words
        ):
            return True
    return False


def _is_of_another_case(claim: Figure, own: Figure, rivals: Sequence[Figure]) -> bool:
    """Tell whether a claim leaves out the case a time limit is set for, where there are others.

    3年内不得申请，情节严重的5年内不得申请 sets nobody else five years.
    """
    if not _is_limit(own.what) or not any(_is_limit(rival.what) for rival in rivals):
        return False
    item = own.reading.items[own.reading.item_at(own.what.start)]
    case = own.reading.words_in(Stretch(item.start, own.what.start))
    return not all(echoed(word, claim.reading.text) for word in case)


def _is_limit(what: Quantity | DateMention) -> bool:
    return isinstance(what, DateMention) and not (what.year or what.month or what.day)


def _keeps_the_order(claim: Figure, own: Figure) -> bool:
    """Tell whether a claim repeats an item that gives out figures in order (分别)."""
    reading = own.reading
    segment = next(s for s in segments(reading) if own.what.start < s.end)
    given_out = [
        reading.text[item.start : item.end].rstrip(",;。")
        for item in reading.items
        if segment.start <= item.start < segment.end
        and "分别" in reading.text[item.start : item.end]
    ]
    return all(words in claim.reading.text for words in given_out) and (
        not given_out or _lists_alike(claim.reading.text, reading.text[segment.start : segment.end])
    )


def _lists_alike(said: str, known: str) -> bool:
    """Tell whether a claim lists in their order those whom figures are given out to.

    三级、二级医院分别为70%、80% turns what 一级医院、二级医院、三级医院分别为 says.
    """
    listed = _LISTED.split(said.partition("分别")[0])
    places: list[int] = []
    for member in listed:
        others = "".join(other for other in listed if other is not member)
        alone = [
            member[at : at + 2]
            for at in range(len(member) - 1)
            if member[at : at + 2] not in others and member[at : at + 2] in known
        ]
        if alone:
            places.append(known.index(alone[0]))
    return places == sorted(places)


def _has(figure: Figure, word: str) -> bool:
    return held(word, figure.near_text) or held(word, figure.wide_text)


def _all_said(words: Sequence[str], said: str) -> bool:
    return bool(words) and all(held(word, said) for word in words)


def _alike(one: Figure, other: Figure) -> bool:
    if isinstance(one.what, Quantity) and isinstance(other.what, Quantity):
        return one.what.unit == other.what.unit
    return True


def _tells_apart(claim: Figure, own: Figure, rival: Figure) -> bool:
    """Tell whether a claim leaves out the words that set a figure apart from a rival."""
    if not isinstance(own.what, Quantity):
        return False
    said = claim.reading.text
    parallel = all(held(word, rival.near_text) for word in claim.near_words)
    return parallel and any(
        not held(word, rival.wide_text) and not held(word, said) for word in own.wide_words
    )
