"""Which words of a passage might be an answer, and what speaks for each; pure.

Proposed are the runs of whole items within a sentence, each sentence, each two
sentences that follow each other, and the items that the reader's span touches.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from rag.compose.checks import lacking
from rag.compose.features import Asked, Features, Proposal, Standing
from rag.compose.forms import count_forms, shape_of
from rag.compose.shares import Shares, Unmet
from rag.compose.spans import joined_items
from rag.compose.wordmatch import ABBREVIATED, held, meant
from rag.embeddings.weights import FloatArray
from rag.reader import Reading
from rag.schemas import AnswerType, Hit, Span
from rag.text import fold

_LONGEST_RUN: Final = 6
"""Most items of one run; whole sentences and the reader's span may be longer."""
_CROWD: Final = 3
"""Figures beyond one are counted up to here."""

_FIGURES: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})
_SEVERAL: Final = frozenset({AnswerType.LIST, AnswerType.METHOD})


def propose(
    asked: Asked,
    hit: Hit,
    headings: str,
    reading: Reading,
    standing: Standing,
    body_start: int = 0,
) -> list[Proposal]:
    """Return every proposal of one passage that holds what the question asks for.

    Args:
        asked: The question.
        hit: The passage.
        headings: Folded title, region's names and headings over the passage.
        reading: What the reader makes of it.
        standing: Where the passage stands among those found.
        body_start: Where in the passage's text the clause's heading ends.
    """
    table = _Table(asked, hit, headings, reading, standing)
    whole = f"{headings}\n{fold(hit.text)}"
    over = f"{headings}\n{fold(hit.text[:body_start])}\n"
    pointed = Span(start=reading.start, end=reading.end)
    return [
        Proposal(hit, words, around, pointed, table.features(words, *run))
        for words, run in table.runs()
        for around in (table.around(*run[2:]),)
        # A heading says what is spoken of, and answers nothing.
        if words.end > body_start
        and not _is_topic(hit, words)
        and not lacking(
            asked.intent,
            asked.topic,
            _folded(hit.text[words.start : words.end]),
            over + _folded(hit.text[around.start : around.end]),
            whole,
            asked.terms,
            asked.is_known,
        )
    ]


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    """Return a run of words folded; one passage is read for question after question."""
    return fold(text)


