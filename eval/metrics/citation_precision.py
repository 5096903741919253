"""Citations that point to a gold clause, of all citations of answers."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "citation_precision"
MEANING = "clauses cited that are gold, averaged over answered questions"
SOURCE = "ALCE (Gao et al., 2023), with gold clauses in place of an entailment model"
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the mean share, 0 to 1."""
    shares = [
        len(j.cited & j.gold) / len(j.cited)
        for j in judged
        if j.case.answerable and not j.refused and j.cited
    ]
    return sum(shares) / len(shares) if shares else None
