"""Questions about a heading or a topic as a whole, answered with all that stands under it.

Whoever asks 在“优化养老服务供给”方面有哪些安排, or 给老人做点啥, is answered with all that
stands under that heading, not with the likeliest sentence of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rag.clauses import Section, sections
from rag.compose.features import Asked
from rag.compose.spans import joined_items, own_items, trim, with_conditions
from rag.library import Library
from rag.schemas import AnswerType, Clause, DraftSentence, Evidence, Hit, Span
from rag.text import fold
from rag.understand.topics import asks_for_all, topic_asked

_SHORTEST: Final = 4
"""Fewest characters of a heading that cannot be meant by chance."""
_NARROW: Final = 4
"""Fewest characters of the words for a topic that are more than its plain name: 环境卫生."""
_WIDE: Final = frozenset({AnswerType.LIST, AnswerType.METHOD, AnswerType.OTHER})
_LONGEST: Final = 800
"""Most characters that are quoted whole of one document."""
_IN_FULL: Final = 400
"""Most characters of sentences that are quoted for want of a section."""
_FEWEST, _MOST_ITEMS = 2, 6
"""How many items that name a thing are shown instead of the likeliest alone."""
_BARE: Final = 3
"""Most characters beside a name of an item that says nothing of it: 北岸片区,完成…规划."""
_OPENS: Final = re.compile("依托|通过|按照|围绕|立足|结合|借助|利用")
_MARK: Final = re.compile("[,，;；。\n]")
_STOP: Final = re.compile("[;；。\n]")
_LITERAL: Final = 3
"""Fewest characters of what no table holds that a heading must hold as they stand."""
_MOST: Final = 3
"""Most sections, or items where there is none, that are shown for one part of a question."""


class Overview:
    """Quotes what stands under headings. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        """Quote from the documents of ``library``."""
        self._library = library

    def whole_sections(
        self,
        asked: Asked,
        hits: Sequence[Hit],
        likely: Sequence[str],
        evidence: list[Evidence],
        *,
        labelled: bool,
    ) -> list[DraftSentence]:
        """Return a sentence for each section asked for as a whole, and add what they cite.

        Where no heading names a thing that no table of topics holds, the items that do are
        given, if they are a few.

        Args:
            asked: A part of the question.
            hits: What was found for it: their documents are looked through.
            likely: Passages that likely answer, see ``sections_asked``.
            evidence: What the answer cites so far.
            labelled: Each sentence says whose it is.
        """
        said: list[DraftSentence] = []
        kind = asked.intent.answer_type
        for name in dict.fromkeys(hit.document_id for hit in hits):
            text, clauses = self._library.document(name).text, self._library.clauses(name)
            run_in = {hit.passage.topic for hit in hits if hit.document_id == name}
            headings = {*(clause.title for clause in clauses), *filter(None, run_in)}
            if not (_is_named(asked.topic, headings) or topic_asked(asked.topic)):
                # To look for what stands under each heading takes time.
                continue
            for one in sections_asked(asked.topic, kind, text, clauses, likely):
                if len(said) < _MOST:
                    span = trim(text, one.body.start, one.body.end)
                    topic = one.heading if one.run_in else None
                    said.append(self._quoted(name, span, topic, evidence, labelled=labelled))
        return said or self._named(asked, hits, evidence, labelled=labelled)

    def _named(
        self, asked: Asked, hits: Sequence[Hit], evidence: list[Evidence], *, labelled: bool
    ) -> list[DraftSentence]:
        """Return every item that names a thing asked for as a whole, where several do."""
        topic = topic_asked(asked.topic) if asked.intent.answer_type in _WIDE else None
        if topic is None or topic.is_known:
            return []
        found: list[tuple[str, Span]] = []
        for name in dict.fromkeys(hit.document_id for hit in hits):
            text = self._library.document(name).text
            found += [
                (name, _with_what_follows(text, clause, span, topic.said))
                for clause, span in own_items(text, self._library.clauses(name))
                if topic.said in fold(text[span.start : span.end])
            ]
        if not _FEWEST <= len(found) <= _MOST_ITEMS:
            return []
        return [self._quoted(name, span, None, evidence, labelled=labelled) for name, span in found]

    def items(
        self, asked: Asked, hits: Sequence[Hit], evidence: list[Evidence], *, labelled: bool
    ) -> list[DraftSentence]:
        """Return the items that name a topic in the question's word, for want of a section.

        What no table holds as a topic is not looked for. Arguments as of ``whole_sections``.
        """
        topic = topic_asked(asked.topic) if asked.intent.answer_type in _WIDE else None
        if topic is None or not topic.is_known:
            return []
        said: list[DraftSentence] = []
        for hit in hits:
            name = hit.document_id
            text = self._library.document(name).text
            for sentence in hit.passage.sentences:
                for item in joined_items(text, sentence):
                    named = topic.root in fold(text[item.start : item.end])
                    if named and len(said) < _MOST:
                        span = trim(text, item.start, item.end)
                        own = hit.passage.topic
                        said.append(self._quoted(name, span, own, evidence, labelled=labelled))
        return said

    def in_full(self, asked: Asked, hit: Hit, quote: Span) -> Span:
        """Widen a quote to its sentences where a topic of the table is asked about as a whole.

        For want of a section they are what there is of it, unless they are too long.
        """
        topic = topic_asked(asked.topic) if asked.intent.answer_type in _WIDE else None
        touched = [
            one for one in hit.passage.sentences if one.start < quote.end and quote.start < one.end
        ]
        if topic is None or not topic.is_known or not touched:
            return quote
        wide = Span(start=min(quote.start, touched[0].start), end=max(quote.end, touched[-1].end))
        return wide if wide.end - wide.start <= _IN_FULL else quote

    def label(self, document_id: str) -> str:
        """Return what stands before the words of a document where they may be another's."""
        region = self._library.summaries[document_id].meta.region
        return f"{self._library.gazetteer.short(region)}：" if region else ""

    def _quoted(
        self,
        document_id: str,
        span: Span,
        topic: str | None,
        evidence: list[Evidence],
        *,
        labelled: bool,
    ) -> DraftSentence:
        quote = self._library.document(document_id).text[span.start : span.end]
        clause = self._library.clause_at(document_id, span.start, span.end)
        own = Evidence(
            document_id=document_id,
            clause_id=clause.id,
            topic=topic,
            start=span.start,
            end=span.end,
            quote=quote,
        )
        if own not in evidence:
            evidence.append(own)
        label = self.label(document_id) if labelled else ""
        return DraftSentence(text=f"{label}{quote}。", evidence=(evidence.index(own),))


