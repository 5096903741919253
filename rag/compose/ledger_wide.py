"""The rows that a likely question of the ledger is about, by how well their words fit.

Every row that the limits let through is weighed by the question's own words: what it says
itself counts most, the category whose name a word is next, then the words around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.compose.ledger_rows import (
    MOST_READ,
    NOTHING,
    Found,
    Read,
    Scope,
    in_order,
    own_words,
    query_of,
)
from rag.compose.wordmatch import ABBREVIATED, held
from rag.schemas import Commitment, LedgerAsk, LedgerQuery, LedgerTopic

_FITS: Final = 0.6
"""Least share of a topic's words that a row must hold."""


def find_wide(read: Read, ask: LedgerAsk, scope: Scope) -> Found:
    """Return the rows that fit what is asked; of several things, those of any.

    Nothing where no row is about any thing named, or where there are too many to weigh.
    """
    query = query_of(ask, scope)
    terms = tuple(topic.words[0] for topic in ask.topics if topic.exact)
    if terms:
        query = query.model_copy(update={"any_terms": terms})
    topics = tuple(topic for topic in ask.topics if not topic.exact)
    page = read(query)
    if not topics:
        rows = page.rows
        if ask.monthly:
            rows = tuple(row for row in rows if "月" in (row.deadline_text or ""))
            return Found(rows, len(rows)) if page.total <= MOST_READ else NOTHING
        return Found(rows, page.total)
    whole = page.total <= MOST_READ
    found = [fitting(read, query, topic, page.rows if whole else None) for topic in topics]
    if not any(found):
        # What no row knows is not what the rows are told apart by.
        bounded = terms or _is_bounded(ask)
        named = any(topic.category for topic in topics)
        return Found(page.rows, page.total) if bounded and not named and whole else NOTHING
    if any(topic.category and not rows for topic, rows in zip(topics, found, strict=True)):
        return NOTHING
    rows = tuple(dict.fromkeys(row for one in found for row in one))
    return Found(in_order(rows, query), len(rows), fitted=True)


def fitting(
    read: Read, query: LedgerQuery, topic: LedgerTopic, rows: Sequence[Commitment] | None
) -> tuple[Commitment, ...]:
    """Return the rows that fit a topic best.

    Args:
        rows: All that the limits let through, where they have been read.
    """
    if rows is None:
        own = read(query.model_copy(update={"any_terms": topic.words}))
        alike = (
            read(query.model_copy(update={"category": topic.category})) if topic.category else own
        )
        if max(own.total, alike.total) > MOST_READ:
            return ()
        rows = tuple(dict.fromkeys((*own.rows, *alike.rows)))
    if topic.category:
        named = tuple(
            row
            for row in rows
            if row.category == topic.category or _share(row, topic) == 1.0
        )
        if named:
            return named
    shares = [_share(row, topic) for row in rows]
    closing = [topic.words[-1] in own_words(row) for row in rows]
    best = max(shares, default=0.0)
    fit = tuple(
        row
        for row, share, closes in zip(rows, shares, closing, strict=True)
        if share >= _FITS and (closes or share == best)
    )
    if fit:
        return fit
    if any(closing):
        return tuple(row for row, closes in zip(rows, closing, strict=True) if closes)
    around = read(query.model_copy(update={"terms": topic.words}))
    return around.rows if around.total <= MOST_READ else ()


def _share(row: Commitment, topic: LedgerTopic) -> float:
    """Return the share of a topic's words that a row holds, 0 to 1, longer words for more."""
    own = own_words(row)
    if held(topic.text, own) >= ABBREVIATED:
        return 1.0
    total = sum(map(len, topic.words))
    found = sum(
        len(word) for word in topic.words if held(word, own) >= ABBREVIATED
    )
    return found / total


def _is_bounded(ask: LedgerAsk) -> bool:
    limits = (ask.due_by, ask.due_from, ask.least, ask.most)
    said = bool(ask.percentages or ask.units or ask.comparators or ask.dated)
    return said or any(limit is not None for limit in limits)
