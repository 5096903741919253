"""What a reader returns, and what every reader offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one passage that answer best.

    Attributes:
        start, end: Half-open range of characters of the passage's text.
        span: Logarithm of the probability of exactly this range, given that the
            passage answers; 0 or less.
        answers: Logit of the probability that the passage answers at all.
    """

    start: int
    end: int
    span: float
    answers: float


class Reader(Protocol):
    """Reads a question against passages."""

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text, in the same order.

        Raises:
            EmbeddingError: The model cannot be run.
        """
        ...
