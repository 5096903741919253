"""The search for one part of a question, in the documents that it may be asked of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.index import Index
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import Filters, Hit, Intent

_HITS: Final = 8
"""Passages found for each part of a question."""
_SPEAKING: Final = 500
"""Most passages looked at to tell which documents speak of a year."""


class Search:
    """Finds passages in the documents of a region, of the years asked for, and of the filters."""

    def __init__(self, library: Library, index: Index, retriever: Retriever) -> None:
        self._library = library
        self._index = index
        self._retriever = retriever

    def find(
        self,
        text: str,
        filters: Filters,
        intent: Intent,
        region: str | None,
        among: frozenset[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the best passages for a text, best first.

        ``among`` are the documents to look in, however they stand; None looks in those that
        hold.
        """
        regions = (region,) if region else ()
        if among is None:
            confined = self._library.confine(filters, regions)
        else:
            confined = self._library.within(filters, regions) & among
        wanted = self.of_years(confined, intent.years)
        return tuple(self._retriever.find(text, _HITS, wanted))

    def of_years(
        self, confined: frozenset[str] | None, years: Sequence[int]
    ) -> frozenset[str] | None:
        """Leave out the documents that plan for, and speak of, other years than asked for."""
        if not years:
            return confined
        speaking: set[str] = set()
        for year in years:
            found = dict(self._index.search(str(year), _SPEAKING))
            speaking.update(p.document_id for p in self._library.passages(found).values())
        names = self._library.summaries if confined is None else confined
        return frozenset(
            name
            for name in names
            if self._library.summaries[name].meta.year in years or name in speaking
        )
