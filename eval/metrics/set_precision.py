"""Commitments shown that are gold, of those shown for ledger questions."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged, is_same

NAME = "set_precision"
MEANING = "commitments shown that are asked for, averaged over answered ledger questions"
SOURCE = ""
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the mean share, 0 to 1; None where no question asks for a set."""
    shares = [
        sum(any(is_same(one, gold) for gold in j.case.gold_quotes) for one in j.listed)
        / len(j.listed)
        for j in judged
        if j.asks_set and j.listed
    ]
    return sum(shares) / len(shares) if shares else None
