"""Question to Intent against the documents as they are: what they know, how they spell."""

from __future__ import annotations

from rag.index import Index
from rag.index.terms import dictionary_words
from rag.library import Library
from rag.schemas import Intent, Question
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
            self._index.knows,
            self._repair,
            limit=self._longest,
        )

    def of_wording(self, wording: str) -> Intent:
        """Return what a wording calls for as a question of its own."""
        return self.of(Question(text=wording))

    def _repair(self, folded: str) -> str:
        return self._library.speller.repair(folded, self._index.knows, dictionary_words)
