"""The two small models over features: which words answer best, and whether they answer.

Both are logistic, over standardised features. They are fitted on the tuning questions
and on passages the reader has not learnt from, by ``python -m eval.training.ranking``,
and stored beside this module with the figures of their fitting.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from rag.compose.proposals import Features, Proposal
from rag.embeddings.weights import FloatArray

_FILE: Final = "models.json"


class Linear(NamedTuple):
    """A logistic model: one weight per feature, and a constant."""

    weights: FloatArray
    bias: float

    def logit(self, features: FloatArray) -> FloatArray:
        """Return the logit of each row of features."""
        logits: FloatArray = features @ self.weights + np.float32(self.bias)
        return logits


class Models(NamedTuple):
    """Ranking, calibration and operating point.

    Attributes:
        ranking: Scores the words of a passage against each other.
        calibration: Logit of the probability that the best words answer.
        threshold: Least probability at which an answer is given.
    """

    ranking: Linear
    calibration: Linear
    threshold: float

    def best(self, proposals: Sequence[Proposal]) -> Proposal:
        """Return the proposal that answers best."""
        table = np.array([p.features for p in proposals], dtype=np.float32)
        return proposals[int(self.ranking.logit(table).argmax())]

    def rank(self, features: Features) -> float:
        """Return the ranking's logit for words with these features."""
        return float(self.ranking.logit(np.array(features, dtype=np.float32)))

    def probability(self, features: Features) -> float:
        """Return the probability, 0 to 1, that words with these features answer."""
        logit = float(self.calibration.logit(np.array(features, dtype=np.float32)))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, logit))))


@cache
def shipped_models() -> Models:
    """Return the models stored beside this module."""
    stored = json.loads(files("rag.compose").joinpath(_FILE).read_text(encoding="utf-8"))
    return Models(_linear(stored["ranking"]), _linear(stored["calibration"]), stored["threshold"])


def _linear(stored: dict[str, object]) -> Linear:
    weights = stored["weights"]
    bias = stored["bias"]
    if not isinstance(weights, dict) or not isinstance(bias, int | float):
        raise TypeError("a model holds weights by feature, and a bias")
    return Linear(
        np.array([weights.get(name, 0.0) for name in Features._fields], dtype=np.float32),
        float(bias),
    )
