"""One answer of a language model while it is written: what of it is shown, and what instead."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Final, Self

from rag.compose.covering import covers, share
from rag.compose.proving import Prover, Said
from rag.compose.sentences import Drafted, Splitter, goes_on, without_now
from rag.compose.shown import Shown, prompt_again
from rag.compose.spans import trim
from rag.errors import LanguageModelError
from rag.library import Library
from rag.llm import Call, LanguageModel
from rag.schemas import Draft, DraftSentence, Evidence, Hit, Intent, Part
from rag.text import fold
from rag.understand.content import content_words
from rag.wording import say

Answers = Callable[[Intent, Part, Hit, Evidence, float], bool]
"""Tells whether words of a passage answer a part of the question, as likely as others do."""
_AS_MUCH: Final = 0.5
_SHOWN: Final = frozenset({"proved", "recited", "recomposed", "quoted"})
_REPAIRS: Final = 2
"""Sentences of one answer that are sent back to the model."""
_MOST: Final = 8
"""Sentences of one answer that are looked at."""
_ALIKE: Final = 3
"""Times that a sentence may be said before the rest is left unread."""


class Writing:
    """One answer being written; leaving the block closes the model's request."""

    def __init__(
        self,
        intent: Intent,
        clauses: Sequence[Shown],
        call: Call,
        library: Library,
        model: LanguageModel,
        prover: Prover,
        answers: Answers,
    ) -> None:
        """Write the answer to ``intent`` from what ``call`` says of ``clauses``."""
        self._library = library
        self._model = model
        self._prover = prover
        self._answers = answers
        self._intent = intent
        self._clauses = clauses
        self._call = call
        self._topics = [
            word
            for word in content_words(self._library.gazetteer.strip(intent.text))
            if len(word) > 1
        ]
        self._evidence: list[Evidence] = []
        self._sentences: list[DraftSentence] = []
        self._said: list[Said] = []
        self._tried: set[str] = set()
        self._repairs = _REPAIRS
        self._quoted = Draft(sentences=(), evidence=(), composer="extractive")

    def __enter__(self) -> Self:
        """Return the writing, whose request is closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the model's request if it is still open."""
        self._call.close()

    def drafts(self, quoted: Draft) -> Generator[Draft, None, Draft]:
        """Yield the answer as it grows, and return it whole.

        Each draft begins as the one before it, so that what was shown stays. Where no
        sentence of the model holds, nothing is yielded, and ``quoted`` is returned with
        a notice of why.

        Args:
            quoted: The answer in quotes.
        """
        self._quoted = quoted
        fault = None
        try:
            for drafted in self._drafted():
                # Quotes that stand in for a sentence wait for one that holds: without it
                # the quotes answer alone, in their own order.
                if self._take(drafted) and any(one.generated for one in self._sentences):
                    yield self._draft()
        except LanguageModelError as error:
            fault = error.reason
        language = self._intent.language
        if not any(sentence.generated for sentence in self._sentences):
            reason = fault or "unproved"
            notice = say(f"notice.model.{reason}", language)
            return quoted.model_copy(update={"notices": (*quoted.notices, notice)})
        for place in range(len(quoted.sentences)):
            self._show_quoted(place)
        whole = self._show_left_out()
        notices = [say("notice.generated", language)]
        if fault is not None:
            notices.append(say("notice.model.broken_off", language))
        return self._draft(*notices, partial=not whole)

    def _draft(self, *notices: str, partial: bool = False) -> Draft:
        return self._quoted.model_copy(
            update={
                "sentences": tuple(self._sentences),
                "evidence": tuple(self._evidence),
                "composer": "generative",
                "partial": partial,
                "notices": (*self._quoted.notices, *notices),
            }
        )

    def _drafted(self) -> Iterator[Drafted]:
        """Yield the model's sentences as they come.

        Raises:
            LanguageModelError: There are no more, because it failed.
        """
        splitter = Splitter()
        looked_at: list[str] = []
        whole = False
        try:
            for piece in self._call:
                for drafted in splitter.feed(piece):
                    looked_at.append(drafted.text)
                    yield drafted
                # Small models that have no more to say go on saying the same.
                if len(looked_at) >= _MOST or looked_at.count("".join(looked_at[-1:])) >= _ALIKE:
                    self._call.close()
                    return
            whole = True
        finally:
            left = splitter.end(whole=whole)
        yield from left

    def _take(self, drafted: Drafted) -> bool:
        """Add what of a sentence may be shown; return whether anything was added."""
        if drafted.is_nothing or drafted.text in self._words:
            return False
        if drafted.text in self._tried:
            return False
        self._tried.add(drafted.text)
        outcome = self._outcome(drafted)
        if outcome is None:
            outcome = "quoted" if self._quote_for(drafted) else "dropped"
        self._model.account.sentence(outcome)
        return outcome in _SHOWN

    def _outcome(self, drafted: Drafted) -> str | None:
        """Show a sentence as it is, or worded once more; None where neither is proved."""
        for tried, outcome in ((drafted, "proved"), (None, "recomposed")):
            again = tried or self._repaired(drafted)
            if again is None:
                return None
            prover = self._prover_of(again)
            for cited, how in ((self._named(again), "proved"), (prover, "recited")):
                if (added := self._add(again.text, cited)) is not None:
                    return (how if outcome == "proved" else outcome) if added else "aside"
        return None

    def _named(self, drafted: Drafted) -> list[Shown]:
        return [self._clauses[n - 1] for n in drafted.markers if 1 <= n <= len(self._clauses)]

    def _prover_of(self, drafted: Drafted) -> list[Shown]:
        """Return the one clause that proves a sentence, or none."""
        proving = (s for s in self._clauses if self._proof(drafted.text, [s.evidence])[1])
        return list(islice(proving, 1))

    def _proof(self, text: str, passages: Sequence[Evidence]) -> tuple[str, tuple[Evidence, ...]]:
        """Return a sentence as it is proved, and the words that do; none where they do not."""
        for words in dict.fromkeys((text, without_now(text, self._intent.text))):
            if passages and (quotes := self._prover.proof(words, passages)):
                return words, quotes if self._is_in_place(words, quotes[0]) else ()
        return text, ()

    def _is_in_place(self, text: str, quote: Evidence) -> bool:
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

    def _add(self, text: str, cited: Sequence[Shown]) -> bool | None:
        """Show a sentence that its clauses prove, citing the words that do.

        Returns:
            Whether it is shown: what is proved may be beside the point. None where it is
            not proved.
        """
        passages = tuple(shown.evidence for shown in cited)
        text, quotes = self._proof(text, passages)
        if not quotes:
            return None
        if not self._is_to_the_point(text, quotes, cited):
            return False
        sentence = DraftSentence(text=self._labelled(text, quotes), generated=True)
        return self._append(sentence, quotes, passages)

    def _labelled(self, text: str, quotes: Sequence[Evidence]) -> str:
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

    def _append(
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

    def _is_to_the_point(
        self, text: str, quotes: Sequence[Evidence], cited: Sequence[Shown]
    ) -> bool:
        """Tell whether a sentence answers: a true one may still speak of something else.

        It does where it rests on what the quotes do and says as much or speaks of what is
        asked, and where what it rests on answers too.
        """
        said = fold(text)
        for quote in self._quoted.evidence:
            if any(_overlap(quote, other) for other in quotes) and (
                any(word in said for word in self._topics) or share(text, quote.quote) >= _AS_MUCH
            ):
                return True
        return any(
            self._answers(self._intent, shown.part, shown.hit, quote, self._quoted.confidence)
            for shown in cited
            for quote in quotes
            if _overlap(shown.evidence, quote)
        )

    def _repaired(self, drafted: Drafted) -> Drafted | None:
        """Let the model word a sentence once more; None where it cannot, or time is up."""
        if self._repairs == 0 or self._call.seconds <= 0:
            return None
        self._repairs -= 1
        messages = prompt_again(self._intent, self._clauses, self._library, drafted.text)
        try:
            reply = self._model.reply(messages, self._call.seconds)
        except LanguageModelError:
            return None
        splitter = Splitter()
        found = [*splitter.feed(reply), *splitter.end(whole=True)]
        return found[0] if found and not found[0].is_nothing else None

    def _quote_for(self, drafted: Drafted) -> bool:
        """Show, in place of a sentence, the quotes of the clause it names that answer."""
        cited = self._named(drafted)
        for place, sentence in enumerate(self._quoted.sentences):
            quotes = [self._quoted.evidence[index] for index in sentence.evidence]
            if any(_overlap(s.evidence, q) for s in cited for q in quotes):
                return self._show_quoted(place)
        return False

    def _show_quoted(self, place: int) -> bool:
        """Show one sentence of the quotes unless its words are shown; return whether it was."""
        sentence = self._quoted.sentences[place]
        quotes = [self._quoted.evidence[index] for index in sentence.evidence]
        if covers(self._words, sentence.text):
            return False
        passages = [
            shown.evidence
            for shown in self._clauses
            if any(_overlap(shown.evidence, quote) for quote in quotes)
        ]
        return self._append(sentence, quotes, passages or quotes)

    def _show_left_out(self) -> bool:
        """Show what the sentences leave out of their clauses; return whether that is all."""
        omitted = self._prover.left_out(self._said, self._intent.text)
        for quote in omitted.quotes:
            span = trim(quote.quote, 0, len(quote.quote))
            words = quote.quote[span.start : span.end]
            if not covers(self._words, words):
                self._append(DraftSentence(text=f"{words}。"), [quote], [quote])
        return omitted.whole

    @property
    def _words(self) -> str:
        return "\n".join(sentence.text for sentence in self._sentences)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end
