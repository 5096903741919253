"""Gold clauses that are cited, of the gold clauses of answered questions."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "citation_recall"
MEANING = "gold clauses that are cited, averaged over answered questions"
SOURCE = "ALCE (Gao et al., 2023), with gold clauses in place of an entailment model"
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the mean share, 0 to 1; one clause is enough where any of several will do."""
    shares = [
        float(bool(j.cited & j.gold))
        if j.case.clauses_mode == "any"
        else len(j.cited & j.gold) / len(j.gold)
        for j in judged
        if j.case.answerable and not j.refused and j.gold
    ]
    return sum(shares) / len(shares) if shares else None
