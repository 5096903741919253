"""The probability that a candidate answers, from its features.

A logistic model whose weights are fitted on the tuning questions by
``python -m eval.training.calibration`` and stored beside this module.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from rag.compose.features import Features

_FILE: Final = "calibration.json"


class Calibration(NamedTuple):
    """A fitted model.

    Attributes:
        weights: Weight of each feature, by name.
        bias: Constant term.
        threshold: Least probability at which an answer is given.
    """

    weights: dict[str, float]
    bias: float
    threshold: float

    def probability(self, features: Features) -> float:
        """Return the probability, 0 to 1, that the candidate answers."""
        total = self.bias + sum(
            weight * getattr(features, name) for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@cache
def shipped_calibration() -> Calibration:
    """Return the model stored beside this module."""
    text = files("rag.compose").joinpath(_FILE).read_text(encoding="utf-8")
    stored = json.loads(text)
    return Calibration(stored["weights"], stored["bias"], stored["threshold"])
