"""How much of what a question is about stands in each item of a passage; pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rag.compose.features import Asked
from rag.compose.wordmatch import ABBREVIATED, meant


class Shares:
    """Words or terms of a question against the items of a passage.

    Attributes:
        best: The highest share that one item holds.
        nearest: The highest share that one sentence holds.
    """

    def __init__(
        self,
        weights: NDArray[np.float64],
        held: NDArray[np.float64],
        sentences: list[tuple[int, int]],
    ) -> None:
        """Take how much each word weighs, and how far each item holds it.

        Args:
            weights: Shape ``(words,)``.
            held: 0 to 1, shape ``(items, words)``.
            sentences: The first item of each sentence, and the one after its last.
        """
        self._held = held
        self._weights = weights / (weights.sum() or 1.0)
        self._each = held @ self._weights
        self.best = float(self._each.max(initial=0.0))
        self.nearest = max((self.of(*sentence) for sentence in sentences), default=0.0)

    def of(self, first: int, last: int) -> float:
        """Return the share, by weight, that the items ``first`` to ``last`` hold together."""
        if not len(self._weights) or last <= first:
            return 0.0
        return float(self._weights @ self._held[first:last].max(axis=0))

    def of_one(self, first: int, last: int) -> float:
        """Return the highest share that one of these items holds."""
        return float(self._each[first:last].max())

    def of_whole(self, held: NDArray[np.float64]) -> float:
        """Return the share of words that are held so far, shape ``(words,)``."""
        return float(self._weights @ held) if len(held) else 0.0


class Unmet:
    """Which terms of a question nothing names, and how rare the rarest of them is."""

    def __init__(self, asked: Asked, held: NDArray[np.float64], headings: str, whole: str) -> None:
        """Take how far each item names each term, shape ``(items, terms)``."""
        self._held = held
        self._weights = asked.term_weights / (asked.rarity("") or 1.0)
        self._above = np.array([meant(term, headings) for term in asked.terms])
        explained = np.array([bool(term.official) for term in asked.terms], dtype=bool)
        self._known = explained | asked.terms_held
        self.whole = np.array([meant(term, whole) for term in asked.terms])
        self.explained = float(explained.sum())
        self.known = float(asked.terms_held.mean()) if len(asked.terms) else 0.0

    def in_passage(self) -> float:
        """Return the rarity, 0 to 1, of the rarest term that the passage does not name."""
        return self._rarest(self.whole < ABBREVIATED)

    def in_items(self, first: int, last: int) -> tuple[float, float]:
        """Return that of the rarest that neither these items nor a heading name.

        First of all terms, then of those that the documents or the thesaurus know.
        """
        if not len(self._weights) or last <= first:
            return 0.0, 0.0
        named = np.maximum(self._held[first:last].max(axis=0), self._above)
        lacking = named < ABBREVIATED
        return self._rarest(lacking), self._rarest(lacking & self._known)

    def _rarest(self, lacking: NDArray[np.bool_]) -> float:
        return float(self._weights[lacking].max(initial=0.0))
