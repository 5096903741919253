"""One answer of a language model while it is written: what of it is shown, and what instead."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from itertools import islice
from types import TracebackType
from typing import Final, Self

from rag.compose.covering import share
from rag.compose.drafting import drafted_in
from rag.compose.proving import Prover
from rag.compose.sentences import Drafted, Splitter, without_now
from rag.compose.shown import Shown, prompt_again
from rag.compose.written import Written, overlap
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
        self._tried: set[str] = set()
        self._repairs = _REPAIRS
        self._quoted = Draft(sentences=(), evidence=(), composer="extractive")
        self._written = Written(clauses, library, self._quoted)

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
        self._written = written = Written(self._clauses, self._library, quoted)
        fault = None
        try:
            for sentence in drafted_in(self._call):
                # Quotes that stand in for a sentence wait for one that holds: without it
                # the quotes answer alone, in their own order.
                if self._take(sentence) and written.is_generated:
                    yield written.draft()
        except LanguageModelError as error:
            fault = error.reason
        language = self._intent.language
        if not written.is_generated:
            reason = fault or "unproved"
            notice = say(f"notice.model.{reason}", language)
            return quoted.model_copy(update={"notices": (*quoted.notices, notice)})
        for place in range(len(quoted.sentences)):
            written.show_quoted(place)
        whole = written.show_left_out(self._prover, self._intent.text)
        notices = [say("notice.generated", language)]
        if fault is not None:
            notices.append(say("notice.model.broken_off", language))
        return written.draft(*notices, partial=not whole)

    def _take(self, drafted: Drafted) -> bool:
        """Add what of a sentence may be shown; return whether anything was added."""
        if drafted.is_nothing or drafted.text in self._written.words:
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
                return words, quotes if self._written.is_in_place(words, quotes[0]) else ()
        return text, ()

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
        sentence = DraftSentence(text=self._written.labelled(text, quotes), generated=True)
        return self._written.append(sentence, quotes, passages)

    def _is_to_the_point(
        self, text: str, quotes: Sequence[Evidence], cited: Sequence[Shown]
    ) -> bool:
        """Tell whether a sentence answers: a true one may still speak of something else.

        It does where it rests on what the quotes do and says as much or speaks of what is
        asked, and where what it rests on answers too.
        """
        said = fold(text)
        for quote in self._quoted.evidence:
            if any(overlap(quote, other) for other in quotes) and (
                any(word in said for word in self._topics) or share(text, quote.quote) >= _AS_MUCH
            ):
                return True
        return any(
            self._answers(self._intent, shown.part, shown.hit, quote, self._quoted.confidence)
            for shown in cited
            for quote in quotes
            if overlap(shown.evidence, quote)
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
            if any(overlap(s.evidence, q) for s in cited for q in quotes):
                return self._written.show_quoted(place)
        return False
