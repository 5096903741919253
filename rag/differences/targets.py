"""Commitments of two sides told apart: which changed, which are new, which are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from rag.differences.pairing import pairs_of
from rag.schemas import Commitment, TargetDiff, TargetPart

_COMPARED: Final = 400
"""Most rows of each side compared outside their own clauses: the work grows with the square."""

_PARTS: Final[tuple[tuple[TargetPart, tuple[str, ...]], ...]] = (
    ("value", ("value", "value_max")),
    ("unit", ("unit", "is_percentage")),
    ("comparator", ("comparator",)),
    ("deadline", ("deadline_from", "deadline_to", "deadline_month_day")),
)


class Targets(NamedTuple):
    """What differs, in the right side's order with what is gone last; and how many do not."""

    differing: tuple[TargetDiff, ...]
    same: int


def compare_targets(
    left: Sequence[Commitment], right: Sequence[Commitment], clauses: Mapping[str, str]
) -> Targets:
    """Tell the commitments of two sides apart.

    Rows are paired within their clause first, then anywhere; ``clauses`` tells which clause
    of the right side each clause of the left one is, by id.
    """
    partners: dict[int, int] = {}
    for rows, facing in _by_clause(left, right, clauses):
        _pair(left, right, rows, facing, partners)
    taken = set(partners.values())
    lone = [at for at in range(len(left)) if at not in partners][:_COMPARED]
    others = [at for at in range(len(right)) if at not in taken][:_COMPARED]
    _pair(left, right, lone, others, partners)
    facing_of = {other: one for one, other in partners.items()}
    found = [
        _told(left[facing_of[at]] if at in facing_of else None, row) for at, row in enumerate(right)
    ]
    found += [_told(row, None) for at, row in enumerate(left) if at not in partners]
    differing = tuple(one for one in found if one is not None)
    return Targets(differing, len(found) - len(differing))


def _by_clause(
    left: Sequence[Commitment], right: Sequence[Commitment], clauses: Mapping[str, str]
) -> Iterator[tuple[list[int], list[int]]]:
    held: dict[str, list[int]] = {}
    for at, row in enumerate(right):
        held.setdefault(row.clause_id, []).append(at)
    rows: dict[str, list[int]] = {}
    for at, row in enumerate(left):
        rows.setdefault(row.clause_id, []).append(at)
    for clause, indices in rows.items():
        facing = held.get(clauses.get(clause, ""), [])
        for start in range(0, max(len(indices), len(facing)), _COMPARED):
            part = slice(start, start + _COMPARED)
            yield indices[part], facing[part]


def _pair(
    left: Sequence[Commitment],
    right: Sequence[Commitment],
    rows: Sequence[int],
    facing: Sequence[int],
    partners: dict[int, int],
) -> None:
    """Add to ``partners`` the rows named that speak of the same thing; the same words first."""
    free = list(facing)
    lone = []
    for at in rows:
        alike = next((other for other in free if left[at].quote == right[other].quote), None)
        if alike is None:
            lone.append(at)
        else:
            partners[at] = alike
            free.remove(alike)
    for one, other in pairs_of([left[at] for at in lone], [right[at] for at in free]):
        partners[lone[one]] = free[other]


def _told(left: Commitment | None, right: Commitment | None) -> TargetDiff | None:
    if left is None or right is None:
        return TargetDiff(
            kind="new" if left is None else "dropped", parts=(), left=left, right=right
        )
    parts = tuple(
        part
        for part, fields in _PARTS
        if any(getattr(left, field) != getattr(right, field) for field in fields)
    )
    return TargetDiff(kind="changed", parts=parts, left=left, right=right) if parts else None
