"""Answers in the documents' own words: the span that answers, cut whole, with its clause.

The reader points at words in the best passages; the calibration says how likely they
answer; the quote is widened to whole items and to the conditions beside them. Nothing
is worded anew, so what is shown is proved by what is cited.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from rag.compose.calibration import Calibration
from rag.compose.features import Features, Rarity, measure
from rag.compose.spans import trim, whole_items, whole_quantity, with_conditions
from rag.index.terms import bigrams
from rag.library import Library
from rag.reader import Reader
from rag.retrieve import content_words
from rag.schemas import AnswerType, Draft, DraftSentence, Evidence, Hit, Intent, Span
from rag.text import fold

_READ: Final = 3
"""Passages that are read for each place asked about."""
_SHORT: Final = 14
"""A span this short, e.g. a figure or a day, is shown first, before its whole item."""
_DIRECT: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})


class Candidate(NamedTuple):
    """Words that may answer, and how likely they do.

    Attributes:
        span: The words pointed at, as offsets into the document.
        features: What speaks for them.
        probability: That they answer, 0 to 1.
    """

    hit: Hit
    span: Span
    features: Features
    probability: float


class ExtractiveComposer:
    """Answers with verbatim quotes; needs no model of language."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        rarity: Rarity,
        calibration: Calibration,
    ) -> None:
        self._library = library
        self._reader = reader
        self._rarity = rarity
        self._calibration = calibration

    def candidates(self, intent: Intent, hits: Sequence[Hit]) -> list[Candidate]:
        """Return what the best passages offer, the likeliest first."""
        read = hits[:_READ]
        if not read:
            return []
        gazetteer = self._library.gazetteer
        topic = gazetteer.strip(intent.text).strip() or intent.text
        content = list(dict.fromkeys(content_words(topic)))
        readings = self._reader.read(intent.text, [hit.text for hit in read])
        found = []
        for hit, reading in zip(read, readings, strict=True):
            features = measure(
                intent,
                topic,
                content,
                hit,
                self._headings(hit),
                reading,
                read[0].score,
                self._rarity,
            )
            span = Span(start=hit.start + reading.start, end=hit.start + reading.end)
            found.append(Candidate(hit, span, features, self._calibration.probability(features)))
        return sorted(found, key=lambda c: -c.probability)

    def compose(self, intent: Intent, groups: Sequence[tuple[str | None, Sequence[Hit]]]) -> Draft:
        """Return a draft that answers from each group of hits.

        Args:
            intent: The question understood.
            groups: For each region asked about (or None), the hits in its documents.

        Returns:
            The draft. Its confidence is that of its likeliest part; groups without a
            likely part are named in ``missing``, separated by 、.
        """
        evidence: list[Evidence] = []
        parts: list[DraftSentence] = []
        missing: list[str] = []
        confidence = 0.0
        for region, hits in groups:
            found = self.candidates(intent, hits)
            likely = [c for c in found if c.probability >= self._calibration.threshold]
            confidence = max([confidence, *(c.probability for c in found)])
            if not likely:
                missing.extend([region] if region else [])
                continue
            for candidate in self._chosen(intent, likely):
                parts.extend(self._shown(intent, candidate, region, evidence, len(groups) > 1))
        return Draft(
            sentences=tuple(parts),
            evidence=tuple(evidence),
            composer="extractive",
            confidence=confidence,
            missing="、".join(missing),
        )

    def _chosen(self, intent: Intent, likely: Sequence[Candidate]) -> Sequence[Candidate]:
        """Return the likeliest, and others that answer another part of the question."""
        chosen = [likely[0]]
        topic = self._library.gazetteer.strip(intent.text)
        terms = set(bigrams(topic))
        held = {term for term in terms if term in fold(likely[0].hit.text)}
        for candidate in likely[1:]:
            new = {term for term in terms - held if term in fold(candidate.hit.text)}
            if sum(map(self._rarity, new)) > 0.25 * sum(map(self._rarity, terms)):
                chosen.append(candidate)
                held |= new
        return chosen

    def _shown(
        self,
        intent: Intent,
        candidate: Candidate,
        region: str | None,
        evidence: list[Evidence],
        labelled: bool,
    ) -> list[DraftSentence]:
        document = self._library.document(candidate.hit.document_id)
        text, passage = document.text, candidate.hit.passage
        within = Span(start=passage.start, end=passage.end)
        tight = whole_quantity(text, within, candidate.span.start, candidate.span.end)
        tight = trim(text, tight.start, tight.end)
        if tight.start >= tight.end:
            return []
        wide = with_conditions(text, within, whole_items(text, within, tight.start, tight.end))
        wide = trim(text, wide.start, wide.end)
        clause = self._library.clause_at(document.id, wide.start, wide.end)
        evidence.append(
            Evidence(
                document_id=document.id,
                clause_id=clause.id,
                topic=passage.topic,
                start=wide.start,
                end=wide.end,
                quote=text[wide.start : wide.end],
            )
        )
        at = (len(evidence) - 1,)
        label = f"{self._short(region)}：" if labelled and region else ""
        direct, whole = text[tight.start : tight.end], text[wide.start : wide.end]
        if intent.answer_type in _DIRECT and len(direct) <= _SHORT and len(whole) > len(direct) + 4:
            return [
                DraftSentence(text=f"{label}{direct}。", evidence=at),
                DraftSentence(text=f"{whole}。", evidence=at),
            ]
        return [DraftSentence(text=f"{label}{whole}。", evidence=at)]

    def _short(self, region: str) -> str:
        names = self._library.gazetteer.names_of(region)
        return names[1] if len(names) > 1 else names[0]

    def _headings(self, hit: Hit) -> str:
        summary = self._library.summaries[hit.document_id]
        titles = [summary.meta.title, *_names(self._library, summary.meta.region)]
        by_id = {clause.id: clause for clause in self._library.clauses(hit.document_id)}
        clause = by_id.get(hit.passage.clause_id)
        while clause is not None:
            titles.append(clause.title)
            clause = by_id.get(clause.parent_id or "")
        return fold("\n".join([*titles, hit.passage.topic or ""]))


def _names(library: Library, region: str | None) -> Collection[str]:
    return library.gazetteer.names_of(region) if region else ()
