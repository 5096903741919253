"""Questions alike, put together: the leader algorithm (Hartigan 1975) over a threshold.

Each wording joins the first group whose leader it is like, or leads a new one. The
order is fixed (asked most, then asked last, then by its letters), so that the same
questions always give the same groups. Wordings that name other regions, years or
figures never join: they want other answers.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import EmbeddingError
from rag.index.terms import bigrams
from rag.schemas import AskedQuestion, Cluster
from rag.text import fold
from rag.understand.wanted import Wanted, wanted_by

if TYPE_CHECKING:
    from rag.embeddings import Encoder
    from rag.understand import Gazetteer

MOST_WORDINGS: Final = 500
_ALIKE: Final = 0.80
"""Least cosine of two questions' vectors that are alike; see decision 0013."""
_ALIKE_WORDS: Final = 0.50
"""The same of their pairs of characters, where there are no vectors."""
_REMEMBERED: Final = 4_000
_EDGES: Final = re.compile(r"[\s?？!！。.,，、;；:：~～]+")

Matrix = NDArray[np.float32]


@dataclass
class _Wording:
    """One wording, folded, with every time it was asked; the last first."""

    times: list[AskedQuestion] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, float, str]:
        return (-len(self.times), -self.times[0].asked_at.timestamp(), self.times[0].question)


class Clusters:
    """Groups questions; remembers the vectors of those it has met. Safe for threads.

    Args:
        encoder: Returns what makes vectors, or None where words alone have to do.
    """

    def __init__(self, encoder: Callable[[], Encoder | None]) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, Matrix] = OrderedDict()
        self._lock = Lock()

    def group(
        self, questions: Iterable[AskedQuestion], gazetteer: Gazetteer, most: int
    ) -> tuple[Cluster, ...]:
        """Return the ``most`` biggest groups, the most asked first."""
        wordings: dict[str, _Wording] = {}
        for one in sorted(questions, key=lambda q: (q.asked_at, q.answer_id), reverse=True):
            key = _EDGES.sub(" ", fold(one.question)).strip()
            if key and (key in wordings or len(wordings) < MOST_WORDINGS):
                wordings.setdefault(key, _Wording()).times.append(one)
        ordered = sorted(wordings, key=lambda key: wordings[key].rank)
        groups = self._grouped(ordered, gazetteer)
        found = [_cluster([wordings[key] for key in group]) for group in groups]
        found.sort(key=lambda c: (-c.asked, -c.last_asked.timestamp(), c.id))
        return tuple(found[:most])

    def _grouped(self, keys: Sequence[str], gazetteer: Gazetteer) -> list[list[str]]:
        vectors, least = self._directions(keys)
        alike = vectors @ vectors.T >= least
        groups: dict[Wanted, list[list[int]]] = {}
        for at, key in enumerate(keys):
            led = groups.setdefault(wanted_by(key, gazetteer), [])
            group = next((group for group in led if alike[group[0], at]), None)
            if group is None:
                led.append([at])
            else:
                group.append(at)
        return [[keys[at] for at in group] for led in groups.values() for group in led]

    def _directions(self, keys: Sequence[str]) -> tuple[Matrix, float]:
        """Return a row of length 1 for each wording, and how near two are that are alike."""
        if keys and (encoder := self._encoder()) is not None:
            try:
                return self._encoded(keys, encoder), _ALIKE
            except EmbeddingError:
                # a remote model may be away; words alone group less, and never wrongly
                pass
        return _by_words(keys), _ALIKE_WORDS

    def _encoded(self, keys: Sequence[str], encoder: Encoder) -> Matrix:
        with self._lock:
            new = [key for key in keys if key not in self._vectors]
            for start in range(0, len(new), 64):
                names = new[start : start + 64]
                self._vectors.update(zip(names, encoder.encode_questions(names), strict=True))
            found = np.stack([self._vectors[key] for key in keys])
            while len(self._vectors) > _REMEMBERED:
                self._vectors.popitem(last=False)
        return found


def _by_words(keys: Sequence[str]) -> Matrix:
    terms = [Counter(bigrams(key)) for key in keys]
    columns = {term: at for at, term in enumerate(sorted({t for one in terms for t in one}))}
    rows = np.zeros((len(keys), len(columns)), dtype=np.float32)
    for at, counts in enumerate(terms):
        for term, count in counts.items():
            rows[at, columns[term]] = count
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths, lengths, 1.0), dtype=np.float32)


def _cluster(wordings: Sequence[_Wording]) -> Cluster:
    times = [one for wording in wordings for one in wording.times]
    last = max(times, key=lambda one: (one.asked_at, one.answer_id))
    question = wordings[0].times[0].question
    return Cluster(
        id=sha256(fold(question).encode()).hexdigest()[:16],
        question=question,
        wordings=tuple(wording.times[0].question for wording in wordings),
        asked=len(times),
        refused=sum(one.status.value.startswith("refused") for one in times),
        down=sum(one.feedback is not None and one.feedback.rating == "down" for one in times),
        last_asked=last.asked_at,
        answer_id=last.answer_id,
    )
