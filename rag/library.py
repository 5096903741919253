"""What the asking stages know of the documents, read from the catalog and kept in memory.

Holds no more than documents' metadata, clause trees and, of the documents last used,
the text; it is read anew when the catalog's generation changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import islice
from threading import RLock
from typing import Final

from rag.catalog import Catalog
from rag.clauses import innermost
from rag.index.terms import words
from rag.schemas import (
    Clause,
    Document,
    DocumentMeta,
    DocumentSummary,
    Filters,
    Passage,
)
from rag.standing import (
    LAPSED,
    as_replaced,
    replaced,
    standing,
    stood,
    successions,
    today,
    versions,
)
from rag.text import fold
from rag.understand.elsewhere import elsewhere
from rag.understand.places import Gazetteer
from rag.understand.spelling import Speller, count_words

_TEXTS_KEPT: Final = 256
_PASSAGES_KEPT: Final = 20_000
_PASSAGES_LEARNT: Final = 50_000
"""Passages whose words the speller knows; more would teach it few new ones."""


class Library:
    """Documents, clauses and passages by id; safe from many threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = RLock()
        self._generation = -1
        self._summaries: dict[str, DocumentSummary] = {}
        self._replaced: Mapping[str, date] = {}
        self._versions: Mapping[str, tuple[str, ...]] = {}
        self._gazetteer = Gazetteer(())
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._clauses: OrderedDict[str, tuple[Clause, ...]] = OrderedDict()
        self._passages: OrderedDict[str, Passage] = OrderedDict()
        self._learning = ThreadPoolExecutor(1, thread_name_prefix="speller")
        self._speller: Future[Speller]
        self.refresh()

    def refresh(self) -> None:
        """Read the catalog anew if it changed since it was last read."""
        generation = self._catalog.generation()
        with self._lock:
            if generation == self._generation:
                return
            stored = self._catalog.documents()
            found = successions(stored)
            self._replaced = replaced(found)
            self._versions = versions(stored, found)
            now = today()
            self._summaries = {
                one.id: as_replaced(one, self._replaced.get(one.id), now) for one in stored
            }
            self._gazetteer = Gazetteer(s.meta for s in self._summaries.values())
            self._documents.clear()
            self._clauses.clear()
            self._passages.clear()
            self._speller = self._learning.submit(self._learn)
            self._generation = generation

    @property
    def gazetteer(self) -> Gazetteer:
        """The regions that documents are about."""
        return self._gazetteer

    @property
    def speller(self) -> Speller:
        """What repairs typing errors; waited for where the words are still being learnt."""
        return self._speller.result()

    def close(self) -> None:
        """Stop learning words."""
        self._learning.shutdown(cancel_futures=True)

    def _learn(self) -> Speller:
        contents = self._catalog.contents(tuple(self._summaries))
        texts = (passage.text for content in contents for passage in content.passages)
        return Speller(count_words(islice(texts, _PASSAGES_LEARNT), words))

    @property
    def summaries(self) -> dict[str, DocumentSummary]:
        """Every document's summary, by id."""
        return self._summaries

    def meta_of(self, document: Document | DocumentSummary) -> DocumentMeta:
        """Return what is known of a document, what replaces it taken into account.

        One taken in this moment may not be known here yet: then what it states itself.
        """
        return self._summaries.get(document.id, document).meta

    @property
    def versions(self) -> Mapping[str, tuple[str, ...]]:
        """The other versions on file of each document that has some, by id."""
        return self._versions

    def document(self, document_id: str) -> Document:
        """Return a document that the catalog holds.

        Raises:
            KeyError: It was deleted in the meantime.
        """
        with self._lock:
            if document_id not in self._documents:
                document = self._catalog.document(document_id)
                if document is None:
                    raise KeyError(document_id)
                self._documents[document_id] = document
                if len(self._documents) > _TEXTS_KEPT:
                    self._documents.popitem(last=False)
            return self._documents[document_id]

    def clauses(self, document_id: str) -> tuple[Clause, ...]:
        """Return the clause tree of a document in reading order."""
        with self._lock:
            if document_id not in self._clauses:
                self._clauses[document_id] = self._catalog.clauses(document_id)
                if len(self._clauses) > _TEXTS_KEPT:
                    self._clauses.popitem(last=False)
            return self._clauses[document_id]

    def clause_at(self, document_id: str, start: int, end: int) -> Clause:
        """Return the innermost clause around ``text[start:end]``."""
        return innermost(self.clauses(document_id), start, end)

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Return those of the passages that exist, by id."""
        with self._lock:
            missing = [name for name in ids if name not in self._passages]
            if missing:
                self._passages.update(self._catalog.find_passages(missing))
            found = {name: self._passages[name] for name in ids if name in self._passages}
            while len(self._passages) > _PASSAGES_KEPT:
                self._passages.popitem(last=False)
            return found

    def confine(self, filters: Filters, regions: Iterable[str] = ()) -> frozenset[str] | None:
        """Return the ids of the documents that the filters and regions leave, or None for all.

        Documents whose region is not stated stay in whatever region is asked for, as
        they may be about it, unless their title names another place. Without ``as_of``, what
        no longer holds is left out, unless nothing else was asked for by id; with it, what
        was issued later, or no longer held on that day.
        """
        kept = frozenset(
            name for name in self.within(filters, regions) if self._holds(name, filters)
        )
        if not kept and filters.document_ids and filters.as_of is None:
            kept = self.within(filters, regions)
        return None if len(kept) == len(self._summaries) else kept

    def lapsed(self, filters: Filters, regions: Iterable[str] = ()) -> frozenset[str]:
        """Return the ids of the documents that ``confine`` leaves out as they no longer hold."""
        if filters.as_of is not None:
            return frozenset()
        return frozenset(
            name for name in self.within(filters, regions) if not self._holds(name, filters)
        )

    def within(self, filters: Filters, regions: Iterable[str]) -> frozenset[str]:
        """Return the ids of the documents of the regions and filters, however they stand."""
        wanted = set(regions)
        if filters.region:
            named = self._gazetteer.find(fold(filters.region), lambda _: True).regions
            wanted |= set(named or (filters.region,))
        return frozenset(
            name
            for name, summary in self._summaries.items()
            if (filters.document_ids is None or name in filters.document_ids)
            and (not wanted or _may_be_about(summary.meta, wanted))
        )

    def _holds(self, name: str, filters: Filters) -> bool:
        meta, now = self._summaries[name].meta, today()
        if filters.as_of is None:
            return standing(meta, now) not in LAPSED
        return stood(meta, self._replaced.get(name), filters.as_of, now)


def _may_be_about(meta: DocumentMeta, regions: Collection[str]) -> bool:
    """Tell whether a document is of one of the regions, or says of no region that it is its own."""
    if meta.region is not None:
        return meta.region in regions
    return not all(elsewhere(meta.title, region) for region in regions)


def sentence_at(passage: Passage, position: int) -> int:
    """Return the index of the passage's sentence that holds ``position``, or the nearest before."""
    starts = [span.start for span in passage.sentences]
    return max(0, bisect_right(starts, position) - 1)
