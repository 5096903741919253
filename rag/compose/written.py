"""What of an answer by a language model is shown so far: sentences, and the words they cite."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.covering import covers
from rag.compose.proving import Prover, Said
from rag.compose.sentences import goes_on
from rag.compose.shown import Shown
from rag.compose.spans import trim
from rag.library import Library
from rag.schemas import Draft, DraftSentence, Evidence
from rag.text import fold


class Written:
    """The sentences of one answer that are shown, in their order."""

    def __init__(self, clauses: Sequence[Shown], library: Library, quoted: Draft) -> None:
        """Begin an answer from ``clauses``, which ``quoted`` gives in quotes."""
        self._clauses = clauses
        self._library = library
        self._quoted = quoted
        self._evidence: list[Evidence] = []
        self._sentences: list[DraftSentence] = []
        self._said: list[Said] = []

    @property
    def is_generated(self) -> bool:
        """Whether any sentence shown is the model's."""
        return any(sentence.generated for sentence in self._sentences)

    @property
    def words(self) -> str:
        """All that is said, a sentence a line."""
        return "\n".join(sentence.text for sentence in self._sentences)

    def draft(self, *notices: str, partial: bool = False) -> Draft:
        """Return the answer as it stands."""
        return self._quoted.model_copy(
            update={
                "sentences": tuple(self._sentences),
                "evidence": tuple(self._evidence),
                "composer": "generative",
                "partial": partial,
                "notices": (*self._quoted.notices, *notices),
            }
        )

    def is_in_place(self, text: str, quote: Evidence) -> bool:
        """Tell whether a sentence that goes on about something follows what names it."""
        if not goes_on(text):
            return True
        document = self._library.document(quote.document_id).text
        before = [self._evidence[index] for s in self._sentences[-1:] for index in s.evidence]
        return any(
            other.document_id == quote.document_id
            and (
                other.start <= quote.start <= other.end
                or not document[other.end : quote.start].strip()
            )
            for other in before
        )

    def labelled(self, text: str, quotes: Sequence[Evidence]) -> str:
        """Say whose words these are where more than one district might be meant."""
        library = self._library
        if len({library.summaries[s.evidence.document_id].meta.region for s in self._clauses}) < 2:
            return text
        regions = {library.summaries[e.document_id].meta.region for e in quotes}
        folded = fold(text)
        named = [
            library.gazetteer.short(region)
            for region in regions
            if region and not any(n in folded for n in library.gazetteer.names_of(region))
        ]
        return f"{'、'.join(sorted(named))}：{text}" if named else text

    def append(
        self, sentence: DraftSentence, quotes: Sequence[Evidence], passages: Sequence[Evidence]
    ) -> bool:
        """Show a sentence with its quotes, unless it is shown already."""
        if any(sentence.text == other.text for other in self._sentences):
            return False
        self._evidence.extend(quote for quote in quotes if quote not in self._evidence)
        places = tuple(self._evidence.index(quote) for quote in quotes)
        self._sentences.append(sentence.model_copy(update={"evidence": places}))
        self._said.append(Said(sentence.text, tuple(passages)))
        return True

    def show_quoted(self, place: int) -> bool:
        """Show one sentence of the quotes unless its words are shown; return whether it was."""
        sentence = self._quoted.sentences[place]
        quotes = [self._quoted.evidence[index] for index in sentence.evidence]
        if covers(self.words, sentence.text):
            return False
        passages = [
            shown.evidence
            for shown in self._clauses
            if any(overlap(shown.evidence, quote) for quote in quotes)
        ]
        return self.append(sentence, quotes, passages or quotes)

    def show_left_out(self, prover: Prover, question: str) -> bool:
        """Show what the sentences leave out of their clauses; return whether that is all."""
        omitted = prover.left_out(self._said, question)
        for quote in omitted.quotes:
            span = trim(quote.quote, 0, len(quote.quote))
            words = quote.quote[span.start : span.end]
            if not covers(self.words, words):
                self.append(DraftSentence(text=f"{words}。"), [quote], [quote])
        return omitted.whole


def overlap(one: Evidence, other: Evidence) -> bool:
    """Tell whether two quotes share words of one document."""
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end
