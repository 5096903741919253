"""The two small models over features: which words answer best, and whether they answer.

Both are gradient-boosted trees (Friedman 2001, Annals of Statistics 29:5), fitted on the
tuning questions and on passages the reader has not learnt from by
``python -m eval.training.ranking``, and stored beside this module as ONNX with the
figures of their fitting.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from rag.compose.features import Features, Proposal
from rag.embeddings.session import GraphSession
from rag.embeddings.weights import FloatArray

RANKING: Final = "ranking.onnx"
CALIBRATION: Final = "calibration.onnx"
RECORD: Final = "models.json"
INPUT: Final = "features"
OUTPUT: Final = "score"
CHOICES: Final = 6
"""Words of one passage among which the calibration may choose."""
_CLEARLY: Final = 0.1
_LEAST: Final = 1e-4


class Trees:
    """An ensemble of trees. Safe to share between threads."""

    def __init__(self, model: bytes) -> None:
        """Load it; one thread, as it runs for a fraction of a millisecond.

        Raises:
            ModelUnavailableError: onnxruntime cannot load it.
        """
        self._session = GraphSession(model, threads=1)

    def scores(self, table: FloatArray) -> FloatArray:
        """Return one score for each row of features.

        Raises:
            EmbeddingError: The run failed.
        """
        scores: FloatArray = self._session.run({INPUT: table}, [OUTPUT])[0].reshape(len(table), -1)
        return scores[:, -1]


class Judged(NamedTuple):
    """What the calibration sees beside the features of the words chosen.

    Attributes:
        rank: The ranking's score.
        alone: The reader's logit that they answer, of their sentence read alone; of its
            passage, where that hardly answers.
    """

    rank: float
    alone: float


class Scale(NamedTuple):
    """How the logit of a probability is moved to that of how often such an answer is right.

    Source: Platt 1999, "Probabilistic Outputs for Support Vector Machines". Fitted on what the
    product answers, its rules with it, by ``python -m eval.training.scale``.
    """

    slope: float = 1.0
    shift: float = 0.0

    def told(self, probability: float) -> float:
        """Return the confidence, 0 to 1, of an answer whose words have a probability."""
        sure = min(max(probability, _LEAST), 1 - _LEAST)
        return 1 / (1 + math.exp(-(self.slope * math.log(sure / (1 - sure)) + self.shift)))


class Models(NamedTuple):
    """Ranking, calibration and operating point.

    Attributes:
        ranking: Expected overlap of words with the answer; tells the words of a passage
            apart.
        calibration: Probability that the words chosen answer.
        threshold: Least probability at which an answer is given.
        scale: What makes a probability the confidence of an answer.
    """

    ranking: Trees
    calibration: Trees
    threshold: float
    scale: Scale = Scale()

    def foremost(self, proposals: Sequence[Proposal]) -> list[tuple[Proposal, float]]:
        """Return the proposals that rank highest, at most ``CHOICES``, with their ranks."""
        scores = self.ranking.scores(np.array([p.features for p in proposals], dtype=np.float32))
        order = np.argsort(-scores, kind="stable")[:CHOICES]
        return [(proposals[at], float(scores[at])) for at in order]

    def probabilities(self, seen: Sequence[tuple[Features, Judged]]) -> FloatArray:
        """Return the probability, 0 to 1, that words with these features answer, for each."""
        rows = [[*features, *judged] for features, judged in seen]
        return self.calibration.scores(np.array(rows, dtype=np.float32))


def pick(probabilities: FloatArray) -> int:
    """Return which of some words to choose, that stand in the order of their ranks.

    The first, unless another is clearly likelier to answer: the ranking prefers what is
    short, and the likelihood alone would choose ever longer words.
    """
    likeliest = int(probabilities.argmax())
    return likeliest if probabilities[likeliest] >= probabilities[0] + _CLEARLY else 0


@cache
def shipped_models() -> Models:
    """Return the models stored beside this module."""
    folder = files("rag.compose").joinpath("data")
    stored = json.loads(folder.joinpath(RECORD).read_text(encoding="utf-8"))
    ranking, calibration = (
        Trees(folder.joinpath(name).read_bytes()) for name in (RANKING, CALIBRATION)
    )
    scale = Scale(*(stored["scale"][name] for name in Scale._fields))
    return Models(ranking, calibration, float(stored["threshold"]), scale)
