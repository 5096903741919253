"""What a figure owes to the choice of questions.

Sources: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13
(percentile intervals); Wilson 1927 for the interval of a share; Hanley & Lippman-Hand
1983 for what may go wrong where nothing did.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from eval.report.record import Figures

ROUNDS = 1000
ONE_SIDED = 5.0
"""Percentile beyond which a figure has fallen: one in twenty samples lies there by chance."""

_Z = 1.96

Case = TypeVar("Case")


def resampled(
    cases: Sequence[Case],
    figures: Callable[[Sequence[Case]], Figures],
    rounds: int = ROUNDS,
    seed: int = 0,
) -> dict[str, list[float]]:
    """Return each figure over ``rounds`` samples of as many cases, drawn with replacement."""
    generator = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {}
    for _ in range(rounds):
        sample = [cases[at] for at in generator.integers(len(cases), size=len(cases))]
        for name, value in figures(sample).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return drawn


def margin(value: float, drawn: Sequence[float], *, higher_is_better: bool) -> float:
    """Return how far a figure may get worse through the choice of questions alone."""
    percentile = ONE_SIDED if higher_is_better else 100 - ONE_SIDED
    edge = float(np.percentile(drawn, percentile))
    return max(0.0, value - edge if higher_is_better else edge - value)


def unseen(count: int) -> float:
    """Return the share that may go wrong, one time in twenty, where none of ``count`` did."""
    return min(1.0, 3 / count) if count else 0.0


def share_interval(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of ``count`` cases."""
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    half *= _Z / (1 + _Z**2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)
