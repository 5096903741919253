"""The reader for where the shipped one cannot run: the sentence that shares most words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rag.index.terms import bigrams
from rag.reader.reading import Reading
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
        best, span = 0.0, (0, len(text))
        for sentence in sentences(text):
            words = fold(text[sentence.start : sentence.end])
            held = sum(weight for term, weight in terms.items() if term in words) / total
            if held > best:
                best, span = held, (sentence.start, sentence.end)
        return Reading(*span, span=0.0, answers=_SLOPE * (best - _SURE))
