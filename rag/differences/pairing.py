"""Which commitment of one side speaks of the same thing as which of the other; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.commitments.vocabulary import GENERIC, OTHER, WORK
from rag.index.terms import words
from rag.schemas import Commitment
from rag.text import fold

_ALIKE: Final = 0.5
"""Share of the shorter subject's words that two subjects must share more than."""
# said of anything that is done, so that sharing them says nothing of what it is done to
_DOING: Final = frozenset({*WORK.split(), *OTHER.split(), *GENERIC, "工作", "任务", "项目", "综合"})


def pairs_of(left: Sequence[Commitment], right: Sequence[Commitment]) -> set[tuple[int, int]]:
    """Return the rows of both sides that speak of the same thing, by index, each once.

    Two rows are a pair where their subjects are the same, or where their unit is and they
    share most words of what is promised; the most alike are paired first.
    """
    subjects = [fold(row.subject) for row in left], [fold(row.subject) for row in right]
    things = [[_things(subject) for subject in side] for side in subjects]
    ranked = []
    for one, row in enumerate(left):
        for other, facing in enumerate(right):
            same = bool(subjects[0][one]) and subjects[0][one] == subjects[1][other]
            shared = things[0][one] & things[1][other]
            shorter = min(len(things[0][one]), len(things[1][other]))
            alike = row.unit == facing.unit and len(shared) > _ALIKE * shorter
            if same or alike:
                closeness = len(shared) / max(1, len(things[0][one] | things[1][other]))
                ranked.append((not same, row.unit != facing.unit, -closeness, one, other))
    pairs: set[tuple[int, int]] = set()
    free = set(range(len(left))), set(range(len(right)))
    for *_, one, other in sorted(ranked):
        if one in free[0] and other in free[1]:
            pairs.add((one, other))
            free[0].remove(one)
            free[1].remove(other)
    return pairs


def _things(folded: str) -> frozenset[str]:
    """Return the words of a subject that name a thing."""
    return frozenset(word for word in words(folded) if len(word) > 1 and word not in _DOING)
