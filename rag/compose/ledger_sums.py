"""Adding up rows of the ledger: like with like only, and why not otherwise; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from rag.compose.bases import are_alike
from rag.compose.counted import counted_things, kind_counted
from rag.compose.ledger_rows import due_of
from rag.schemas import Commitment, LedgerTopic
from rag.text import fold, quantities

OF_WHICH: Final = re.compile("其中|含(?!氧|量)|包括")
_LOW: Final = frozenset({">", ">="})
_HIGH: Final = frozenset({"<", "<="})
_YEAR: Final = 4
# The ends of two names that one number counts: 农庄 and 摘园 of 休闲农庄、采摘园15个.
_TOGETHER: Final = re.compile(
    "(?:\\A|[,;、。])[^0-9,;、。]{0,20}(?P<one>[一-鿿]{2})、"
    "(?:(?!等)[一-鿿]){0,6}?(?P<other>(?:(?!等)[一-鿿]){2})(?:共|合计|共计)?[0-9]"
)
_WHOLE_NAME: Final = 4
"""Fewest characters of what names a thing of its own."""


def total(rows: Sequence[Commitment]) -> Decimal:
    """Return the sum of the rows' values."""
    return sum((Decimal(row.value or 0) for row in rows), Decimal(0))


def obstacle(
    rows: Sequence[Commitment],
    texts: dict[str, str],
    topics: Sequence[LedgerTopic],
    years: Sequence[str] = (),
) -> str | None:
    """Return why rows do not add up, or None where they do.

    Args:
        rows: At least two rows with values.
        texts: The text of each row's document, by id.
        topics: What is counted.
        years: The years whose numbers are wanted; empty where none are named.

    Returns:
        One of ``percent``, ``unit``, ``base``, ``range``, ``bound``, ``about``, ``joint``,
        ``same``, ``part``, ``deadline``, which key the wording; None where they add up.
    """
    signs = {row.comparator for row in rows}
    due = [due_of(row)[:_YEAR] for row in rows if row.deadline_to]
    of_years = bool(years) and sorted(due) == sorted(years) and not any(map(_over_years, rows))
    named = "".join("".join((topic.text, *topic.words)) for topic in topics)
    plain = (
        ("percent", any(row.is_percentage for row in rows)),
        ("unit", len({row.unit for row in rows}) > 1),
        ("base", not are_alike(rows, texts)),
        ("range", any(row.value_max is not None for row in rows)),
        ("bound", bool(signs & _LOW and signs & _HIGH)),
        ("about", None in signs),
        ("joint", any(counts_more(row, named) for row in rows)),
        ("deadline", len(set(due)) > 1 and not of_years),
    )
    # What is done in one year is not what is done in another.
    harmless = {None, "same"} if of_years else {None}
    pairs = (_overlap(one, other, texts, topics) for one, other in combinations(rows, 2))
    found = next((reason for reason, holds in plain if holds), None)
    return found or next((reason for reason in pairs if reason not in harmless), None)


def is_lower_bound(rows: Sequence[Commitment]) -> bool:
    """Tell whether the sum is only what there will be at least."""
    return any(row.comparator in _LOW for row in rows)


def is_upper_bound(rows: Sequence[Commitment]) -> bool:
    """Tell whether the sum is only what there will be at most."""
    return any(row.comparator in _HIGH for row in rows)


def counts_more(row: Commitment, named: str) -> bool:
    """Tell whether a row counts two things together, of which only one is asked for.

    农庄、采摘园15个 does not tell how many 采摘园 there are.

    Args:
        row: The row.
        named: What is asked for, folded.
    """
    found = _TOGETHER.search(fold(row.quote))
    return found is not None and (found["one"] in named) != (found["other"] in named)


def _over_years(row: Commitment) -> bool:
    """Tell whether a row is of several years, as a whole of what is done in each may be."""
    first, last = row.deadline_from, row.deadline_to
    return last is None or (first is not None and first.year != last.year)


def _overlap(
    one: Commitment, other: Commitment, texts: dict[str, str], topics: Sequence[LedgerTopic]
) -> str | None:
    if one.document_id != other.document_id:
        # A city's figure may hold that of its district.
        places = (one.region or "", other.region or "")
        nested = places[0].startswith(places[1]) or places[1].startswith(places[0])
        return "part" if nested else None
    if one.start < other.end and other.start < one.end:
        return "same"
    for topic in topics:
        kinds = kind_counted(one, topic), kind_counted(other, topic)
        if kinds[0] is None or kinds[1] is None:
            continue
        if kinds[0] == kinds[1]:
            # Two works on the same kind of thing may well be done to the same ones.
            return "same"
        if kinds[0].endswith(kinds[1]) or kinds[1].endswith(kinds[0]):
            return "part"
    first, second = sorted((one, other), key=lambda row: row.start)
    text = texts[one.document_id]
    between = text[first.end : second.start]
    led = "。" not in between and OF_WHICH.search(between + second.quote[:4])
    # 老旧小区改造示范区 are no more 老旧小区.
    if led or any(_is_within(a, b) for a in counted_things(one) for b in counted_things(other)):
        return "part"
    return "same" if _may_overlap(first, second, text) else None


def _is_within(one: str, other: str) -> bool:
    """Tell whether the name of one thing counted stands in that of another, or the other way."""
    short, long = sorted((one, other), key=len)
    return _WHOLE_NAME <= len(short) < len(long) and short in long


def _may_overlap(first: Commitment, second: Commitment, text: str) -> bool:
    """Tell whether both are parts of one whole that its parts do not make up: 硕士, 党员."""
    before = re.split("[。；;\n]", text[: first.start])[-1]
    led = OF_WHICH.search(before) or OF_WHICH.match(first.quote)
    if led is None or re.search("[。；;\n]", text[first.end : second.start]):
        return False
    start = first.start - len(before)
    item = re.split("[。；;\n]", text[start:])[0]
    numbers = [one.value for one in quantities(fold(item)) if one.unit == (first.unit or "")]
    return len(numbers) > 1 and numbers[0] != sum(numbers[1:])
