"""Where a language model helps on the way to an answer, if there is one and it may."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Final

from rag.compose import GenerativeComposer
from rag.compose.writing import Writing
from rag.library import Library
from rag.schemas import Draft, Hit, Intent, IntentKind, Part, Question
from rag.text import fold
from rag.understand.rewording import Rewording

Groups = Sequence[tuple[Part, tuple[Hit, ...]]]

_SHORT: Final = 20
"""A question this short, in characters, may lean on the conversation before it."""
_WORDED: Final = frozenset({"auto", "generative"})
"""Composers asked for under which a model may help."""


class Helper:
    """What the steps ask of a language model; without one it never helps."""

    def __init__(
        self,
        library: Library,
        writer: GenerativeComposer | None = None,
        rewording: Rewording | None = None,
    ) -> None:
        """Write answers by ``writer``, and put questions in other words by ``rewording``."""
        self._library = library
        self._writer = writer
        self._rewording = rewording

    def notice(self, question: Question) -> str | None:
        """Return what keys the notice that another composer was asked for than could answer."""
        if question.composer == "ledger":
            return "notice.no_ledger"
        if question.composer == "generative" and self._writer is None:
            return "notice.no_model"
        return None

    def begin_writing(self, question: Question, intent: Intent, groups: Groups) -> Writing | None:
        """Let the model begin; the quotes are drafted meanwhile."""
        if self._writer is None or question.composer not in _WORDED:
            return None
        return self._writer.begin(intent, groups)

    def made_whole(
        self, question: Question, intent: Intent, by_rules: Callable[[Question], Intent]
    ) -> Intent:
        """Return the intent of a follow-up that the rules did not see through, where it holds."""
        if self._rewording is None or not _leans(question, intent):
            return intent
        gazetteer, language = self._library.gazetteer, intent.language
        text = self._rewording.whole(question.text, question.history, gazetteer, language)
        if text is None:
            return intent
        alone = question.model_copy(update={"text": text, "history": (), "language": language})
        anew = by_rules(alone)
        return anew if anew.kind in (IntentKind.FACT, IntentKind.LEDGER) else intent

    def elsewhere(
        self,
        question: Question,
        intent: Intent,
        groups: Groups,
        find: Callable[[str, str | None], tuple[Hit, ...]],
    ) -> Groups:
        """Return what other wordings of the question find beyond what its own have found."""
        if self._rewording is None or question.composer not in _WORDED:
            return ()
        found: list[tuple[Part, tuple[Hit, ...]]] = []
        for part, hits in groups:
            known = {hit.passage.id for hit in hits}
            others = self._rewording.others(part.text, self._library.gazetteer, intent.language)
            for words in others:
                more = tuple(h for h in find(words, part.region) if h.passage.id not in known)
                found.append((part, more))
                known |= {hit.passage.id for hit in more}
        return [group for group in found if group[1]]


def growing(
    writing: Writing, quoted: Draft, text_of: Callable[[Draft], str]
) -> Generator[str, None, Draft]:
    """Yield the words of each draft that the one before it has not; return the last draft."""
    drafts = writing.drafts(quoted)
    shown = ""
    while True:
        try:
            draft = next(drafts)
        except StopIteration as end:
            last: Draft = end.value
            return last
        text = text_of(draft)
        yield text[len(shown) :]
        shown = text


def _leans(question: Question, intent: Intent) -> bool:
    """Tell whether a question may lean on the conversation in a way the rules do not see."""
    if question.composer not in _WORDED or not any(t.role == "user" for t in question.history):
        return False
    untouched = fold(question.text.strip()) == intent.text and len(intent.text) <= _SHORT
    return intent.kind is IntentKind.UNCLEAR or (intent.kind is IntentKind.FACT and untouched)
