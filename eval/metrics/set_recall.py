"""Gold commitments that are shown, of those of ledger questions; a refusal shows none."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged, is_same

NAME = "set_recall"
MEANING = "commitments asked for that are shown, averaged over ledger questions"
SOURCE = ""
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the mean share, 0 to 1; None where no question asks for a set."""
    shares = [
        sum(any(is_same(one, gold) for one in j.listed) for gold in j.case.gold_quotes)
        / len(j.case.gold_quotes)
        for j in judged
        if j.asks_set
    ]
    return sum(shares) / len(shares) if shares else None
