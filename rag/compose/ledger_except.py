"""Rows of the ledger but for those that a question leaves out by name."""

from __future__ import annotations

from rag.compose.ledger_rows import NOTHING, Found, holds, resembles
from rag.schemas import Commitment, LedgerAsk, LedgerTopic
from rag.understand.ledger_words import category_of


def but(found: Found, ask: LedgerAsk) -> Found:
    """Return the rows found without those of what is excepted; no claim is made of them.

    Nothing where there are too many to look at each.
    """
    if not ask.excepted:
        return found
    if not found.whole:
        return NOTHING
    rows = tuple(row for row in found.rows if not any(_is_of(row, one) for one in ask.excepted))
    return found._replace(rows=rows, total=len(rows), exact=False)


def _is_of(row: Commitment, topic: LedgerTopic) -> bool:
    if holds(row, topic) or resembles(row, topic):
        return True
    named = category_of(topic.words)
    return named is not None and row.category == named