class _Table:
    """One passage cut into items, with what each item holds of the question."""

    def __init__(
        self, asked: Asked, hit: Hit, headings: str, reading: Reading, standing: Standing
    ) -> None:
        self._asked, self._hit, self._reading = asked, hit, reading
        self._items: list[Span] = []
        self._sentences: list[tuple[int, int]] = []
        for sentence in hit.passage.sentences:
            within = Span(start=sentence.start - hit.start, end=sentence.end - hit.start)
            parts = joined_items(hit.text, within)
            self._sentences.append((len(self._items), len(self._items) + len(parts)))
            self._items += parts
        folded = [_folded(hit.text[item.start : item.end]) for item in self._items]
        self._by_word = Shares(asked.weights, _matrix(held, folded, asked.content), self._sentences)
        named = _matrix(meant, folded, asked.terms)
        self._by_term = Shares(asked.term_weights, named, self._sentences)
        self._unmet = Unmet(asked, named, headings, f"{headings}\n{fold(hit.text)}")
        forms = [count_forms(asked.intent, text) for text in folded]
        self._fitting = np.array([found.fitting for found in forms])
        self._counts = np.array([found.all for found in forms])
        self._first = self._mass(np.exp(reading.first))
        self._last = self._mass(np.exp(reading.last))
        texts = [hit.text[item.start : item.end] for item in self._items]
        self._alike = asked.alike(texts) if asked.alike else np.zeros(len(texts), dtype=np.float32)
        self._likest = self._alike.max(initial=-1.0)
        self._news = np.array([0, *accumulate(self._new_characters(text) for text in folded)])
        self._whole = self._of_whole(headings, standing)

    def _mass(self, probabilities: FloatArray) -> NDArray[np.float64]:
        """Return the running sum over the items of the probability inside them."""
        middles = self._reading.offsets.mean(axis=1) if len(self._reading.offsets) else []
        starts = [item.start for item in self._items]
        at = np.searchsorted(starts, middles, side="right") - 1
        sums = np.zeros(len(self._items))
        np.add.at(sums, at[at >= 0], probabilities[at >= 0])
        return np.array([0.0, *accumulate(sums)])

    def _of_whole(self, headings: str, standing: Standing) -> dict[str, float]:
        asked, hit = self._asked, self._hit
        whole = f"{headings}\n{fold(hit.text)}"
        shares = np.array([held(word, whole) for word in asked.content])
        highest = asked.rarity("") or 1.0
        lacking = asked.weights[shares < ABBREVIATED]
        return {
            "answers": self._reading.answers,
            "passage": self._by_word.of_whole(shares),
            "missed": float(lacking.max() / highest) if len(lacking) else 0.0,
            "absent": asked.absent,
            "meant_passage": self._by_term.of_whole(self._unmet.whole),
            "unmet_passage": self._unmet.in_passage(),
            "known": self._unmet.known,
            "explained": self._unmet.explained,
            "similarity": hit.similarity or 0.0,
            "standing": standing.share,
            "place": float(standing.place),
            "words_asked": float(len(asked.content)),
            "figure": float(asked.intent.answer_type in _FIGURES),
            "several": float(asked.intent.answer_type in _SEVERAL),
            "latin": float(asked.intent.language != "zh"),
        }

    def _new_characters(self, text: str) -> int:
        """Return how many characters of a text are in no pair that the question holds."""
        topic = self._asked.topic
        old = {n for n in range(len(text) - 1) if text[n : n + 2] in topic}
        return sum(c.isalnum() and not {n - 1, n} & old for n, c in enumerate(text))

    def around(self, begin: int, end: int) -> Span:
        """Return the extent of the items ``begin`` to ``end``."""
        return self._words(begin, end)

    def runs(self) -> Iterator[tuple[Span, tuple[int, int, int, int]]]:
        """Yield words with their items, and the items of the sentences around them."""
        seen: set[tuple[int, int]] = set()
        for begin, end in self._sentences:
            for first in range(begin, end):
                for last in range(first + 1, min(end, first + _LONGEST_RUN) + 1):
                    seen.add((first, last))
                    yield self._words(first, last), (first, last, begin, end)
            if (begin, end) not in seen and end > begin:
                yield self._words(begin, end), (begin, end, begin, end)
        for (begin, middle), (_, end) in pairwise(self._sentences):
            if end > middle > begin:
                yield self._words(begin, end), (begin, end, begin, end)
        touched = [
            n
            for n, item in enumerate(self._items)
            if item.end > self._reading.start and item.start < self._reading.end
        ]
        if touched:
            first, last = touched[0], touched[-1] + 1
            around = [s for s in self._sentences if s[1] > first and s[0] < last]
            if len(around) > 2 or (first, last) not in seen:
                yield self._words(first, last), (first, last, around[0][0], around[-1][1])

    def _words(self, first: int, last: int) -> Span:
        return Span(start=self._items[first].start, end=self._items[last - 1].end)

    def features(self, words: Span, first: int, last: int, begin: int, end: int) -> Features:
        """Return the features of words that touch the items ``first`` to ``last``."""
        mass = (self._first[last] - self._first[first]) * (self._last[last] - self._last[first])
        fitting = int(self._fitting[first:last].sum())
        count = int(self._counts[first:last].sum())
        unmet, unmet_known = self._unmet.in_items(begin, end)
        return Features(
            inside=math.log(max(float(mass), 1e-9)),
            pointed=_overlap(words, self._reading),
            length=math.log(max(1, words.end - words.start)),
            news=math.log1p(self._news[last] - self._news[first]),
            covered=self._by_word.of(first, last),
            nearby=self._by_word.of(begin, end),
            best=self._by_word.of_one(first, last) - self._by_word.best,
            nearest=self._by_word.of(begin, end) - self._by_word.nearest,
            meant=self._by_term.of(first, last),
            meant_nearby=self._by_term.of(begin, end),
            meant_best=self._by_term.of_one(first, last) - self._by_term.best,
            meant_nearest=self._by_term.of(begin, end) - self._by_term.nearest,
            unmet=unmet,
            unmet_known=unmet_known,
            shape=shape_of(self._asked.intent, fitting, count),
            crowd=float(min(_CROWD, max(0, count - 1))),
            alike=float(self._alike[first:last].max()),
            likest=float(self._alike[first:last].max() - self._likest),
            **self._whole,
        )


_Word = TypeVar("_Word")


def _matrix(
    how: Callable[[_Word, str], float], texts: Sequence[str], words: Sequence[_Word]
) -> NDArray[np.float64]:
    """Return how far each text holds each word, shape ``(texts, words)``."""
    rows = [[how(word, text) for word in words] for text in texts]
    return np.array(rows, dtype=np.float64).reshape(len(texts), len(words))


def _is_topic(hit: Hit, words: Span) -> bool:
    topic = hit.passage.topic
    return topic is not None and hit.text[words.start : words.end].rstrip("。") == topic


def _overlap(words: Span, reading: Reading) -> float:
    common = min(words.end, reading.end) - max(words.start, reading.start)
    union = max(words.end, reading.end) - min(words.start, reading.start)
    return max(0, common) / union if union > 0 else 0.0
