"""Rows of the ledger added up, and the greatest, the least, the first and the last of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from rag.compose.amounts import told_in
from rag.compose.bases import bases, said_around, says_all, says_word
from rag.compose.counted import counts
from rag.compose.ledger_lines import Lines
from rag.compose.ledger_lists import MOST_SHOWN, grouped
from rag.compose.ledger_rows import Found, due_of
from rag.compose.ledger_sums import is_lower_bound, is_upper_bound, obstacle, total
from rag.schemas import (
    Commitment,
    Draft,
    DraftSentence,
    Language,
    LedgerAsk,
    LedgerOrder,
    LedgerTopic,
    Tally,
)
from rag.wording import say

_FEWEST: Final = 2
_YEAR: Final = 4
_MANY_UNITS: Final = 3
"""Most measure words of a thing whose greatest is wanted, where the question names neither."""
_LEADS: Final[dict[LedgerOrder, str]] = {
    "deadline": "rows.earliest",
    "-deadline": "rows.latest",
    "value": "rows.least",
    "-value": "rows.most",
}


def sum_rows(ask: LedgerAsk, found: Found, lines: Lines) -> Draft | None:
    """Return the total with what makes it up, or why there is none; None of fewer than two."""
    rows = grouped(found.rows, ask)
    if len(rows) < _FEWEST:
        # One row that counts the only thing asked for is its total already.
        whole = len(ask.topics) == 1 and not ask.each and len(ask.regions) < _FEWEST
        sole = whole and rows and counts(rows[0], ask.topics[0])
        return lines.draft(lines.add(rows)) if sole else None
    texts = lines.texts(rows)
    if not _are_named(rows, ask.topics, texts):
        return lines.draft([why("named", lines.language), *lines.add(rows)])
    if ask.years and {due_of(row)[:_YEAR] for row in rows} != set(ask.years):
        return None
    groups = [rows]
    if not ask.regions and obstacle(rows, texts, ask.topics, ask.years) is not None:
        # Whose total is wanted is not said: each region has its own.
        groups = [
            tuple(row for row in rows if row.region == region)
            for region in dict.fromkeys(row.region for row in rows)
        ]
    sentences: list[DraftSentence] = []
    for group in groups:
        if len(group) >= _FEWEST:
            reason = obstacle(group, texts, ask.topics, ask.years)
            sentences.append(
                total_of(group, lines.language) if reason is None else why(reason, lines.language)
            )
        sentences += lines.add(group)
    told = {row.region for row in rows}
    silent = "、".join(lines.name(region) for region in ask.regions if region not in told)
    return lines.draft(sentences).model_copy(update={"missing": silent})


def _are_named(
    rows: Sequence[Commitment], topics: Sequence[LedgerTopic], texts: Mapping[str, str]
) -> bool:
    """Tell whether each thing is named by some row, and each row names some thing, in full.

    南片区 is not added where only 西片区 is told.
    """
    plain = [topic for topic in topics if not (topic.exact or topic.category)]
    if len(plain) < len(topics) or not plain:
        return True
    named = [[says_all(row, one, texts[row.document_id]) for one in plain] for row in rows]
    if all(map(any, named)) and all(map(any, zip(*named, strict=True))):
        return True
    if len(plain) > 1:
        return False
    # Of 小学初中幼儿园 each row counts a kind, and none is left out.
    kinds = [
        [says_word(row, word, texts[row.document_id]) for row in rows] for word in plain[0].words
    ]
    return len(kinds) > 1 and all(map(any, kinds)) and all(map(any, zip(*kinds, strict=True)))


def extreme_rows(ask: LedgerAsk, found: Found, lines: Lines) -> Draft | None:
    """Return the first rows of an order, all that stand equal; of numbers, for each unit.

    Where the first of each region are wanted, each has its own. None where they cannot be
    told: a day of an unknown year is neither before nor after one of a known year, and of
    many rows only the first are read.
    """
    order = ask.order or "-value"
    dated = order.endswith("deadline")
    if ask.of_each and not found.whole:
        return None
    # Bare ratios and indexes are no numbers of one kind.
    rows = [row for row in found.rows if (due_of(row) if dated else row.value and row.unit)]
    rows = _reckoned_by(bases("".join(topic.text for topic in ask.topics)), rows, lines)
    units = [None] if dated else list(dict.fromkeys(row.unit for row in rows))
    if not rows or (dated and len({len(due_of(row)) for row in rows}) > 1):
        return None
    if not found.whole and (dated or len(units) > 1):
        return None
    if ask.guessed and ask.topics and len(units) > _MANY_UNITS:
        # What is counted in so many ways is not the one thing whose greatest is wanted.
        return None
    among = say("rows.among", lines.language) if ask.guessed and ask.topics else ""
    sentences: list[DraftSentence] = []
    for unit in units:
        alike = rows if dated else [row for row in rows if row.unit == unit]
        best = _first_of_each(alike, order, ask) if ask.of_each else _first(alike, order)
        words = f"{among}{say(_LEADS[order], lines.language, unit=unit or '')}"
        among = ""
        sentences += [DraftSentence(text=words, ours=True), *lines.add(best)]
    return lines.draft(sentences) if len(lines.rows) <= MOST_SHOWN else None


def _reckoned_by(
    wanted: frozenset[str], rows: Sequence[Commitment], lines: Lines
) -> list[Commitment]:
    """Return the rows that are reckoned by what the question says: 每户补助最高."""
    texts = lines.texts(rows)
    return [row for row in rows if wanted <= bases(said_around(row, texts[row.document_id]))]


def why(reason: str, language: Language) -> DraftSentence:
    """Return the words that say why rows do not add up."""
    return DraftSentence(text=say(f"rows.unlike.{reason}", language), ours=True)


def total_of(rows: Sequence[Commitment], language: Language) -> DraftSentence:
    """Return the words that add up rows which add up."""
    key = "rows.sum"
    if is_lower_bound(rows) or is_upper_bound(rows):
        key = "rows.sum.least" if is_lower_bound(rows) else "rows.sum.most"
    added = total(rows)
    numbers = [Decimal(row.value or 0) for row in rows]
    told, unit = told_in([*numbers, added], rows[0].unit or "", language)
    words = say(key, language, addends=" + ".join(told[:-1]), total=f"{told[-1]} {unit}".strip())
    tally = Tally(rows=tuple(row.id for row in rows), total=f"{added:f}")
    return DraftSentence(text=words, ours=True, tally=tally)


def _first_of_each(
    rows: Sequence[Commitment], order: LedgerOrder, ask: LedgerAsk
) -> tuple[Commitment, ...]:
    """Return the first rows of each region, in the order in which the question names them."""
    regions = dict.fromkeys(row.region for row in rows)
    best = [_first([row for row in rows if row.region == one], order) for one in regions]
    return grouped([row for own in best for row in own], ask)


def _first(rows: Sequence[Commitment], order: LedgerOrder) -> list[Commitment]:
    """Return the first rows of an order: all that stand equal with the first."""

    def rank(row: Commitment) -> str | float:
        return due_of(row) if order.endswith("deadline") else float(row.value or 0)

    best = (max if order in ("-deadline", "-value") else min)(map(rank, rows))
    return [row for row in rows if rank(row) == best]
