"""The likeliest words of each passage, and how likely they answer.

The reader points at words in the best passages; the ranking chooses among them and the
runs of items around them, and the calibration says how likely the choice answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

import numpy as np

from rag.clauses import only_introduces
from rag.compose.features import Asked, Proposal, Rarity, Standing
from rag.compose.itemvectors import ItemVectors
from rag.compose.models import Judged, Models, pick
from rag.compose.proposals import propose
from rag.embeddings.weights import FloatArray
from rag.index.terms import bigrams
from rag.library import Library
from rag.reader import Reader
from rag.schemas import AnswerType, Hit, Intent, Part, Span
from rag.text import fold
from rag.understand.content import content_words
from rag.understand.kinds import answer_type, unit_asked
from rag.understand.thesaurus import shipped_thesaurus

_READ: Final = 4
"""Passages that are read for each place asked about."""
_SURE: Final = 0.8
"""Probability at which no further passage is read."""
_SURER: Final = 0.9
"""The same where a question may want several answers."""
_FAR_BEHIND: Final = 0.6
"""Share of the best passage's score below which a passage is not read."""
_HOPELESS: Final = -3.0
"""The reader's logit for a passage below which its sentences are not read alone."""
_UNLIKELY: Final = 0.1
_LIKELY: Final = 0.6
"""Between these probabilities of a passage its sentences are read alone: beyond them that moves
no passage over the operating point."""
_SAME: Final = 8
"""A passage that has no more characters than this beside a sentence is that sentence."""
_NAMED: Final = 0.5
"""Share of the pairs of characters of what is named that words must hold to speak of it."""
ONE: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE, AnswerType.DEFINITION})
"""Answer types of which a question wants one answer."""


class Candidate(NamedTuple):
    """The likeliest words of one passage, and how likely they answer.

    Attributes:
        words: Offsets into the document.
        rank: Expected overlap with the answer.
        probability: That the words answer, 0 to 1.
    """

    proposal: Proposal
    words: Span
    rank: float
    probability: float

    @property
    def hit(self) -> Hit:
        """The passage."""
        return self.proposal.hit


