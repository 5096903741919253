"""Whether some words say already what others would; pure."""

from __future__ import annotations

from typing import Final

from rag.text import dates, fold, quantities

_COVERED: Final = 0.7
"""Share of the pairs of characters of a quote that must stand in what was said for it."""


def covers(said: str, words: str) -> bool:
    """Tell whether ``said`` holds every figure and date of ``words``, and most of the rest."""
    mine, theirs = fold(said), fold(words)
    held = {(q.value, q.value_max, q.unit, q.is_percentage) for q in quantities(mine)}
    if any((q.value, q.value_max, q.unit, q.is_percentage) not in held for q in quantities(theirs)):
        return False
    if not {day.text for day in dates(theirs)} <= {day.text for day in dates(mine)}:
        return False
    return share(said, words) >= _COVERED


def share(said: str, words: str) -> float:
    """Return the share, 0 to 1, of the pairs of characters of ``words`` that ``said`` holds."""
    pairs = _pairs(fold(words))
    return len(pairs & _pairs(fold(said))) / len(pairs) if pairs else 1.0


def _pairs(folded: str) -> set[str]:
    kept = "".join(char for char in folded if char.isalnum())
    return {kept[at : at + 2] for at in range(len(kept) - 1)}
