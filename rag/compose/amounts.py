"""Numbers and their units as words of our own tell them; pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rag.schemas import Language
from rag.text import readable
from rag.wording import keys, say


def told_in(values: Sequence[Decimal], unit: str, language: Language) -> tuple[list[str], str]:
    """Return numbers as people read them, and the unit that is still to be said behind them.

    万 and 亿 are for who reads Chinese; in English numbers stand in full.
    """
    if language == "zh":
        return readable(values, unit)
    key = f"unit.{unit}"
    return [f"{value:,f}" for value in values], say(key, language) if key in keys() else unit