def sections_asked(
    question: str,
    kind: AnswerType,
    text: str,
    clauses: Sequence[Clause],
    likely: Sequence[str],
) -> list[Section]:
    """Return the sections that a question asks for as a whole; none where it asks otherwise.

    Those whose headings it names whole, or else those of the topic that is all it names; of
    one that holds others only itself, unless it is too long to be shown.

    Args:
        question: The part asked, folded, without the name of its region.
        kind: What its answer must contain; a figure or a day is not told by a whole section.
        text: The document's text.
        clauses: All its clauses, in reading order.
        likely: Passages that likely answer. Where they speak of the topic in the question's
            own words, if these are more than its plain name, so must a section.
    """
    if kind not in _WIDE or not asks_for_all(question):
        return []
    every = list(sections(text, clauses))
    found = [one for one in every if _is_named(question, (one.heading,))]
    topic = None if found else topic_asked(question)
    if topic is not None and (topic.is_known or len(topic.said) >= _LITERAL):
        found = [one for one in every if topic.heads(one.heading)]
        narrow = len(topic.said) >= _NARROW
        if narrow and any(topic.said in fold(passage) for passage in likely):
            found = [one for one in found if topic.said in fold(_whole(one, text))]
    chosen: list[Section] = []
    left = _LONGEST
    for one in found:
        length = one.body.end - one.body.start
        within = any(c.body.start <= one.body.start and one.body.end <= c.body.end for c in chosen)
        if length <= left and not within:
            chosen.append(one)
            left -= length
    return chosen


def _is_named(question: str, headings: Iterable[str]) -> bool:
    """Tell whether a folded question names one of some headings whole."""
    return any(len(one) >= _SHORTEST and fold(one) in question for one in headings)


def _whole(section: Section, text: str) -> str:
    return f"{section.heading}\n{text[section.body.start : section.body.end]}"


def _with_what_follows(text: str, clause: Clause, item: Span, named: str) -> Span:
    """Widen an item that does no more than name a thing, or on which terms, to what it is about."""
    stop = _STOP.search(text, item.end, clause.end)
    if item.end - item.start <= len(named) + _BARE and stop:
        return Span(start=item.start, end=stop.start())
    if _OPENS.match(text, item.start) and (mark := _MARK.search(text, item.end + 1, clause.end)):
        return Span(start=item.start, end=mark.start())
    within = Span(start=clause.body_start, end=clause.end)
    wide = with_conditions(text, within, item)
    return trim(text, wide.start, wide.end)
