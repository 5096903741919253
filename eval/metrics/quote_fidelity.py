"""Answers all of whose quotes are verbatim at their offsets."""

from __future__ import annotations

from collections.abc import Sequence

from eval.judging import Judged

NAME = "quote_fidelity"
MEANING = "answers whose every quote is the stored text between its offsets"
SOURCE = ""
HIGHER_IS_BETTER = True


def score(judged: Sequence[Judged], /) -> float | None:
    """Return the share, 0 to 1."""
    return sum(j.faithful_quotes for j in judged) / len(judged) if judged else None
