"""Answers in the documents' own words: the span that answers, cut whole, with its clause.

The quote is widened to whole items and to the conditions beside them. Nothing is worded
anew, so what is shown is proved by what is cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.compose.candidates import ONE, Candidate, Finder
from rag.compose.checks import lacking, things_named
from rag.compose.features import Asked
from rag.compose.forms import count_forms, has_form
from rag.compose.overview import Overview
from rag.compose.segments import own_segment
from rag.compose.spans import (
    closed,
    tightened,
    trim,
    whole_list,
    whole_quantity,
    with_conditions,
    with_subject,
    with_what_is_done,
    without_next_name,
)
from rag.library import Library
from rag.schemas import AnswerType, Draft, DraftSentence, Evidence, Hit, Intent, Part, Span
from rag.text import fold

_SHORT: Final = 14
"""A span this short, e.g. a figure or a day, is shown first, before its whole item."""
_DIRECT: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE})
_OF_HEADING: Final = 0.9
"""How likely all under a heading answers who asks for what there is under it, by count:
``eval/LOG.md``."""
_NOTHING_SHARED: Final = 0.35
"""Operating point for words that share none with a question of no district, see ``eval/LOG.md``."""
_NAMED_TOGETHER: Final = re.compile("、[^0-9,，;；。:：、]{1,14}\\Z")
"""What stands before a figure that several things named share."""
_AS_LIKELY: Final = 0.85
_FURTHER: Final = 0.5
"""Share of the operating point at which a further answer that the question wants is given."""


class ExtractiveComposer:
    """Answers with verbatim quotes; needs no model of language."""

    def __init__(self, library: Library, finder: Finder) -> None:
        self._library = library
        self.finder = finder
        self._overview = Overview(library)

    def compose(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> Draft:
        """Return a draft that answers from each group of hits.

        Args:
            intent: The question understood.
            groups: Each part of the question with the hits in its region's documents.

        Returns:
            The draft. Its confidence is that of its likeliest part; the regions of which
            nothing is likely are named in ``missing``, separated by 、. Where nothing is
            likely at all there are no sentences, and ``missing`` is what the likeliest
            passage lacks (see ``checks.lacking``), if that can be told.
        """
        evidence: list[Evidence] = []
        sentences: list[DraftSentence] = []
        answered: set[str | None] = set()
        # Where more than one district might be meant, each line says whose it is.
        named = {part.region for part, _ in groups}
        labelled = len(named) > 1 or (None in named and len(self._library.gazetteer.regions) > 1)
        read = []
        for part, hits in groups:
            asked = self.finder.asked(intent, part, hits)
            read.append((part, asked, self.finder.candidates(asked, hits)))
        confidence = max((c.probability for *_, found in read for c in found), default=0.0)
        # Who gets one part of a question answered asks where the others are answered too.
        sure = confidence >= self.finder.models.threshold
        least = self.finder.models.threshold * (_FURTHER if sure else 1.0)
        for (part, asked, found), (_, hits) in zip(read, groups, strict=True):
            likely = [c.hit.text for c in self._chosen(asked, found, least)]
            whole = self._overview.whole_sections(asked, hits, likely, evidence, labelled=labelled)
            if whole:
                confidence = max(confidence, _OF_HEADING)
                answered.add(part.region)
            sentences.extend(s for s in whole if s not in sentences)
            told = {evidence[at].document_id for one in whole for at in one.evidence}
            for candidate in self._chosen(asked, found, least):
                if candidate.hit.document_id in told:
                    continue
                label = self._overview.label(candidate.hit.document_id) if labelled else ""
                shown = self._shown(asked, candidate, label, evidence)
                sentences.extend(s for s in shown if s not in sentences)
                answered.add(part.region)
        if not sentences:
            for (part, asked, _), (_, hits) in zip(read, groups, strict=True):
                items = self._overview.items(asked, hits, evidence, labelled=labelled)
                if items:
                    confidence = max(confidence, self.finder.models.threshold)
                    answered.add(part.region)
                sentences += items
        if not sentences:
            return Draft(
                sentences=(),
                evidence=(),
                composer="extractive",
                confidence=self.finder.models.scale.told(confidence),
                missing=self._lacking(intent, groups),
            )
        silent = dict.fromkeys(p.region for p, _ in groups if p.region not in answered)
        return Draft(
            sentences=tuple(sentences),
            evidence=tuple(evidence),
            composer="extractive",
            confidence=self.finder.models.scale.told(confidence),
            missing="、".join(self._library.gazetteer.short(region) for region in silent if region),
        )

    def also_answers(
        self, intent: Intent, part: Part, hit: Hit, quote: Evidence, likelihood: float
    ) -> bool:
        """Tell whether words of a passage answer too, about as likely as the answer in quotes.

        Where the question wants one answer, nothing else does. ``likelihood`` is that of
        the answer in quotes.
        """
        asked = self.finder.asked(intent, part, [hit])
        if asked.intent.answer_type in ONE:
            return False
        least = max(self.finder.models.threshold, likelihood * _AS_LIKELY)
        return any(
            c.probability >= least and c.words.start < quote.end and quote.start < c.words.end
            for c in self.finder.candidates(asked, [hit])
        )

    def _lacking(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> str:
        """Return what the best passage, which speaks of the matter, lacks; "" if unknown."""
        for part, hits in groups:
            for hit in self.finder.readable(hits)[:1]:
                asked = self.finder.asked(intent, part, [hit])
                text = fold(hit.text)
                telling = [word for word in asked.content if len(word) > 1]
                spoken = sum(word in text for word in telling) >= max(1, len(telling) / 2)
                whole = f"{self.finder.headings(hit)}\n{text}"
                reason = lacking(
                    asked.intent, asked.topic, text, whole, whole, asked.terms, asked.is_known
                )
                if reason is not None and (spoken or reason == "term"):
                    return reason
        return ""

    def absent(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> str:
        """Return what is asked about that no document looked at names; "" if there is none.

        It is a rate, or a word of official use whose sisters do not stand there either.
        """
        for part, hits in groups:
            asked = self.finder.asked(intent, part, hits)
            texts = {hit.document_id: self.finder.headings(hit) for hit in hits}
            whole = "\n".join(
                f"{titles}\n{fold(self._library.document(name).text)}"
                for name, titles in texts.items()
            )
            for thing in things_named(asked.topic, asked.terms):
                if not any(word in whole for word in thing):
                    return thing[0]
        return ""

    def _chosen(self, asked: Asked, found: Sequence[Candidate], least: float) -> list[Candidate]:
        """Return the likeliest, and others that are as likely and speak of the same thing.

        ``least`` is the probability below which nothing is given.
        """
        likely = [c for c in found if c.probability >= max(least, self._least_for(asked, c))]
        if not likely:
            return []
        if asked.intent.wanted > 1:
            return self._apart(found, asked.intent.wanted)
        if asked.intent.answer_type in ONE:
            return likely[:1]
        first = likely[0].proposal.features
        return likely[:1] + [
            c
            for c in likely[1:]
            if c.probability >= likely[0].probability * _AS_LIKELY
            and c.proposal.features.covered >= first.covered * _AS_LIKELY
        ]

    def _least_for(self, asked: Asked, candidate: Candidate) -> float:
        """Return the probability from which a candidate is given, of what it speaks of.

        Words that share nothing with a question which names no district are most likely about
        something else: there the reader's word alone does not do.
        """
        if asked.intent.regions or self.finder.says_a_word(asked, candidate.hit):
            return 0.0
        return _NOTHING_SHARED

    def _apart(self, found: Sequence[Candidate], wanted: int) -> list[Candidate]:
        """Return as many as the question wants, likeliest first; the further may be less likely."""
        least = self.finder.models.threshold * _FURTHER
        return [found[0], *(c for c in found[1:wanted] if c.probability >= least)]

    def _shown(
        self,
        asked: Asked,
        candidate: Candidate,
        label: str,
        evidence: list[Evidence],
    ) -> list[DraftSentence]:
        """Return the sentences for one candidate, and add what they cite to ``evidence``.

        Before each stands ``label``, which says whose it is.
        """
        document = self._library.document(candidate.hit.document_id)
        text, passage = document.text, candidate.hit.passage
        within = Span(start=passage.start, end=passage.end)
        wide = closed(text, within, candidate.words)
        if asked.intent.answer_type is AnswerType.LIST:
            telling = sorted((w for w in asked.content if len(w) > 1), key=asked.weight)
            wide = whole_list(text, within, wide, telling[::-1])
        if asked.intent.answer_type is AnswerType.DATE:
            wide = _own_segment(asked, text, wide)
        if asked.intent.answer_type in _DIRECT:
            wide = self._without_neighbours(asked, candidate, text, wide)
        named = [word for word in asked.content if len(word) > 1]
        wide = with_subject(text, within, wide, named)
        if asked.intent.answer_type not in ONE:
            wide = with_what_is_done(text, within, without_next_name(text, wide))
        wide = self._overview.in_full(asked, candidate.hit, with_conditions(text, within, wide))
        wide = trim(text, wide.start, wide.end)
        told = {(one.document_id, one.start, one.end) for one in evidence}
        if wide.start >= wide.end or (document.id, wide.start, wide.end) in told:
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
        direct = self._direct(asked, candidate, text, wide)
        if direct and len(whole) > len(direct) + 4:
            return [
                DraftSentence(text=f"{label}{direct}。", evidence=at),
                DraftSentence(text=f"{whole}。", evidence=at),
            ]
        return [DraftSentence(text=f"{label}{whole}。", evidence=at)]

    def _without_neighbours(
        self, asked: Asked, candidate: Candidate, text: str, wide: Span
    ) -> Span:
        """Leave the items at both ends out that hold other figures, and nothing asked about."""
        if count_forms(asked.intent, fold(text[wide.start : wide.end])).all < 2:
            return wide
        start = candidate.hit.start + candidate.proposal.pointed.start
        end = candidate.hit.start + candidate.proposal.pointed.end
        telling = [word for word in asked.content if len(word) > 1]
        narrow = tightened(text, wide, Span(start=start, end=end), telling)
        fits = count_forms(asked.intent, fold(text[narrow.start : narrow.end])).fitting
        return narrow if fits else wide

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
        # Of 农庄、采摘园15个 the figure alone would be read as that of one of them.
        joint = _NAMED_TOGETHER.search(text, wide.start, span.start)
        return direct if alone and fits and not joint else ""


def _own_segment(asked: Asked, text: str, wide: Span) -> Span:
    """Leave out what a quote tells of other things listed, if what is left answers in form."""
    own = own_segment(asked.topic, text[wide.start : wide.end])
    if own is None:
        return wide
    narrow = Span(start=wide.start + own.start, end=wide.start + own.end)
    return narrow if has_form(asked.intent, fold(text[narrow.start : narrow.end])) else wide
