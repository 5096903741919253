"""Raised figures, kept apart from the number they stand behind."""

from __future__ import annotations

from typing import Final

_RAISED: Final = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")


def raised(words: str) -> str:
    """Return ``words`` in raised characters where each has one, so that 10⁴ is not 104."""
    moved = words.translate(_RAISED)
    return (
        words if any(character.isalnum() and character.isascii() for character in moved) else moved
    )
