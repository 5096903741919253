"""How well a passage and a span of it answer a question, as numbers; pure.

Each feature is one field of ``Features``; the calibration turns them into the
probability that the span answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.index.terms import bigrams
from rag.reader import Reading
from rag.schemas import AnswerType, Hit, Intent
from rag.text import dates, fold, quantities


class Features(NamedTuple):
    """What speaks for one candidate.

    Attributes:
        answers: The reader's logit that the passage answers.
        span: The reader's log-probability of the span.
        similarity: Cosine similarity of question and passage; 0 where unknown.
        covered: Share of the question's terms, by rarity, that the passage and its
            headings hold.
        beside: The same for the sentence that holds the span alone.
        missed: Rarity, 0 to 1, of the rarest content word that the passage lacks.
        unheard: Share of the content words that no document holds.
        shape: 1 where the span has the form asked for (a figure, its unit, a date),
            0 where it has not, 0.5 where no form is asked for.
        standing: Fused score over that of the best hit.
    """

    answers: float
    span: float
    similarity: float
    covered: float
    beside: float
    missed: float
    unheard: float
    shape: float
    standing: float


Rarity = Callable[[str], float]
"""Inverse document frequency of a bigram; the highest where no passage holds it."""


def coverage(terms: Sequence[str], text: str, rarity: Rarity) -> float:
    """Return the share of the terms, weighted by rarity, that stand in the folded text."""
    total = sum(rarity(term) for term in terms)
    if total <= 0:
        return 0.0
    return sum(rarity(term) for term in terms if term in text) / total


def measure(
    intent: Intent,
    topic: str,
    content: Sequence[str],
    hit: Hit,
    headings: str,
    reading: Reading,
    best_score: float,
    rarity: Rarity,
) -> Features:
    """Return the features of one reading.

    Args:
        intent: The question understood.
        topic: Its folded text without the names of regions.
        content: Its content words, folded, likewise.
        hit: The passage read.
        headings: Folded title and headings over the passage.
        reading: What the reader points at.
        best_score: Fused score of the first hit.
        rarity: How rare a bigram is.
    """
    text = fold(hit.text)
    whole = f"{headings}\n{text}"
    terms = list(dict.fromkeys(bigrams(topic)))
    known = rarity("")
    lacking = [word for word in content if word not in whole]
    return Features(
        answers=reading.answers,
        span=reading.span,
        similarity=hit.similarity or 0.0,
        covered=coverage(terms, whole, rarity),
        beside=coverage(terms, fold(_sentence(hit, reading)), rarity),
        missed=max((_rarity_of(word, rarity) / known for word in lacking), default=0.0),
        unheard=(
            sum(_rarity_of(word, rarity) >= known for word in content) / len(content)
            if content
            else 0.0
        ),
        shape=_shape(intent, hit.text[reading.start : reading.end]),
        standing=hit.score / best_score if best_score > 0 else 0.0,
    )


def _rarity_of(word: str, rarity: Rarity) -> float:
    return max((rarity(term) for term in bigrams(word)), default=0.0)


def _sentence(hit: Hit, reading: Reading) -> str:
    """Return the sentences of the passage that the span touches."""
    start, end = hit.start + reading.start, hit.start + reading.end
    touched = [s for s in hit.passage.sentences if s.end > start and s.start < end]
    return "".join(hit.text[s.start - hit.start : s.end - hit.start] for s in touched)


def _shape(intent: Intent, span: str) -> float:
    if intent.answer_type is AnswerType.NUMBER:
        found = quantities(fold(span))
        if intent.unit and found:
            return 1.0 if any(q.unit.endswith(intent.unit) for q in found) else 0.6
        return 1.0 if found else 0.0
    if intent.answer_type is AnswerType.DATE:
        return 1.0 if dates(fold(span)) else 0.0
    return 0.5
