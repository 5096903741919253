"""The rows of a document, and when what a row says is what was wanted."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from eval.judging import normal
from rag.clauses import clause_tree
from rag.commitments import commitments
from rag.schemas import Commitment, Document

_MYRIADS: Final = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def extract(document: Document) -> tuple[Commitment, ...]:
    """Return the product's rows of one document."""
    return commitments(document, clause_tree(document))


def amount(value: str | None, unit: str | None) -> tuple[Decimal | None, str]:
    """Return a number with the 万 or 亿 of its unit multiplied in, and the bare unit.

    What is no number is None.
    """
    unit = normal(unit or "")
    try:
        number = Decimal(value or "")
    except InvalidOperation:
        return None, unit
    while unit[:1] in _MYRIADS and len(unit) > 1:
        number, unit = number * _MYRIADS[unit[0]], unit[1:]
    return number, unit


def same_date(one: str | None, other: str | None) -> bool:
    """Tell whether two printed deadlines are the same words, or one a part of the other."""
    one, other = (re.sub(r"[,。;、]", "", normal(text or "")) for text in (one, other))
    return (one in other or other in one) if one and other else one == other


def overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    """Return how much of the shorter of two ranges lies in the other, 0 to 1."""
    shorter = min(end - start, other_end - other_start)
    return max(0, min(end, other_end) - max(start, other_start)) / shorter if shorter > 0 else 0.0


def share(part: int, whole: int) -> float:
    """Return ``part`` of ``whole``; 1 where there is nothing."""
    return part / whole if whole else 1.0
