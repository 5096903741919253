"""The reader for where the shipped one cannot run: the sentence that shares most words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from rag.index.terms import bigrams
from rag.reader.reading import Reading, nothing
from rag.text import fold, sentences

_SURE: Final = 0.6
"""Share of the question's terms at which a passage is as likely to answer as not."""
_SLOPE: Final = 10.0


class WordReader:
    """Points at the sentence that holds most of the question's terms, weighted by rarity."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        """``rarity`` is the inverse document frequency of a bigram."""
        self._rarity = rarity

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text, in the same order."""
        terms = {term: self._rarity(term) for term in bigrams(fold(question))}
        total = sum(terms.values()) or 1.0
        return [self._reading(terms, total, text) for text in texts]

    def _reading(self, terms: dict[str, float], total: float, text: str) -> Reading:
        spans = sentences(text)
        if not spans:
            return nothing(-_SLOPE)
        shares = np.array(
            [
                sum(weight for term, weight in terms.items() if term in words) / total
                for words in (fold(text[span.start : span.end]) for span in spans)
            ]
        )
        best = int(shares.argmax())
        likely = _SLOPE * shares
        likely = (likely - np.log(np.exp(likely).sum())).astype(np.float32)
        return Reading(
            start=spans[best].start,
            end=spans[best].end,
            span=float(likely[best]),
            answers=_SLOPE * (float(shares[best]) - _SURE),
            offsets=np.array([(span.start, span.end) for span in spans], dtype=np.int64),
            first=likely,
            last=likely,
        )
