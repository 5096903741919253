"""Question to Intent against the documents as they are: what they know, how they spell."""

from __future__ import annotations

from rag.index import Index
from rag.index.terms import dictionary_words
from rag.library import Library
from rag.schemas import Intent, Question
from rag.text import fold
from rag.understand import understand


class Understanding:
    """Understands questions by rules."""

    def __init__(self, library: Library, index: Index, longest: int) -> None:
        """Read questions of at most ``longest`` characters."""
        self._library = library
        self._index = index
        self._longest = longest

    def of(self, question: Question) -> Intent:
        """Return what a question calls for (see ``rag.understand.understand``)."""
        return understand(
            question,
            self._library.gazetteer,
            self._is_known,
            self._repair,
            limit=self._longest,
        )

    def of_wording(self, wording: str) -> Intent:
        """Return what a wording calls for as a question of its own."""
        return self.of(Question(text=wording))

    def _repair(self, folded: str) -> str:
        return self._library.speller.repair(folded, self._is_known, dictionary_words)

    def _is_known(self, place: str) -> bool:
        """Tell whether every pair of characters of a name stands somewhere in the documents."""
        return all(
            self._index.idf(fold(place)[at : at + 2]) < self._index.idf("")
            for at in range(len(place) - 1)
        )
