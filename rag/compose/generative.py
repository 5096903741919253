"""Answers worded by a language model, sentence by sentence, each proved before it is shown.

The quotes are drafted beside it and stay the measure: what they say and the model leaves
out is put after its sentences, and where none of those holds the quotes answer alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from types import TracebackType
from typing import Final, Self

from rag.compose.covering import covers, narrowed
from rag.compose.sentences import Drafted, Splitter, without_markers
from rag.compose.shown import Shown, choose, listed, prompt
from rag.errors import LanguageModelError
from rag.library import Library
from rag.llm import Call, LanguageModel, Message
from rag.llm.patience import patience
from rag.schemas import Draft, DraftSentence, Evidence, Hit, Intent, Part
from rag.settings import Settings
from rag.text import fold
from rag.understand.content import content_words
from rag.wording import say

Prove = Callable[[str, Sequence[Evidence]], bool]
"""Tells whether words are proved by quotes; the gate's business, handed in from above."""

_HAN: Final = re.compile("[一-鿿]")
_RESERVE_S: Final = 1.5
"""Seconds kept for the quotes to answer, of the time that the asker waits."""
_REPAIRS: Final = 2
"""Sentences of one answer that are sent back to the model."""
_MOST: Final = 8
"""Sentences of one answer that are looked at."""


class GenerativeComposer:
    """Words answers by a language model. Safe to share between threads."""

    def __init__(
        self, library: Library, model: LanguageModel, prove: Prove, settings: Settings
    ) -> None:
        """Word answers of ``library`` by ``model``, and show what ``prove`` passes."""
        self.library = library
        self.model = model
        self.prove = prove
        self._clauses = settings.chat_clauses
        self._seconds = settings.chat_total_s

    def begin(self, intent: Intent, groups: Sequence[tuple[Part, Sequence[Hit]]]) -> Writing | None:
        """Begin to write an answer: the model reads while the quotes are looked for.

        Returns:
            None where there is nothing to show it, or the question is of another language
            than the clauses, whose words then cannot prove an answer.
        """
        clauses = choose(groups, self._clauses)
        words = "".join(shown.evidence.quote for shown in clauses)
        if not words or (len(_HAN.findall(words)) < len(words) / 3) == (intent.language == "zh"):
            return None
        seconds = max(min(self._seconds, patience().seconds - _RESERVE_S), 0.0)
        call = self.model.call(prompt(intent, clauses, self.library), seconds)
        return Writing(self, intent, clauses, call)


