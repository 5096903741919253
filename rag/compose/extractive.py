"""Answers in the documents' own words: the span that answers, cut whole, with its clause.

The reader points at words in the best passages; the ranking chooses among them and the
runs of items around them, and the calibration says how likely the choice answers. The
quote is widened to whole items and to the conditions beside them. Nothing is worded
anew, so what is shown is proved by what is cited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from rag.compose.forms import count_forms, has_form
from rag.compose.itemvectors import ItemVectors
from rag.compose.models import Judged, Models
from rag.compose.proposals import Asked, Proposal, Rarity, Standing, propose
from rag.compose.spans import closed, trim, whole_list, whole_quantity, with_conditions
from rag.embeddings.weights import FloatArray
from rag.library import Library
from rag.reader import Reader
from rag.schemas import AnswerType, Draft, DraftSentence, Evidence, Hit, Intent, Part, Span
from rag.text import fold
from rag.understand.content import content_words
from rag.understand.kinds import answer_type, unit_asked

_READ: Final = 3
"""Passages that are read for each place asked about."""
_SURE: Final = 0.9
"""Probability at which no further passage is read."""
_SHORT: Final = 14
"""A span this short, e.g. a figure or a day, is shown first, before its whole item."""
_DIRECT: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})
_ONE: Final = _DIRECT | {AnswerType.DEFINITION}
"""Answer types of which a question wants one answer."""
_SAME: Final = 8
"""A passage that has no more characters than this beside a sentence is that sentence."""
_AS_LIKELY: Final = 0.85
_FURTHER: Final = 0.5
"""Share of the operating point at which a further answer that the question wants is given."""


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


class ExtractiveComposer:
    """Answers with verbatim quotes; needs no model of language."""

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
        self._models = models

    def asked(self, intent: Intent, part: Part, hits: Sequence[Hit]) -> Asked:
        """Return a part of the question as proposals of ``hits`` are measured against it."""
        content = tuple(dict.fromkeys(content_words(part.text)))
        if len(intent.parts) > 1:
            own = {"answer_type": answer_type(part.text), "unit": unit_asked(part.text)}
            intent = intent.model_copy(update=own)
        scope = "\n".join(f"{self._headings(hit)}\n{fold(hit.text)}" for hit in hits)
        return Asked(intent, part.text, content, self._rarity, scope, self.alike_to(part.text))

    def alike_to(self, question: str) -> Callable[[Sequence[str]], FloatArray] | None:
        """Return what tells how like some texts are to a question; None without vectors."""
        if self._vectors is None:
            return None
        vectors = self._vectors
        asked = vectors.question(question)

        def alike(texts: Sequence[str]) -> FloatArray:
            similarities: FloatArray = vectors.passages(texts) @ asked
            return similarities

        return alike

    def proposals(self, asked: Asked, hit: Hit, standing: Standing) -> list[Proposal]:
        """Return what one passage offers."""
        reading = self.reader.read(asked.topic, [hit.text])[0]
        clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
        body_start = clause.body_start - hit.start if clause.title else 0
        return propose(asked, hit, self._headings(hit), reading, standing, body_start)

    def candidates(self, asked: Asked, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the best of each passage read, the likeliest first.

        Passages are read in order until one surely answers: reading is what takes time.
        """
        found: list[Candidate] = []
        for place, hit in enumerate(self.readable(hits)):
            proposals = self.proposals(asked, hit, standing(place, hit, hits[0]))
            if not proposals:
                continue
            best, rank = self._models.best(proposals)
            judged = Judged(rank, self.alone(asked, best))
            probability = self._models.probability(best.features, judged)
            words = Span(start=hit.start + best.words.start, end=hit.start + best.words.end)
            found.append(Candidate(best, words, rank, probability))
            if probability >= _SURE and asked.intent.answer_type in _ONE:
                break
        return sorted(found, key=lambda c: -c.probability)

    def alone(self, asked: Asked, proposal: Proposal) -> float:
        """Return the reader's logit that the sentence of the words answers, read alone."""
        around, text = proposal.around, proposal.hit.text
        if around.end - around.start >= len(text) - _SAME:
            return proposal.features.answers
        return self.reader.read(asked.topic, [text[around.start : around.end]])[0].answers

    def readable(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages to read: the best, but for those that are headings alone."""
        readable = []
        for hit in hits:
            clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
            if not clause.title or hit.end > clause.body_start:
                readable.append(hit)
        return readable[:_READ]

    def compose(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> Draft:
        """Return a draft that answers from each group of hits.

        Args:
            intent: The question understood.
            groups: Each part of the question with the hits in its region's documents.

        Returns:
            The draft. Its confidence is that of its likeliest part; the regions of which
            nothing is likely are named in ``missing``, separated by 、.
        """
        evidence: list[Evidence] = []
        sentences: list[DraftSentence] = []
        answered: set[str | None] = set()
        confidence = 0.0
        # Where more than one district might be meant, each line says whose it is.
        named = {part.region for part, _ in groups}
        labelled = len(named) > 1 or (None in named and len(self._library.gazetteer.regions) > 1)
        for part, hits in groups:
            asked = self.asked(intent, part, hits)
            found = self.candidates(asked, hits)
            confidence = max([confidence, *(c.probability for c in found)])
            for candidate in self._chosen(asked, found):
                region = self._library.summaries[candidate.hit.document_id].meta.region
                shown = self._shown(asked, candidate, region if labelled else None, evidence)
                sentences.extend(s for s in shown if s not in sentences)
                answered.add(part.region)
        silent = dict.fromkeys(p.region for p, _ in groups if p.region not in answered)
        return Draft(
            sentences=tuple(sentences),
            evidence=tuple(evidence),
            composer="extractive",
            confidence=confidence,
            missing="、".join(self._library.gazetteer.short(region) for region in silent if region),
        )

    def _chosen(self, asked: Asked, found: Sequence[Candidate]) -> list[Candidate]:
        """Return the likeliest, and others that are as likely and speak of the same thing."""
        likely = [c for c in found if c.probability >= self._models.threshold]
        if not likely:
            return []
        if asked.intent.wanted > 1:
            return self._apart(found, asked.intent.wanted)
        if asked.intent.answer_type in _ONE:
            return likely[:1]
        first = likely[0].proposal.features
        return likely[:1] + [
            c
            for c in likely[1:]
            if c.probability >= likely[0].probability * _AS_LIKELY
            and c.proposal.features.covered >= first.covered * _AS_LIKELY
        ]

    def _apart(self, found: Sequence[Candidate], wanted: int) -> list[Candidate]:
        """Return as many as the question wants, likeliest first; the further may be less likely."""
        least = self._models.threshold * _FURTHER
        return [found[0], *(c for c in found[1:wanted] if c.probability >= least)]

    def _shown(
        self,
        asked: Asked,
        candidate: Candidate,
        region: str | None,
        evidence: list[Evidence],
    ) -> list[DraftSentence]:
        """Return the sentences for one candidate, and add what they cite to ``evidence``."""
        document = self._library.document(candidate.hit.document_id)
        text, passage = document.text, candidate.hit.passage
        within = Span(start=passage.start, end=passage.end)
        wide = closed(text, within, candidate.words)
        if asked.intent.answer_type is AnswerType.LIST:
            telling = sorted((w for w in asked.content if len(w) > 1), key=asked.weight)
            wide = whole_list(text, within, wide, telling[::-1])
        wide = with_conditions(text, within, wide)
        wide = trim(text, wide.start, wide.end)
        if wide.start >= wide.end:
            return []
        whole = text[wide.start : wide.end]
        clause = self._library.clause_at(document.id, wide.start, wide.end)
        evidence.append(
            Evidence(
                document_id=document.id,
                clause_id=clause.id,
                topic=passage.topic,
                start=wide.start,
                end=wide.end,
                quote=whole,
            )
        )
        at = (len(evidence) - 1,)
        label = f"{self._library.gazetteer.short(region)}：" if region else ""
        direct = self._direct(asked, candidate, text, wide)
        if direct and len(whole) > len(direct) + 4:
            return [
                DraftSentence(text=f"{label}{direct}。", evidence=at),
                DraftSentence(text=f"{whole}。", evidence=at),
            ]
        return [DraftSentence(text=f"{label}{whole}。", evidence=at)]

    def _direct(self, asked: Asked, candidate: Candidate, text: str, wide: Span) -> str:
        """Return the figure or the day alone, where it is asked for and the only one quoted."""
        start = candidate.hit.start + candidate.proposal.pointed.start
        end = candidate.hit.start + candidate.proposal.pointed.end
        if asked.intent.answer_type not in _DIRECT or end <= wide.start or start >= wide.end:
            return ""
        span = whole_quantity(text, wide, max(start, wide.start), min(end, wide.end))
        span = trim(text, span.start, span.end)
        direct = text[span.start : span.end]
        # With several figures to choose from, the one pointed at may be a neighbour's:
        # put first it would be read as the answer. Then the quote speaks alone.
        alone = count_forms(asked.intent, fold(text[wide.start : wide.end])).fitting == 1
        fits = 0 < len(direct) <= _SHORT and has_form(asked.intent, direct)
        return direct if alone and fits else ""

    def _headings(self, hit: Hit) -> str:
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


def _names(library: Library, region: str | None) -> Collection[str]:
    return library.gazetteer.names_of(region) if region else ()
