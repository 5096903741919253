"""What a reader returns, and what every reader offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.embeddings.weights import FloatArray

FLOOR: Final = -20.0
"""Lowest log-probability told apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one passage that answer best.

    Attributes:
        start, end: Half-open range of characters of the passage's text.
        span: Logarithm of the probability of exactly this range, given that the
            passage answers; 0 or less.
        answers: Logit of the probability that the passage answers at all.
        offsets: The half-open range of characters of each token read, shape (tokens, 2).
        first, last: Log-probability of each token to be the first and the last of the
            answer, given that the passage answers; shape (tokens,) each.
    """

    start: int
    end: int
    span: float
    answers: float
    offsets: NDArray[np.int64]
    first: FloatArray
    last: FloatArray

    def inside(self, start: int, end: int) -> float:
        """Return the log-probability that the answer begins and ends in a range of characters."""
        within = (self.offsets[:, 0] < end) & (self.offsets[:, 1] > start)
        if not within.any():
            return FLOOR
        mass = np.exp(self.first[within]).sum() * np.exp(self.last[within]).sum()
        return max(FLOOR, float(np.log(mass + 1e-12)))


def nothing(answers: float) -> Reading:
    """Return the reading of a text in which no words are pointed at."""
    none = np.zeros(0, dtype=np.float32)
    return Reading(0, 0, 0.0, answers, np.zeros((0, 2), dtype=np.int64), none, none)


class Reader(Protocol):
    """Reads a question against passages."""

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text, in the same order.

        Raises:
            EmbeddingError: The model cannot be run.
        """
        ...
