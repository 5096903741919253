"""Question to Hits: words and vectors, of the passage and of its whole document, blended.

Scores are blended, not ranks: on 602 questions over 282 real documents equal-weight
rank fusion fell behind the words alone at the top, and the blend led (``eval/LOG.md``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from rag.embeddings import Encoder
from rag.index import Index
from rag.index.terms import bigrams
from rag.library import Library
from rag.schemas import Hit, Passage
from rag.understand.content import content_words
from rag.understand.thesaurus import Thesaurus, shipped_thesaurus

_OFFICIAL: Final = 3
"""Official words that are searched for each term."""


class Weights(NamedTuple):
    """How far each signal counts beside that of the words, which counts 1.

    Every signal is scaled to lie between 0 and 1 for one question.

    Attributes:
        dense: Cosine similarity of question and passage, stretched over the candidates.
        unknown: How much more that counts where the documents hold none of the question's
            pairs of characters: then words find nothing, and only meaning can.
        official: BM25 of what official text calls the things of the question that the
            documents do not know by its words (see ``rag.understand.thesaurus``).
        head: BM25 of the titles over a passage.
        whole: BM25 of the whole document that holds it.
        covered: Share of the question's pairs, weighted by rarity, in that document.
    """

    dense: float = 0.3
    unknown: float = 2.0
    official: float = 0.5
    head: float = 0.1
    whole: float = 0.85
    covered: float = 0.6


class Retriever:
    """Finds the passages that a question is about."""

    def __init__(
        self,
        library: Library,
        index: Index,
        encoder: Encoder | None,
        *,
        candidates: int = 50,
        weights: Weights | None = None,
        thesaurus: Thesaurus | None = None,
    ) -> None:
        self._library = library
        self._index = index
        self._encoder = encoder
        self._candidates = candidates
        self._weights = weights or Weights()
        self._thesaurus = thesaurus or shipped_thesaurus()

    @property
    def uses_vectors(self) -> bool:
        """Whether meaning is searched as well as words."""
        return self._encoder is not None

    def find(self, text: str, k: int, document_ids: Collection[str] | None = None) -> list[Hit]:
        """Return the ``k`` best passages for a folded question, best first.

        ``document_ids`` confines the search; None searches every document.
        """
        signals = self._signals(text, document_ids)
        ids = list(dict.fromkeys(name for signal in signals.values() for name in signal))
        if not ids:
            return []
        passages = self._library.passages(ids)
        ids = [name for name in ids if name in passages]
        documents = self._documents(bigrams(text), document_ids)
        dense = self._weights.dense + self._weights.unknown * (1 - self._known(text))
        fused = self._fuse(ids, passages, signals, documents, dense)
        order = sorted(ids, key=lambda name: (-fused[name], name))[:k]
        ranks = {
            field: {name: rank for rank, name in enumerate(signal, 1)}
            for field, signal in signals.items()
        }
        return [
            self.hit(
                passages[name],
                fused[name],
                {field: ranked[name] for field, ranked in ranks.items() if name in ranked},
                signals.get("dense", {}).get(name),
            )
            for name in order
        ]

    def _known(self, text: str) -> float:
        """Return the share, 0 to 1, of the question's pairs that the documents hold."""
        pairs = [pair for word in content_words(text) for pair in bigrams(word)] or bigrams(text)
        highest = self._index.idf("")
        held = sum(self._index.idf(pair) < highest for pair in pairs)
        return held / len(pairs) if pairs else 0.0

    def hit(
        self,
        passage: Passage,
        score: float,
        ranks: dict[str, int] | None = None,
        similarity: float | None = None,
    ) -> Hit:
        """Return a passage as a hit of this score."""
        summary = self._library.summaries[passage.document_id]
        clause = self._library.clause_at(passage.document_id, passage.start, passage.end)
        return Hit(
            document_id=passage.document_id,
            source=summary.source,
            title=summary.meta.title,
            clause_id=clause.id,
            clause_path=clause.path,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            score=round(score, 6),
            ranks=ranks or {},
            passage=passage,
            similarity=similarity,
        )

    def _signals(
        self, text: str, document_ids: Collection[str] | None
    ) -> dict[str, dict[str, float]]:
        """Return each retriever's scores by passage, best first."""
        n = self._candidates
        pairs, content = bigrams(text), content_words(text)
        found = {
            "bigrams": dict(self._index.lexical(pairs, n, document_ids, "bigrams")),
            "words": dict(self._index.lexical(content, n, document_ids, "words")),
            "head": dict(self._index.lexical(pairs, n, document_ids, "head")),
        }
        other = [pair for word in self._official(text) for pair in bigrams(word)]
        if other:
            found["official"] = dict(self._index.lexical(other, n, document_ids, "bigrams"))
        if self._encoder is not None:
            vector = self._encoder.encode_questions([text])[0]
            found["dense"] = dict(self._index.dense(vector, n, document_ids))
        return found

    def _official(self, text: str) -> list[str]:
        """Return known official words for what the documents do not know by the question's."""
        return [
            word
            for term in self._thesaurus.terms(text)
            for word in term.otherwise(self._index.knows, _OFFICIAL)
        ]

    def _documents(
        self, pairs: Sequence[str], document_ids: Collection[str] | None
    ) -> dict[str, float]:
        """Return what each document adds to the score of its passages."""
        n = self._candidates
        score: dict[str, float] = {}
        for found, weight in (
            (_scaled(dict(self._index.whole(pairs, n, document_ids)), 0.0), self._weights.whole),
            (dict(self._index.covered(pairs, n, document_ids)), self._weights.covered),
        ):
            for name, value in found.items():
                score[name] = score.get(name, 0.0) + weight * value
        return score

    def _fuse(
        self,
        ids: Sequence[str],
        passages: Mapping[str, Passage],
        signals: Mapping[str, Mapping[str, float]],
        documents: Mapping[str, float],
        weight: float,
    ) -> dict[str, float]:
        official = signals.get("official", {})
        spelt = {
            name: signals["bigrams"].get(name, 0.0)
            + signals["words"].get(name, 0.0)
            + self._weights.official * official.get(name, 0.0)
            for name in ids
        }
        spelt = _scaled(spelt, 0.0)
        head = _scaled(signals["head"], 0.0)
        dense = signals.get("dense", {})
        dense = _scaled(dense, min(dense.values(), default=0.0))
        return {
            name: spelt[name]
            + weight * dense.get(name, 0.0)
            + self._weights.head * head.get(name, 0.0)
            + documents.get(passages[name].document_id, 0.0)
            for name in ids
        }


def _scaled(scores: Mapping[str, float], floor: float) -> dict[str, float]:
    """Return the scores stretched so that ``floor`` becomes 0 and the highest 1."""
    top = max(scores.values(), default=floor)
    span = top - floor
    if span <= 0:
        return dict.fromkeys(scores, 0.0)
    return {name: (score - floor) / span for name, score in scores.items()}
