"""Answers that are right and cited, of the answerable questions."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "answer_accuracy"
MEANING = "answerable questions answered rightly with a gold clause cited"
SOURCE = ""
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the share, 0 to 1."""
    asked = [j for j in judged if j.case.answerable]
    return sum(j.passed for j in asked) / len(asked) if asked else None
