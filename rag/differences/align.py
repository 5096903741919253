"""Which unit of one document is which of the other: by words, number and title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rag.differences.units import Unit

_ALIKE: Final = 0.4
"""Share of words that two units must have in common to be one."""
_ALIKE_IN_PLACE: Final = 0.15
"""The same for units under the same number or title."""
_PLACE: Final = 0.15
_TITLE: Final = 0.3
"""What the same number, and the same title, add to the likeness when partners are chosen."""
_TELLING: Final = 12
"""Rarest pairs of characters by which partners of a unit are looked for."""
_COMMON: Final = 32
"""A pair of characters that more units hold tells nothing."""
_LOOKED_AT: Final = 6
"""Partners looked at closely for each unit."""
_VOTES: Final = 3_000_000
"""Most look-ups for one comparison; what is left is matched by number and title alone."""

Pairs = dict[int, int]


def align(left: Sequence[Unit], right: Sequence[Unit]) -> Pairs:
    """Return which unit of ``right`` each unit of ``left`` is, by index; each at most once.

    Units of the same words are one, those under the same number first; then the most
    alike are, if they are alike enough. The work grows with the length of the texts.
    """
    pairs: Pairs = {}
    for key in (_number_and_words, _words_alone):
        _pair_same(left, right, key, pairs)
    taken = set(pairs.values())
    lone_left = [at for at in range(len(left)) if at not in pairs]
    lone_right = [at for at in range(len(right)) if at not in taken]
    ranked = sorted(_candidates(left, right, lone_left, lone_right))
    for _, one, other in ranked:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _number_and_words(unit: Unit) -> object:
    return unit.path, unit.words


def _words_alone(unit: Unit) -> object:
    return unit.words


def _pair_same(
    left: Sequence[Unit], right: Sequence[Unit], key: Callable[[Unit], object], pairs: Pairs
) -> None:
    free: dict[object, list[int]] = {}
    taken = set(pairs.values())
    for at in reversed(range(len(right))):
        if at not in taken:
            free.setdefault(key(right[at]), []).append(at)
    for at, unit in enumerate(left):
        if at not in pairs and (partners := free.get(key(unit))):
            pairs[at] = partners.pop()


def _candidates(
    left: Sequence[Unit], right: Sequence[Unit], lone_left: Sequence[int], lone_right: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Yield pairs that may be one, each with its rank: the lower, the more alike."""
    holders: dict[str, list[int]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    for at in lone_right:
        for term in right[at].terms:
            holders.setdefault(term, []).append(at)
        for place in _places(right[at]):
            places.setdefault(place, []).append(at)
    votes_left = _VOTES
    for at in lone_left:
        unit = left[at]
        known = [term for term in unit.terms if len(holders.get(term, ())) in range(1, _COMMON + 1)]
        telling = sorted(known, key=lambda term: (len(holders[term]), term))[:_TELLING]
        votes: Counter[int] = Counter()
        for term in telling if votes_left > 0 else ():
            votes.update(holders[term])
            votes_left -= len(holders[term])
        best = sorted(votes, key=lambda other: (-votes[other], other))[:_LOOKED_AT]
        near = [other for place in _places(unit) for other in places.get(place, ())[:_LOOKED_AT]]
        for other in dict.fromkeys([*best, *near]):
            partner = right[other]
            alike = _alike(unit.terms, partner.terms)
            in_place = unit.path == partner.path
            same_title = unit.title != "" and unit.title == partner.title
            if alike >= (_ALIKE_IN_PLACE if in_place or same_title else _ALIKE):
                yield -(alike + _PLACE * in_place + _TITLE * same_title), at, other


def _places(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "path", unit.path
    if unit.title:
        yield "title", unit.title


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share, 0 to 1, of pairs of characters that two units have in common."""
    fewer, more = sorted((one, other), key=len)
    shared = sum(min(count, more[term]) for term, count in fewer.items() if term in more)
    return 2 * shared / max(1, one.total() + other.total())
