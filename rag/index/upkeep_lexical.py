"""Upkeep of the lexical index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from rag.catalog import Catalog
from rag.errors import SearchIndexError
from rag.index import lexical
from rag.index.entries import entries
from rag.index.lexical import Entry, LexicalIndex
from rag.index.state import Built, FilePointer
from rag.index.upkeep import Plan, Upkeep, Written

_SAMPLE: Final = 16
"""Documents of which every passage is looked for when an index is opened."""


class LexicalUpkeep(Upkeep[LexicalIndex]):
    """Keeps the lexical index in a folder of its own."""

    prefix = "lexical"
    unsteady = lexical.UNSTEADY

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        """Keep it in ``folder``, in line with ``catalog``."""
        super().__init__(folder, FilePointer(folder / "lexical.json"), f"lexical {lexical.FORMAT}")
        self._catalog = catalog

    def unreachable(self, store: LexicalIndex, document_ids: Collection[str]) -> list[str]:
        """Return the passages of the documents named that their own words do not lead to."""
        return list(store.unreachable(entries(self._catalog.contents(document_ids))))

    def check(self, store: LexicalIndex, built: Built) -> None:
        """Look whether ``store`` holds as many passages and documents as it should."""
        if store.count() != built.passages:
            raise SearchIndexError(f"{store.count()} passages instead of {built.passages}")
        documents = sum(1 for held in built.documents.values() if held.passages)
        if store.count_documents() != documents:
            raise SearchIndexError(f"{store.count_documents()} documents instead of {documents}")

    def _open(self, built: Built) -> LexicalIndex:
        store = LexicalIndex(self._folder / built.name)
        self.check(store, built)
        return store

    def _build(self, name: str, document_ids: Collection[str]) -> tuple[LexicalIndex, Written]:
        counted: Counter[str] = Counter()
        store = LexicalIndex.build(self._folder / name, self._entries(document_ids, counted))
        sample = sorted(document_ids)[:: max(1, len(document_ids) // _SAMPLE)]
        if lost := self.unreachable(store, sample):
            raise SearchIndexError(f"{len(lost)} passages of a sample are not found")
        return store, Written(counted)

    def _change(self, store: LexicalIndex, built: Built, plan: Plan) -> Written:
        del built
        counted: Counter[str] = Counter()
        store.change(plan.without | plan.into, self._entries(plan.into, counted))
        if lost := self.unreachable(store, plan.into):
            raise SearchIndexError(f"{len(lost)} passages of those added are not found")
        return Written(counted)

    def _close(self, store: LexicalIndex) -> None:
        del store  # its files are closed when the last search lets go of it

    def _entries(self, document_ids: Collection[str], counted: Counter[str]) -> Iterator[Entry]:
        counted.update(dict.fromkeys(document_ids, 0))
        for entry in entries(self._catalog.contents(document_ids)):
            counted[entry.document_id] += 1
            yield entry
