"""Answers that claim to be complete and lack something that was wanted."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "false_completeness"
MEANING = "answers that claim to show every row and do not"
SOURCE = ""
HIGHER_IS_BETTER = False


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the number of such answers."""
    claimed = [j for j in judged if j.answer.complete and j.case.answerable]
    return float(sum(bool(j.lacking) for j in claimed)) if claimed else None
