"""Expected calibration error: how far a confidence is from the share that is right.

Source: Naeini, Cooper & Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using
Bayesian Binning", ten bins of equal width. What small numbers alone would show is drawn
as in Bröcker & Smith 2007, "Increasing the Reliability of Reliability Diagrams".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.report.record import Bin, Calibration

BINS = 10
_ROUNDS = 400


class Told(NamedTuple):
    """One answer as composed.

    Attributes:
        confidence: The composer's own, 0 to 1.
        right: Whether it is right and cited.
        shown: Whether the product shows it, or refuses.
    """

    confidence: float
    right: bool
    shown: bool


def bins(confidence: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Return the answers by confidence in bins of equal width, without empty ones."""
    sure, outcome = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    places = _places(sure)
    return tuple(
        Bin(
            count=int(here.sum()),
            confidence=float(sure[here].mean()),
            right=float(outcome[here].mean()),
        )
        for place in range(BINS)
        if (here := places == place).any()
    )


def expected_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Return the mean distance of confidence and share right over bins, by their counts.

    Raises:
        ValueError: There are no answers, or not as many confidences as outcomes.
    """
    if not confidence or len(confidence) != len(right):
        raise ValueError("one outcome is needed for each confidence, and at least one")
    found = bins(confidence, right)
    return sum(b.count * abs(b.confidence - b.right) for b in found) / len(confidence)


def error_by_chance(confidence: Sequence[float], seed: int = 0) -> float:
    """Return the mean error where each answer is right exactly as often as it says."""
    sure = np.asarray(confidence, dtype=np.float64)
    draws = np.random.default_rng(seed).random((_ROUNDS, len(sure))) < sure
    return float(np.mean([expected_error(confidence, row.tolist()) for row in draws]))


def calibration(told: Sequence[Told]) -> Calibration | None:
    """Return the calibration of some answers, or None where there are none."""
    if not told:
        return None
    confidence, right = [t.confidence for t in told], [t.right for t in told]
    shown = [t for t in told if t.shown]
    return Calibration(
        answers=len(told),
        error=expected_error(confidence, right),
        by_chance=error_by_chance(confidence),
        shown_error=expected_error([t.confidence for t in shown], [t.right for t in shown])
        if shown
        else None,
        bins=bins(confidence, right),
    )


def _places(sure: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((sure * BINS).astype(np.int64), BINS - 1)
