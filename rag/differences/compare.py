"""Two documents compared: their clauses aligned, and the words and targets told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rag.differences.align import align
from rag.differences.targets import compare_targets
from rag.differences.units import Unit, units
from rag.differences.words import Budget, pieces
from rag.schemas import (
    Clause,
    ClauseDiff,
    Commitment,
    DiffDocument,
    DiffKind,
    DiffPiece,
    Document,
    DocumentDiff,
)


class Side(NamedTuple):
    """A document with the clauses and the commitments that its text gives."""

    document: Document
    clauses: tuple[Clause, ...]
    commitments: tuple[Commitment, ...]


def compare_documents(left: Side, right: Side, budget: Budget | None = None) -> DocumentDiff:
    """Compare two documents clause by clause, from ``left`` to ``right``.

    The other way round the same clauses are told apart by the same words.
    """
    # ties are settled by order: looked at from one end only, both ways find the same
    turned = _order(right) < _order(left)
    first, second = (right, left) if turned else (left, right)
    budget = budget or Budget()
    one = units(first.document.text, first.clauses)
    other = units(second.document.text, second.clauses)
    pairs = align(one, other)
    told = {at: pieces(one[at].text, other[partner].text, budget) for at, partner in pairs.items()}
    if turned:
        one, other = other, one
        told = {partner: _turned(told[at]) for at, partner in pairs.items()}
        pairs = {partner: at for at, partner in pairs.items()}
    rows = _in_order(one, other, pairs, told)
    clauses = _clauses(one, other, pairs)
    targets = compare_targets(left.commitments, right.commitments, clauses)
    counts: Counter[DiffKind] = Counter(row.kind for row in rows)
    return DocumentDiff(
        left=_described(left.document),
        right=_described(right.document),
        clauses=rows,
        targets=targets.differing,
        counts=dict(counts),
        targets_same=targets.same,
        fine=not budget.spent,
    )


def _order(side: Side) -> tuple[str, str, str]:
    return side.document.text, side.document.id, side.document.content_hash


def _turned(told: Sequence[DiffPiece]) -> tuple[DiffPiece, ...]:
    """Return pieces as seen from the other side: what was added is removed, and first."""
    swapped = {"removed": "added", "added": "removed", "same": "same"}
    turned: list[DiffPiece] = []
    for piece in told:
        now = DiffPiece.model_validate({"kind": swapped[piece.kind], "text": piece.text})
        if now.kind == "removed" and turned and turned[-1].kind == "added":
            turned.insert(-1, now)
        else:
            turned.append(now)
    return tuple(turned)


def _in_order(
    left: Sequence[Unit],
    right: Sequence[Unit],
    pairs: dict[int, int],
    told: dict[int, tuple[DiffPiece, ...]],
) -> tuple[ClauseDiff, ...]:
    """Return every unit of both sides: those of the right in order, removed ones in place."""
    facing = {partner: at for at, partner in pairs.items()}
    removed: dict[int, list[ClauseDiff]] = {}
    before = -1
    for at, unit in enumerate(left):
        if at in pairs:
            before = pairs[at]
        else:
            piece = DiffPiece(kind="removed", text=unit.text)
            removed.setdefault(before, []).append(
                ClauseDiff(kind="removed", left=unit.side(), right=None, pieces=(piece,))
            )
    rows = removed.get(-1, [])
    for at, unit in enumerate(right):
        if at in facing:
            rows.append(_paired(left[facing[at]], unit, told[facing[at]]))
        else:
            piece = DiffPiece(kind="added", text=unit.text)
            rows.append(ClauseDiff(kind="added", left=None, right=unit.side(), pieces=(piece,)))
        rows += removed.get(at, [])
    return tuple(rows)


def _paired(left: Unit, right: Unit, told: tuple[DiffPiece, ...]) -> ClauseDiff:
    kind: DiffKind = "changed"
    if left.words == right.words:
        kind = "same" if left.path == right.path else "moved"
    return ClauseDiff(kind=kind, left=left.side(), right=right.side(), pieces=told)


def _clauses(left: Sequence[Unit], right: Sequence[Unit], pairs: dict[int, int]) -> dict[str, str]:
    """Return which clause of the right each clause of the left is, by id."""
    found: dict[str, str] = {}
    for at, partner in pairs.items():
        one, other = left[at].clause, right[partner].clause
        if one is not None and other is not None:
            found.setdefault(one.id, other.id)
    return found


def _described(document: Document) -> DiffDocument:
    return DiffDocument(
        id=document.id,
        version=document.content_hash,
        title=document.meta.title,
        region=document.meta.region,
        document_status=document.meta.status,
        issued_on=document.meta.issued_on,
    )
