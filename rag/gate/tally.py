"""Counting and adding up again what words of our own say of the rows shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from rag.schemas import Commitment, DraftSentence, Evidence
from rag.text import fold, quantities

_TWO: Final = 2
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)([万亿]?)")
# Thousands as English sets them apart: 1,200,000.
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SCALES: Final = {"": 1, "万": 10**4, "亿": 10**8}
_QUOTED: Final = re.compile("“[^”]*”")


def tally_holds(
    sentence: DraftSentence, rows: Sequence[Commitment], evidence: Sequence[Evidence]
) -> bool:
    """Tell whether what a sentence counts or adds up is so.

    Every row counted is among those of the draft and stands, number and all, in a quote;
    the count is theirs, the total their sum; and no other number is named.

    Args:
        sentence: A sentence with a tally.
        rows: The draft's commitments.
        evidence: The evidence that sentences still shown cite.
    """
    tally = sentence.tally
    if tally is None:
        return True
    by_id = {row.id: row for row in rows}
    counted = [by_id[name] for name in dict.fromkeys(tally.rows) if name in by_id]
    values = [Decimal(row.value) for row in counted if row.value is not None]
    told = _NUMBER.findall(_THOUSANDS.sub("", _QUOTED.sub("", fold(sentence.text))))
    named = {Decimal(number) * _SCALES[scale] for number, scale in told}
    known = {Decimal(len(counted)), *values, *map(Decimal, _by_region(counted))}
    known |= {
        Decimal(number)
        for number in (tally.count, tally.total, tally.rest, tally.difference, tally.ratio)
        if number is not None
    }
    return (
        len(counted) == len(tally.rows)
        and all(_is_proved(row, evidence) for row in counted)
        and tally.count in (None, len(counted) + tally.beyond)
        and (tally.total is None or _is_sum(counted, values, Decimal(tally.total)))
        and (not tally.falling or _falls(counted, values))
        and (tally.difference is None or _differ(counted, values, Decimal(tally.difference)))
        and (tally.rest is None or _is_rest(counted, values, Decimal(tally.rest)))
        and (tally.ratio is None or _is_times(counted, values, Decimal(tally.ratio)))
        and named <= known
    )


def _is_sum(rows: Sequence[Commitment], values: Sequence[Decimal], total: Decimal) -> bool:
    alike = len(values) == len(rows) and len({row.unit for row in rows}) == 1
    return alike and sum(values) == total


def _falls(rows: Sequence[Commitment], values: Sequence[Decimal]) -> bool:
    alike = len(values) == len(rows) and len({row.unit for row in rows}) == 1
    return alike and all(one > other for one, other in pairwise(values))


def _differ(rows: Sequence[Commitment], values: Sequence[Decimal], difference: Decimal) -> bool:
    return _falls(rows, values) and len(values) == _TWO and values[0] - values[1] == difference


def _is_rest(rows: Sequence[Commitment], values: Sequence[Decimal], rest: Decimal) -> bool:
    alike = len(values) == len(rows) >= _TWO and len({row.unit for row in rows}) == 1
    return alike and values[0] - sum(values[1:]) == rest >= 0


def _is_times(rows: Sequence[Commitment], values: Sequence[Decimal], ratio: Decimal) -> bool:
    return _falls(rows, values) and len(values) == _TWO and values[1] * ratio == values[0]


def _is_proved(row: Commitment, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a row's words stand in a quote, with its number."""
    for quote in evidence:
        if quote.document_id == row.document_id and quote.start <= row.start < row.end <= quote.end:
            break
    else:
        return False
    return row.value is None or any(
        f"{found.value:f}" == row.value and found.unit == (row.unit or "")
        for found in quantities(fold(row.quote))
    )


def _by_region(rows: Sequence[Commitment]) -> list[int]:
    return list(Counter(row.region for row in rows).values())
