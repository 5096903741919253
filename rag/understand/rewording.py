"""A follow-up made whole, and a search put in other words, by a language model.

Only where the rules are at their end. What comes back is verified: it may name no figure
and no region that was not named, and a follow-up keeps the words that were asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.errors import LanguageModelError
from rag.llm import LanguageModel, Message
from rag.llm.patience import patience
from rag.schemas import Language, Turn
from rag.text import fold, quantities
from rag.understand.content import content_words
from rag.understand.places import Gazetteer
from rag.understand.safety import is_injection, personal_data
from rag.wording import say

_TURNS: Final = 4
_TURN_CHARS: Final = 300
_LONGEST: Final = 120
_OTHERS: Final = 3
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LIST_SIGN: Final = re.compile(r"^[\s\-*•·]*(?:[0-9]{1,2}[.、)）]\s*)?")
_POINTING: Final = re.compile("它|这|那|其中|他们|上面|前面|刚才|该")


class Rewording:
    """Asks a model for other words. Safe to share between threads."""

    def __init__(self, model: LanguageModel, seconds: float) -> None:
        """Ask ``model``, for at most ``seconds`` a question; 0 asks nothing."""
        self._model = model
        self._seconds = seconds

    def whole(
        self, question: str, history: Sequence[Turn], gazetteer: Gazetteer, language: Language
    ) -> str | None:
        """Return a follow-up as it would be asked with no conversation before it, or None.

        Earlier questions that hold personal data or orders to the machine are not passed on.
        """
        asked = [turn.content[:_TURN_CHARS] for turn in history if turn.role == "user"]
        fit = [text for text in asked[-_TURNS:] if _may_be_passed_on(fold(text))]
        if not fit:
            return None
        words = say(
            "prompt.conversation",
            language,
            before="\n".join(map(_untagged, fit)),
            question=_untagged(question),
        )
        said = self._ask(
            [Message("system", say("prompt.rewrite", language)), Message("user", words)]
        )
        line = said.strip().splitlines()[0].strip() if said.strip() else ""
        known = "\n".join([*fit, question])
        if not _is_fit(line, known, gazetteer) or not _invents_nothing(line, known):
            return None
        core = content_words(_POINTING.sub("", fold(question)))
        kept = all(word in fold(line) for word in core if len(word) > 1)
        return line if kept else None

    def others(self, question: str, gazetteer: Gazetteer, language: Language) -> tuple[str, ...]:
        """Return other wordings of a folded question to search by; none where there are none."""
        words = say("prompt.asked", language, question=_untagged(question))
        said = self._ask(
            [Message("system", say("prompt.expand", language)), Message("user", words)]
        )
        lines = [_LIST_SIGN.sub("", line).strip() for line in said.splitlines()]
        fit = [fold(line) for line in lines if _is_fit(line, question, gazetteer)]
        return tuple(dict.fromkeys(line for line in fit if line != question))[:_OTHERS]

    def _ask(self, messages: list[Message]) -> str:
        seconds = min(self._seconds, patience().seconds / 2)
        if seconds <= 0:
            return ""
        try:
            return self._model.reply(messages, seconds)
        except LanguageModelError:
            return ""


def _may_be_passed_on(folded: str) -> bool:
    return bool(folded.strip()) and not personal_data(folded) and not is_injection(folded)


def _untagged(text: str) -> str:
    return text.replace("<", "＜").replace(">", "＞")


def _is_fit(line: str, known: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a wording is a line that names no figure and no region not named before."""
    mine, theirs = fold(line), fold(known)
    if not 2 <= len(line) <= _LONGEST or not _may_be_passed_on(mine):
        return False
    numbers = set(_NUMBER.findall(theirs))
    values = {quantity.value for quantity in quantities(theirs)}
    return (
        set(_NUMBER.findall(mine)) <= numbers
        and {quantity.value for quantity in quantities(mine)} <= values
        and set(_regions(mine, gazetteer)) <= set(_regions(theirs, gazetteer))
    )


def _regions(folded: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    return gazetteer.find(folded, lambda _: True).regions


def _invents_nothing(line: str, known: str) -> bool:
    """Tell whether each word that names something was said before."""
    theirs = fold(known)
    return all(word in theirs for word in content_words(fold(line)) if len(word) > 1)
