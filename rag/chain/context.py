"""What a conversation adds to the search for an answer: the passages shown before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.compose import Recaller
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import Draft, Filters, Hit, Intent, Part, Passage
from rag.text import fold
from rag.understand.content import content_words

Find = Callable[[str, Filters, Intent, str | None], tuple[Hit, ...]]


class Context:
    """Answers from, and searches nearest to, what was shown before."""

    def __init__(self, library: Library, retriever: Retriever, recaller: Recaller) -> None:
        self._library = library
        self._retriever = retriever
        self._recaller = recaller

    def recalled(self, intent: Intent, filters: Filters, find: Find) -> Draft | None:
        """Return what is asked for again of earlier answers; None where nothing is, or is found.

        ``find`` finds what the question before found.
        """
        if intent.recall is None:
            return None
        part = intent.parts[0]
        hits = find(part.text, filters, intent, part.region)
        # What was shown may have been shown of another region: there it is found again too.
        return self._recaller.compose(intent, hits, self._library.confine(filters))

    def nearest_first(
        self, intent: Intent, filters: Filters, groups: Sequence[tuple[Part, tuple[Hit, ...]]]
    ) -> tuple[tuple[Part, tuple[Hit, ...]], ...]:
        """Return the groups with what the last answer quoted first, where it fits as well.

        It fits where it holds as much of the question's words as the best passage found.
        """
        if not intent.stays or not intent.said:
            return tuple(groups)
        shown = self._recaller.shown(
            intent.said[-1], self._library.confine(filters), intent.regions
        )
        passages = list(dict.fromkeys(one.passage for one in shown))
        return tuple((part, self._with(part, hits, passages)) for part, hits in groups)

    def _with(
        self, part: Part, hits: tuple[Hit, ...], passages: Sequence[Passage]
    ) -> tuple[Hit, ...]:
        words = [word for word in dict.fromkeys(content_words(part.text)) if len(word) > 1]
        least = max((_held(words, hit.text) for hit in hits[:1]), default=0)
        first = [
            self._retriever.hit(passage, hits[0].score if hits else 0.0)
            for passage in passages
            if least <= _held(words, passage.text) > 0 and self._is_of(passage, part.region)
        ]
        ids = {hit.passage.id for hit in first}
        return (*first, *(hit for hit in hits if hit.passage.id not in ids))

    def _is_of(self, passage: Passage, region: str | None) -> bool:
        own = self._library.summaries[passage.document_id].meta.region
        return region is None or own is None or own == region


def _held(words: Sequence[str], text: str) -> int:
    folded = fold(text)
    return sum(word in folded for word in words)