class Finder:
    """Finds the likeliest words of passages. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        rarity: Rarity,
        models: Models,
        vectors: ItemVectors | None = None,
    ) -> None:
        self._vectors = vectors
        self._library = library
        self.reader = reader
        self._rarity = rarity
        self.models = models

    def asked(self, intent: Intent, part: Part, hits: Sequence[Hit]) -> Asked:
        """Return a part of the question as proposals of ``hits`` are measured against it."""
        content = tuple(dict.fromkeys(content_words(part.text)))
        if len(intent.parts) > 1:
            own = {"answer_type": answer_type(part.text), "unit": unit_asked(part.text)}
            intent = intent.model_copy(update=own)
        scope = "\n".join(f"{self.headings(hit)}\n{fold(hit.text)}" for hit in hits)
        terms = shipped_thesaurus().terms(part.text)
        alike = self.alike_to(part.text)
        return Asked(intent, part.text, content, terms, self._rarity, scope, alike)

    def alike_to(self, question: str) -> Callable[[Sequence[str]], FloatArray] | None:
        """Return what tells how like some texts are to a question; None without vectors."""
        if self._vectors is None:
            return None
        vectors = self._vectors
        asked = vectors.question(question)

        def alike(texts: Sequence[str]) -> FloatArray:
            # not by BLAS, whose sums differ by how many threads take part in them
            similarities: FloatArray = np.einsum("tw,w->t", vectors.passages(texts), asked)
            return similarities

        return alike

    def proposals(self, asked: Asked, hit: Hit, standing: Standing) -> list[Proposal]:
        """Return what one passage offers."""
        reading = self.reader.read(asked.worded, [hit.text])[0]
        clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
        # a passage further down the clause has no heading of its own
        body_start = max(0, clause.body_start - hit.start) if clause.title else 0
        return propose(asked, hit, self.headings(hit), reading, standing, body_start)

    def candidates(self, asked: Asked, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the best of each passage read, the likeliest first.

        Passages are read in order until one surely answers, and sentences again only where
        they may decide: reading is what takes time.
        """
        found: list[Candidate] = []
        named = [pair for pair in bigrams(asked.intent.named) if asked.is_known(pair)]
        if asked.intent.named and not named:
            # No document speaks of it at all: what is found speaks of something else.
            return []
        for place, hit in enumerate(self.readable(hits)):
            if self._is_slogan(asked, hit):
                continue
            proposals = [
                proposal
                for proposal in self.proposals(asked, hit, standing(place, hit, hits[0]))
                if _speaks_of(named, proposal)
            ]
            if not proposals:
                continue
            foremost = self.models.foremost(proposals)
            best_of_passage = [proposal for proposal, _ in foremost]
            ranks = [rank for _, rank in foremost]
            within = [proposal.features.answers for proposal in best_of_passage]
            probabilities = self._probabilities(best_of_passage, ranks, within)
            if _UNLIKELY <= probabilities.max() < _LIKELY:
                alone = self.alone(asked, best_of_passage)
                probabilities = self._probabilities(best_of_passage, ranks, alone)
            at = pick(probabilities)
            (best, rank), probability = foremost[at], float(probabilities[at])
            words = Span(start=hit.start + best.words.start, end=hit.start + best.words.end)
            found.append(Candidate(best, words, rank, probability))
            if probability >= (_SURE if asked.intent.answer_type in ONE else _SURER):
                break
        return sorted(found, key=lambda c: -c.probability)

    def _is_slogan(self, asked: Asked, hit: Hit) -> bool:
        """Tell whether a passage only introduces others, and says no word of what is asked."""
        if self.says_a_word(asked, hit):
            return False
        clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
        return only_introduces(self._library.document(hit.document_id).text, clause, hit.passage)

    def says_a_word(self, asked: Asked, hit: Hit) -> bool:
        """Tell whether a passage, or a heading over it, says any word of the question.

        Words of official use for what the question names count as well.
        """
        text = f"{self.headings(hit)}\n{fold(hit.text)}"
        known = (*asked.content, *(word for term in asked.terms for word in term.official))
        return any(len(word) > 1 and word in text for word in known)

    def _probabilities(
        self, proposals: Sequence[Proposal], ranks: Sequence[float], logits: Sequence[float]
    ) -> FloatArray:
        judged = map(Judged, ranks, logits)
        return self.models.probabilities(
            [(p.features, one) for p, one in zip(proposals, judged, strict=True)]
        )

    def alone(self, asked: Asked, proposals: Sequence[Proposal]) -> list[float]:
        """Return for each proposal the reader's logit that its sentence, read alone, answers.

        All are of one passage; a sentence that is all of it has been read already, and of a
        passage that hardly answers none is read.
        """
        text = proposals[0].hit.text
        if proposals[0].features.answers < _HOPELESS:
            return [p.features.answers for p in proposals]
        apart = list(
            dict.fromkeys(
                text[p.around.start : p.around.end]
                for p in proposals
                if p.around.end - p.around.start < len(text) - _SAME
            )
        )
        read = self.reader.read(asked.worded, apart) if apart else []
        logits = {words: one.answers for words, one in zip(apart, read, strict=True)}
        return [
            logits.get(text[p.around.start : p.around.end], p.features.answers) for p in proposals
        ]

    def readable(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages to read: the best, but for those that are headings alone.

        Left out are also those found far behind the first.
        """
        least = max((hit.score for hit in hits), default=0.0) * _FAR_BEHIND
        readable = []
        for hit in hits:
            if hit.score < least:
                continue
            clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
            if not clause.title or hit.end > clause.body_start:
                readable.append(hit)
        return readable[:_READ]

    def headings(self, hit: Hit) -> str:
        """Return the folded titles over a passage, with its region's names."""
        summary = self._library.summaries[hit.document_id]
        titles = [summary.meta.title, *_names(self._library, summary.meta.region)]
        by_id = {clause.id: clause for clause in self._library.clauses(hit.document_id)}
        clause = by_id.get(hit.passage.clause_id)
        while clause is not None:
            titles.append(clause.title)
            clause = by_id.get(clause.parent_id or "")
        return fold("\n".join([*titles, hit.passage.topic or ""]))


def standing(place: int, hit: Hit, first: Hit) -> Standing:
    """Return where a passage stands whose first rival is ``first``."""
    return Standing(place, hit.score / first.score if first.score > 0 else 0.0)


def _speaks_of(named: Sequence[str], proposal: Proposal) -> bool:
    """Tell whether the words proposed hold what a follow-up names: most of its pairs."""
    if not named:
        return True
    words = fold(proposal.hit.text[proposal.words.start : proposal.words.end])
    return sum(pair in words for pair in named) >= len(named) * _NAMED


def _names(library: Library, region: str | None) -> Collection[str]:
    return library.gazetteer.names_of(region) if region else ()
