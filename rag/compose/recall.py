"""What a follow-up asks for of the answers before it: more, the detail, the source, one item.

The conversation is told by the client, so an earlier answer proves nothing: its lines are
looked up in the documents, and only words that stand there are spoken of again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from rag.compose.forms import count_forms
from rag.compose.spans import joined_items, trim
from rag.index import Index
from rag.index.terms import bigrams
from rag.library import Library
from rag.schemas import (
    AnswerType,
    Draft,
    DraftSentence,
    Evidence,
    Hit,
    Intent,
    Passage,
    Recall,
    Span,
)
from rag.text import fold, sentences

_LOOKED_UP: Final = 40
"""Most lines of a conversation that are looked up."""
_SHORTEST: Final = 4
_AT_ONCE: Final = 3
"""Most pieces shown for one turn."""
_LONG: Final = 120
"""A sentence longer than this is shown by its items."""
_FOUND: Final = 3
"""Passages looked through for a line."""


class Shown(NamedTuple):
    """Words of an earlier answer, found again where they stand."""

    passage: Passage
    span: Span


class Recaller:
    """Finds again what was shown, and what stands beside it. Safe to share between threads."""

    def __init__(self, library: Library, index: Index) -> None:
        """Look up in the documents of ``library``, through ``index``."""
        self._library = library
        self._index = index

    def shown(
        self,
        lines: Sequence[str],
        document_ids: Collection[str] | None,
        regions: Collection[str],
    ) -> list[Shown]:
        """Return the lines that stand word for word in a document, in their order.

        Districts may say the same in the same words: a line is sought first in the documents
        of the region that it names before its colon, then in those of ``regions``.
        """
        found = (self._look_up(line, document_ids, regions) for line in lines[-_LOOKED_UP:])
        return [one for one in found if one is not None]

    def compose(
        self, intent: Intent, hits: Sequence[Hit], document_ids: Collection[str] | None
    ) -> Draft | None:
        """Return a draft of what is asked for again; None where nothing shown is found again.

        Args:
            intent: The question understood; ``recall`` says what it asks for.
            hits: What the question before finds, for more than its own passage holds.
            document_ids: Confines the documents; None for all.

        Returns:
            The draft; it has no sentences where nothing is left to show.
        """
        recall, lines = intent.recall, intent.said[-1] if intent.said else ()
        if recall is None or not (last := self.shown(lines, document_ids, intent.regions)):
            return None
        if recall.form == "source":
            return self._draft(intent, [(one.passage, one.span) for one in last])
        if recall.form == "item":
            one = _item(last, recall)
            return None if one is None else self._draft(intent, [self._sentence(one)])
        every = [line for answer in intent.said for line in answer]
        if recall.form == "figure":
            return self._figure(intent, last, self.shown(every, document_ids, intent.regions))
        seen = [*self.shown(every, document_ids, intent.regions), *last]
        if recall.form == "detail":
            anchor = last[-1]
            whole = self._sentence(anchor)
            if whole[1].end - whole[1].start > anchor.span.end - anchor.span.start + _SHORTEST:
                return self._draft(intent, [whole])
        return self._draft(intent, self._further(last[-1].passage, hits, seen, intent.named))

    def _figure(
        self, intent: Intent, last: Sequence[Shown], every: Sequence[Shown]
    ) -> Draft | None:
        """Return the one quote, or sentence beside it, with a figure in the unit asked for.

        None where none or several have one: a neighbour's figure is no answer.
        """
        if intent.answer_type is not AnswerType.NUMBER or not intent.unit:
            return None
        home = last[-1].passage
        for one in (*reversed(last), *reversed(every)):
            if one.passage.id == home.id:
                words = home.text[one.span.start - home.start : one.span.end - home.start]
                if count_forms(intent, fold(words)).fitting == 1:
                    return self._draft(intent, [(home, one.span)])
        if count_forms(intent, fold(home.text)).fitting != 1:
            return None
        text = self._library.document(home.document_id).text
        held = [
            trim(text, sentence.start, sentence.end)
            for sentence in home.sentences
            if count_forms(intent, fold(text[sentence.start : sentence.end])).fitting
        ]
        return self._draft(intent, [(home, span) for span in held])

    def _further(
        self, home: Passage, hits: Sequence[Hit], seen: Sequence[Shown], named: str
    ) -> list[tuple[Passage, Span]]:
        """Return pieces not shown yet of the first passage that has any.

        It is the last quote's own, or another of its clause; where something is named,
        any passage found whose pieces hold it.
        """
        beside = [h.passage for h in hits if named or h.passage.clause_id == home.clause_id]
        pairs = bigrams(named)
        for passage in dict.fromkeys([home, *beside]):
            taken = [one.span for one in seen if one.passage.document_id == passage.document_id]
            pieces = list(self._pieces(passage, taken))
            if pairs:
                text = self._library.document(passage.document_id).text
                held = [fold(text[piece.start : piece.end]) for piece in pieces]
                pieces = [
                    piece
                    for piece, words in zip(pieces, held, strict=True)
                    if any(pair in words for pair in pairs)
                ]
            if pieces:
                return [(passage, piece) for piece in pieces[:_AT_ONCE]]
        return []

    def _pieces(self, passage: Passage, taken: Sequence[Span]) -> Iterator[Span]:
        text = self._library.document(passage.document_id).text
        for sentence in passage.sentences:
            parts = [sentence]
            if sentence.end - sentence.start > _LONG or _overlaps(sentence, taken):
                parts = joined_items(text, sentence)
            open_parts = [part for part in parts if not _overlaps(part, taken)]
            for run in _runs(open_parts):
                piece = trim(text, run.start, run.end)
                words = text[piece.start : piece.end]
                if piece.end - piece.start > _SHORTEST and words != passage.topic:
                    yield piece

    def _sentence(self, one: Shown) -> tuple[Passage, Span]:
        document = self._library.document(one.passage.document_id)
        around = [
            sentence
            for sentence in sentences(document.text, one.passage.start, one.passage.end)
            if sentence.start < one.span.end and sentence.end > one.span.start
        ]
        if not around:
            return one.passage, one.span
        return one.passage, trim(document.text, around[0].start, around[-1].end)

    def _look_up(
        self, line: str, document_ids: Collection[str] | None, regions: Collection[str]
    ) -> Shown | None:
        label, _, rest = line.partition("：")
        named = [region for region, *_ in self._library.gazetteer.mentions(fold(label))]
        for near in (named if rest else (), regions, None):
            confined = document_ids if near is None else self._of(near, document_ids)
            if confined is not None and not confined:
                continue
            for words in (line, rest):
                if len(words) >= _SHORTEST and (one := self._find(words, confined)) is not None:
                    return one
        return None

    def _of(
        self, regions: Collection[str], document_ids: Collection[str] | None
    ) -> Collection[str]:
        """Return the documents of some regions, of those allowed."""
        known = self._library.summaries
        allowed = known if document_ids is None else document_ids
        return frozenset(name for name in allowed if known[name].meta.region in regions)

    def _find(self, words: str, document_ids: Collection[str] | None) -> Shown | None:
        ranked = self._index.lexical(bigrams(fold(words)), _FOUND, document_ids, "bigrams")
        names = [name for name, _ in ranked]
        passages = self._library.passages(names)
        for name in names:
            passage = passages.get(name)
            at = passage.text.find(words) if passage else -1
            if passage is not None and at >= 0:
                start = passage.start + at
                return Shown(passage, Span(start=start, end=start + len(words)))
        return None

    def _draft(self, intent: Intent, pieces: Sequence[tuple[Passage, Span]]) -> Draft:
        evidence: list[Evidence] = []
        shown: list[DraftSentence] = []
        labelled = not intent.regions and len(self._library.gazetteer.regions) > 1
        for passage, span in dict.fromkeys(pieces):
            document = self._library.document(passage.document_id)
            quote = document.text[span.start : span.end]
            region = document.meta.region
            label = f"{self._library.gazetteer.short(region)}：" if labelled and region else ""
            evidence.append(
                Evidence(
                    document_id=document.id,
                    clause_id=self._library.clause_at(document.id, span.start, span.end).id,
                    topic=passage.topic,
                    start=span.start,
                    end=span.end,
                    quote=quote,
                )
            )
            shown.append(DraftSentence(text=f"{label}{quote}。", evidence=(len(evidence) - 1,)))
        return Draft(sentences=tuple(shown), evidence=tuple(evidence), composer="extractive")


def _item(shown: Sequence[Shown], recall: Recall) -> Shown | None:
    """Return the item counted among those shown; None where there are not so many."""
    at = recall.place - 1 if recall.place > 0 else len(shown) + recall.place
    return shown[at] if 0 <= at < len(shown) else None


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.start < one.end and span.end > one.start for one in taken)


def _runs(parts: Sequence[Span]) -> Iterator[Span]:
    """Join parts that follow each other, up to the length shown at once."""
    run: Span | None = None
    for part in parts:
        if run is not None and part.start <= run.end and part.end - run.start <= _LONG:
            run = Span(start=run.start, end=part.end)
            continue
        if run is not None:
            yield run
        run = part
    if run is not None:
        yield run
