"""Refusals that were due."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "refusal_precision"
MEANING = "refused questions that the documents do not answer"
SOURCE = "RGB, negative rejection (Chen et al., 2024)"
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the share, 0 to 1."""
    refused = [j for j in judged if j.refused]
    return sum(not j.case.answerable for j in refused) / len(refused) if refused else None
