"""The gate as the composer of a language model's words is given it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.gate import Source, prove
from rag.library import Library
from rag.schemas import Evidence


class Proving:
    """Proves sentences by the documents of one library."""

    def __init__(self, library: Library) -> None:
        """Prove by the documents of ``library``."""
        self._library = library

    def __call__(self, text: str, quotes: Sequence[Evidence]) -> bool:
        """Tell whether the quotes prove the text, and stand in their documents as they are."""
        documents = self._library.document
        if any(documents(e.document_id).text[e.start : e.end] != e.quote for e in quotes):
            return False
        gazetteer = self._library.gazetteer
        regions = {region: gazetteer.names_of(region) for region in gazetteer.regions}
        shown = {str(place): self.source(quote) for place, quote in enumerate(quotes, 1)}
        return prove(text, list(shown), shown, regions).proved

    def source(self, quote: Evidence) -> Source:
        """Return what a quote is to the gate."""
        clauses = {clause.id: clause for clause in self._library.clauses(quote.document_id)}
        titles: list[str] = []
        over = clauses.get(quote.clause_id)
        while over is not None:
            if over.title:
                titles.append(over.title)
            over = clauses.get(over.parent_id or "")
        meta = self._library.summaries[quote.document_id].meta
        return Source.of(quote, meta, tuple(reversed(titles)))
