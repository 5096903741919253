"""Holding figures and dates of a claim against those of its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from rag.gate.facts import Facts
from rag.gate.faults import Fault, Rule
from rag.text import DateMention, Quantity

_CLOCK: Final = re.compile("[0-9]{1,2}[时点:][0-9]{0,2}")


def unproved_figures(claimed: Facts, proofs: Sequence[Facts]) -> Iterable[Fault]:
    """Yield what of the claim's figures no quote holds: value, unit, comparator."""
    proved = [quantity for proof in proofs for quantity in proof.quantities]
    for quantity in claimed.quantities:
        alike = [other for other in proved if same_value(quantity, other)]
        if not alike:
            yield Fault(Rule.NUMBER, quantity.text)
        elif not (united := [other for other in alike if _same_unit(quantity, other)]):
            yield Fault(Rule.UNIT, quantity.text)
        elif all(quantity.comparator != other.comparator for other in united):
            yield Fault(Rule.COMPARATOR, quantity.text)
    known = frozenset[Decimal]().union(*(proof.numbers for proof in proofs))
    dated = {Decimal(part) for day in claimed.dates for part in _parts(day) if part is not None}
    for number in sorted(claimed.loose - known - dated):
        yield Fault(Rule.NUMBER, str(number))


def _parts(day: DateMention) -> tuple[int | None, ...]:
    return day.year, day.month, day.day, day.to_year, day.to_month, day.to_day


def unproved_dates(claimed: Facts, proofs: Sequence[Facts]) -> Iterable[Fault]:
    """Yield each date of the claim that no quote proves."""
    proved = [day for proof in proofs for day in proof.dates]
    for day in claimed.dates:
        if not any(date_proves(other, day) for other in proved):
            yield Fault(Rule.DATE, day.text)


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities say the same: value, unit and comparator."""
    return same_value(one, other) and _same_unit(one, other) and one.comparator == other.comparator


def same_value(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities have the same value, range ends included."""
    return one.value == other.value and one.value_max == other.value_max


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.is_percentage == other.is_percentage


def _clock(day: DateMention) -> str | None:
    """Return the hour that a date names, as spelled."""
    found = _CLOCK.search(day.text)
    return found.group() if found else None


def date_proves(quoted: DateMention, claimed: DateMention) -> bool:
    """A claim may leave out the year that the quote names, never add one.

    The hour may be left out of a day alone, and the day only where nothing hangs on it:
    6月前 is not 6月底前.
    """
    return (
        claimed.kind == quoted.kind
        and (claimed.kind in ("on", "in") or claimed.day == quoted.day)
        and all(
            mine is None or mine == theirs
            for mine, theirs in zip(_parts(claimed), _parts(quoted), strict=True)
        )
        and claimed.year_offset == quoted.year_offset
        and _clock(claimed) in {_clock(quoted), None if claimed.kind == "on" else _clock(quoted)}
        and (claimed.month is not None or claimed.year is not None or claimed.text == quoted.text)
    )
