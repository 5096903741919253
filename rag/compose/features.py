"""A question as words are measured against it, and what speaks for some words of a passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.compose.wordmatch import ABBREVIATED, held
from rag.embeddings.weights import FloatArray
from rag.index.terms import all_held, bigrams
from rag.schemas import Hit, Intent, Span
from rag.understand.thesaurus import Term

OFFICIAL: Final = 2
"""Official words that are given the reader for each term."""

Rarity = Callable[[str], float]
"""Inverse document frequency of a bigram; the highest where no passage holds it."""


class Features(NamedTuple):
    """What speaks for some words of a passage.

    Attributes:
        answers: The reader's logit that the passage answers.
        inside: The reader's log-probability that the answer begins and ends in the words.
        pointed: How far the words and the reader's best span are the same characters
            (intersection over union).
        length: Natural logarithm of the number of characters.
        news: Natural logarithm of the number of characters that the question does not hold,
            and one more: an answer says more than was asked.
        covered: Share of the content words, by rarity, that the words hold.
        nearby: The same for the sentence, or sentences, that they stand in.
        passage: The same for the passage and its headings.
        best: The highest share that one item of the words holds, less the highest that any
            item of the passage holds: 0 or less.
        nearest: ``nearby`` less the highest of any sentence of the passage: 0 or less where
            the words stand in one sentence.
        missed: Rarity, 0 to 1, of the rarest content word that the passage lacks.
        absent: Share of the content words, by rarity, that no passage found holds.
        meant: As ``covered``, of the terms of the question, which official words may name.
        meant_nearby: As ``nearby``, likewise.
        meant_passage: As ``passage``, likewise.
        meant_best: As ``best``, likewise.
        meant_nearest: As ``nearest``, likewise.
        unmet: Rarity, 0 to 1, of the rarest term that neither the sentence nor a heading
            over it names.
        unmet_known: The same of the terms that documents, or the thesaurus, know.
        unmet_passage: The same as ``unmet`` for the whole passage.
        known: Share of the terms that the documents hold word for word.
        explained: How many terms the thesaurus knows.
        shape: 1 where the words have the form asked for (see ``rag.compose.forms``),
            0 where they have not, 0.5 where no form is asked for.
        crowd: How many figures (or dates) beyond one they hold where one is asked for.
        similarity: Cosine similarity of question and passage; 0 where unknown.
        alike: Cosine similarity of question and the likest of the items; 0 where unknown.
        likest: The same less that of the passage's likest item: 0 or less.
        standing: Fused score over that of the best hit.
        place: How many better hits there are.
        words_asked: How many content words the question has.
        figure: 1 where a figure or a date is asked for, else 0.
        several: 1 where a list or a way of doing is asked for, else 0.
        latin: 1 where the question is not in Chinese, else 0.
    """

    answers: float
    inside: float
    pointed: float
    length: float
    news: float
    covered: float
    nearby: float
    passage: float
    best: float
    nearest: float
    missed: float
    absent: float
    meant: float
    meant_nearby: float
    meant_passage: float
    meant_best: float
    meant_nearest: float
    unmet: float
    unmet_known: float
    unmet_passage: float
    known: float
    explained: float
    shape: float
    crowd: float
    similarity: float
    alike: float
    likest: float
    standing: float
    place: float
    words_asked: float
    figure: float
    several: float
    latin: float


class Standing(NamedTuple):
    """Where a passage stands among those found.

    Attributes:
        place: How many stand before it.
        share: Its fused score over that of the first.
    """

    place: int
    share: float


class Proposal(NamedTuple):
    """Some words of a passage, and what speaks for them.

    Attributes:
        words: Whole items, as a range of the passage's characters.
        around: The sentence or sentences that they stand in, likewise.
        pointed: What the reader points at, likewise; it may cut items.
    """

    hit: Hit
    words: Span
    around: Span
    pointed: Span
    features: Features


@dataclass(frozen=True)
class Asked:
    """A question as proposals are measured against it.

    Attributes:
        intent: The question understood.
        topic: Its folded text without the names of regions.
        content: Its content words, folded, likewise.
        terms: The same with the words that name one thing together, and with what official
            text calls it.
        rarity: How rare a bigram is.
        scope: The folded text and headings of every passage found.
        alike: Cosine similarity of the question to each of some texts, or None where
            there are no vectors.
    """

    intent: Intent
    topic: str
    content: tuple[str, ...]
    terms: tuple[Term, ...]
    rarity: Rarity
    scope: str
    alike: Callable[[Sequence[str]], FloatArray] | None = None

    def is_known(self, term: str) -> bool:
        """Tell whether every pair of a term's characters stands somewhere in the documents."""
        return all_held(term, self.rarity)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """How rare each content word is, by its rarest pair of characters."""
        return np.array([self.weight(word) for word in self.content])

    @cached_property
    def term_weights(self) -> NDArray[np.float64]:
        """How rare each term is: in its own words, or in the official ones if they are less so."""
        return np.array([self._term_weight(term) for term in self.terms])

    @cached_property
    def terms_held(self) -> NDArray[np.bool_]:
        """Of which terms the documents hold every word."""
        return np.array([all(map(self.is_known, t.words)) for t in self.terms], dtype=bool)

    @cached_property
    def worded(self) -> str:
        """The question, and in brackets what documents call that which they know by no word of it.

        The reader has learnt of ways to say a thing no more than the encoder holds.
        """
        named = [word for term in self.terms for word in term.otherwise(self.is_known, OFFICIAL)]
        return f"{self.topic}({' '.join(dict.fromkeys(named))})" if named else self.topic

    @cached_property
    def absent(self) -> float:
        """Share of the content words, by rarity, that no passage found holds."""
        total = float(self.weights.sum())
        if not total:
            return 0.0
        lacking = [held(word, self.scope) < ABBREVIATED for word in self.content]
        return float(self.weights[lacking].sum()) / total

    def _term_weight(self, term: Term) -> float:
        own = max(self.weight(word) for word in term.words)
        highest = self.rarity("")
        known = [w for w in map(self.weight, term.official) if w < highest]
        return min(own, max(known)) if known else own

    def weight(self, word: str) -> float:
        """Return how rare a word is, by its rarest pair of characters."""
        return max((self.rarity(pair) for pair in bigrams(word)), default=0.0)
