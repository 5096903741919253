"""Unanswerable questions that are refused."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "refusal_recall"
MEANING = "unanswerable on-topic questions that are refused"
SOURCE = "RGB, negative rejection (Chen et al., 2024)"
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the share, 0 to 1."""
    asked = [j for j in judged if not j.case.answerable and j.case.category == "unanswerable"]
    return sum(j.refused for j in asked) / len(asked) if asked else None