class Writing:
    """One answer being written; leaving the block closes the model's request."""

    def __init__(
        self, composer: GenerativeComposer, intent: Intent, clauses: list[Shown], call: Call
    ) -> None:
        self._composer = composer
        self._library = composer.library
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
                if self._take(drafted):
                    yield self._draft()
        except LanguageModelError as error:
            fault = error.reason
        language = self._intent.language
        if not any(sentence.generated for sentence in self._sentences):
            reason = fault or "unproved"
            notice = say(f"notice.model.{reason}", language)
            return quoted.model_copy(update={"notices": (*quoted.notices, notice)})
        self._complete()
        notices = [say("notice.generated", language)]
        if fault is not None:
            notices.append(say("notice.model.broken_off", language))
        return self._draft(*notices)

    def _draft(self, *notices: str) -> Draft:
        return self._quoted.model_copy(
            update={
                "sentences": tuple(self._sentences),
                "evidence": tuple(self._evidence),
                "composer": "generative",
                "notices": (*self._quoted.notices, *notices),
            }
        )

    def _drafted(self) -> Iterator[Drafted]:
        """Yield the model's sentences as they come.

        Raises:
            LanguageModelError: There are no more, because it failed.
        """
        splitter = Splitter()
        looked_at = 0
        whole = False
        try:
            for piece in self._call:
                for drafted in splitter.feed(piece):
                    looked_at += 1
                    yield drafted
                if looked_at >= _MOST:
                    self._call.close()
                    return
            whole = True
        finally:
            left = splitter.end(whole=whole)
        yield from left

    def _take(self, drafted: Drafted) -> bool:
        """Add what of a sentence may be shown; return whether anything was added."""
        if drafted.is_nothing:
            return False
        count = self._composer.model.account.sentence
        for attempt, outcome in ((drafted, "proved"), (None, "recomposed")):
            tried = attempt or self._repaired(drafted)
            if tried is None:
                break
            if self._add(tried.text, self._named(tried)):
                count(outcome)
                return True
            if (other := self._prover_of(tried)) is not None and self._add(tried.text, [other]):
                count("recited" if outcome == "proved" else outcome)
                return True
        if self._quote_for(drafted):
            count("quoted")
            return True
        count("dropped")
        return False

    def _named(self, drafted: Drafted) -> list[Shown]:
        return [self._clauses[n - 1] for n in drafted.markers if 1 <= n <= len(self._clauses)]

    def _prover_of(self, drafted: Drafted) -> Shown | None:
        """Return the one clause that proves a sentence which names a wrong one, or none."""
        for shown in self._clauses:
            if self._proves(drafted.text, shown):
                return shown
        return None

    def _proves(self, text: str, shown: Shown) -> bool:
        return self._composer.prove(text, [shown.evidence])

    def _add(self, text: str, cited: Sequence[Shown]) -> bool:
        """Show a sentence if its clauses prove it, citing no more of them than prove it."""
        quotes = [shown.evidence for shown in cited]
        if not quotes or not self._is_to_the_point(text, quotes):
            return False
        if not self._composer.prove(text, quotes):
            return False
        for shown in cited:
            if self._proves(text, shown):
                quotes = [narrowed(text, shown.evidence, shown.passage, self._composer.prove)]
                break
        self._append(DraftSentence(text=self._labelled(text, quotes), generated=True), quotes)
        return True

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

    def _append(self, sentence: DraftSentence, quotes: Sequence[Evidence]) -> None:
        places = []
        for quote in quotes:
            if quote not in self._evidence:
                self._evidence.append(quote)
            places.append(self._evidence.index(quote))
        whole = sentence.model_copy(update={"evidence": tuple(places)})
        if whole not in self._sentences:
            self._sentences.append(whole)

    def _is_to_the_point(self, text: str, quotes: Sequence[Evidence]) -> bool:
        """Tell whether a sentence speaks of what is asked: a true one may still not."""
        if any(_overlap(quote, e) for quote in quotes for e in self._quoted.evidence):
            return True
        said = fold(text)
        return not self._topics or any(word in said for word in self._topics)

    def _repaired(self, drafted: Drafted) -> Drafted | None:
        """Let the model word a sentence once more; None where it cannot, or time is up."""
        if self._repairs == 0 or self._call.seconds <= 0:
            return None
        self._repairs -= 1
        intent = self._intent
        words = say(
            "prompt.repair",
            intent.language,
            clauses=listed(self._clauses, self._library, intent.language),
            question=without_markers(intent.text),
            sentence=without_markers(drafted.text),
        )
        messages = [Message("system", say("prompt.answer", intent.language))]
        messages.append(Message("user", words))
        try:
            reply = self._composer.model.reply(messages, self._call.seconds)
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

    def _complete(self) -> None:
        """Show what the quotes say and the sentences before leave out."""
        for place in range(len(self._quoted.sentences)):
            self._show_quoted(place)

    def _show_quoted(self, place: int) -> bool:
        """Show one sentence of the quotes unless its words are shown; return whether it was."""
        sentence = self._quoted.sentences[place]
        said = "\n".join(shown.text for shown in self._sentences)
        if covers(said, sentence.text):
            return False
        before = len(self._sentences)
        self._append(
            sentence.model_copy(update={"evidence": ()}),
            [self._quoted.evidence[index] for index in sentence.evidence],
        )
        return len(self._sentences) > before


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end
