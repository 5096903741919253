"""Answers that hold a number which none of their quotes holds."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "unproved_numbers"
MEANING = "answers with a number that their quotes do not hold (a count)"
SOURCE = ""
HIGHER_IS_BETTER = False


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the count."""
    return float(sum(bool(j.unproved_numbers) for j in judged))
