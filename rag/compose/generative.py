"""Answers worded by a language model, sentence by sentence, each proved before it is shown.

The quotes are drafted beside it and stay the measure: what they say and the model leaves
out is put after its sentences, and where none of those holds the quotes answer alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.compose.proving import Prover
from rag.compose.shown import choose, prompt
from rag.compose.writing import Answers, Writing
from rag.library import Library
from rag.llm import LanguageModel
from rag.llm.patience import patience
from rag.schemas import Hit, Intent, Part
from rag.settings import Settings

_HAN: Final = re.compile("[一-鿿]")
_RESERVE_S: Final = 1.5
"""Seconds kept for the quotes to answer, of the time that the asker waits."""


class GenerativeComposer:
    """Words answers by a language model. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        model: LanguageModel,
        prover: Prover,
        answers: Answers,
        settings: Settings,
    ) -> None:
        """Word answers of ``library`` by ``model``; ``prover`` and ``answers`` pass them."""
        self._library = library
        self._model = model
        self._prover = prover
        self._answers = answers
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
        call = self._model.call(prompt(intent, clauses, self._library), seconds)
        return Writing(
            intent, clauses, call, self._library, self._model, self._prover, self._answers
        )
