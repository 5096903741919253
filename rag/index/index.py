"""The index: words and vectors of every passage, derived from the catalog."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from threading import Event, Lock, RLock
from types import TracebackType
from typing import Final, Self

from rag.catalog import Catalog, Stored
from rag.embeddings import Encoder
from rag.errors import SearchIndexError
from rag.index import terms
from rag.index.chroma import Vectors
from rag.index.dense import DenseSide, Progress
from rag.index.lexical import Field
from rag.index.report import IndexReport
from rag.index.upkeep_lexical import LexicalUpkeep
from rag.settings import Settings
from rag.text import fold

logger = logging.getLogger(__name__)

_AT_OPENING: Final = 5_000
"""Vectors worth waiting for at opening; with more, words alone answer meanwhile."""


class Index:
    """What questions are answered from: a lexical index, and one of vectors beside it.

    Both can be lost without harm: they are built anew from the catalog. Searching is
    safe from many threads, also while the index is being brought up to date.
    """

    def __init__(self, settings: Settings, catalog: Catalog, encoder: Encoder | None) -> None:
        """Name the parts; see ``open``."""
        folder = settings.data_dir / "index"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SearchIndexError(str(error), reason=str(error)) from error
        self._catalog = catalog
        self._words = LexicalUpkeep(folder, catalog)
        self._generation = -1
        self._stored: Mapping[str, Stored] = {}
        self._problem: str | None = None
        self._changing = RLock()
        self._vectors = DenseSide(folder, catalog, encoder, settings.chroma_url, self._changing)
        self._embedding = Lock()
        self._closing = Event()

    @classmethod
    def open(cls, settings: Settings, catalog: Catalog, encoder: Encoder | None) -> Index:
        """Open the index in the data folder, and bring it in line with ``catalog``.

        The caller owns the data folder (see ``rag.storage``). What is damaged, missing or
        behind is built anew; but no words are embedded, and where many vectors are to be
        written, that is left to ``embed_missing``. Without ``encoder`` there are no vectors.

        Raises:
            SearchIndexError: There is no lexical index, and none can be built.
            CatalogError: The catalog cannot be read.
        """
        index = cls(settings, catalog, encoder)
        index._words.adopt()
        index._words.sweep()
        index.refresh(at_most=_AT_OPENING)
        return index

    def __enter__(self) -> Self:
        """Return the index, which closes at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Let go of both sides; ``embed_missing`` in another thread ends soon after."""
        self._closing.set()
        with self._embedding, self._changing:
            self._words.close()
            self._vectors.close()

    # --- asking --------------------------------------------------------------------

    def search(
        self,
        query: str,
        k: int,
        document_ids: Collection[str] | None = None,
        field: Field = "bigrams",
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages whose ``field`` best matches any term of ``query``.

        ``query`` is plain words: nothing in it is read as an operator. Returned are
        passage ids with their BM25 score, the best first.
        """
        folded = fold(query)
        found = terms.words(folded) if field == "words" else terms.bigrams(folded)
        return self.lexical(found, k, document_ids, field)

    def lexical(
        self,
        sought: Sequence[str],
        k: int,
        document_ids: Collection[str] | None = None,
        field: Field = "bigrams",
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages with the highest BM25 score for any of the terms."""
        store = self._words.store
        return store.search(sought, k, document_ids, field) if store is not None else []

    def whole(
        self, sought: Sequence[str], k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` documents whose whole text best matches any of the terms.

        Returned are document ids with their BM25 score, the best first.
        """
        store = self._words.store
        return store.whole(sought, k, document_ids) if store is not None else []

    def covered(
        self, sought: Sequence[str], k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` documents that hold most of the terms (``LexicalIndex.covered``)."""
        store = self._words.store
        return store.covered(sought, k, document_ids) if store is not None else []

    def idf(self, term: str, field: Field = "bigrams") -> float:
        """Return how rare a term is (see ``LexicalIndex.idf``); 0.0 in an empty index."""
        store = self._words.store
        return store.idf(term, field) if store is not None else 0.0

    def knows(self, folded: str) -> bool:
        """Tell whether every pair of a word's characters stands somewhere in the documents."""
        return terms.all_held(folded, self.idf)

    def dense(
        self, vector: Vectors, k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages most similar to ``vector``, with their cosine similarity.

        Only passages that have a vector take part (see ``pending``). Where the vectors
        fail there are none: ``problems`` names the fault, and words still answer.
        """
        return self._vectors.nearest(vector, k, document_ids)

    # --- upkeep --------------------------------------------------------------------

    @property
    def pending(self) -> int:
        """How many passages the vectors do not cover yet; 0 without an encoder."""
        return self._vectors.pending(self._stored)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong now: ``lexical`` or ``vectors``, and why; empty when all is well."""
        sides = {"lexical": self._problem, "vectors": self._vectors.problem}
        return tuple(f"{side}: {reason}" for side, reason in sides.items() if reason)

    @property
    def repairs(self) -> tuple[str, ...]:
        """What was found damaged since opening, and built anew because of it."""
        sides = {"lexical": self._words.faults, "vectors": self._vectors.faults}
        return tuple(f"{side}: {reason}" for side, faults in sides.items() for reason in faults)

    def refresh(self, at_most: int | None = None) -> None:
        """Bring the index in line with the catalog, as far as vectors are there.

        It costs one query where nothing has changed. What ``check`` found damaged is
        built anew. Where more than ``at_most`` vectors
        would have to be written, they are left alone.

        Raises:
            SearchIndexError: There is no lexical index, and none can be built.
            CatalogError: The catalog cannot be read.
        """
        with self._changing:
            generation = self._catalog.generation()
            if self._closing.is_set() or (
                generation == self._generation and not self.pending and not self.problems
            ):
                return
            self._stored = self._catalog.stored()
            self._refresh_words()
            self._vectors.refresh(self._stored, at_most)
            self._generation = generation

    def _refresh_words(self) -> None:
        try:
            self._words.bring_up(self._stored)
            if self._problem is not None:
                self._words.heal(self._stored)
        except SearchIndexError as error:
            if self._words.store is None:
                raise
            logger.warning("words are behind the catalog: %s", error.detail)
            self._problem = error.detail
        else:
            self._problem = None

    def embed_missing(
        self, progress: Progress | None = None, stop: Callable[[], bool] = lambda: False
    ) -> int:
        """Embed the words that have no vector yet, and bring the index in line.

        It ends soon after ``stop`` says so; it may be stopped at any moment, and goes on
        from there when called again. Returned is how many different texts were embedded.

        Raises:
            EmbeddingError: The model fails; what was embedded until then is kept.
            CatalogError: The catalog cannot be read or written.
        """
        with self._embedding:
            return self._vectors.embed(
                progress, lambda: stop() or self._closing.is_set(), self.refresh
            )

    def embed_ahead(self, stop: Callable[[], bool]) -> int:
        """Embed what ``embed_missing`` would, and leave the index for it to bring in line.

        Raises:
            EmbeddingError: The model fails; what was embedded until then is kept.
            CatalogError: The catalog cannot be read or written.
        """
        with self._embedding:
            return self._vectors.embed(None, lambda: stop() or self._closing.is_set(), lambda: None)

    def rebuild(self) -> None:
        """Build both sides anew from the catalog; those in use answer until then.

        Raises:
            SearchIndexError: One cannot be built; the one in use stays.
            EmbeddingError: The model cannot be asked for its name.
            CatalogError: The catalog cannot be read.
        """
        with self._changing:
            generation = self._catalog.generation()
            self._stored = self._catalog.stored()
            self._words.rebuild(self._stored)
            self._problem = None
            self._vectors.rebuild(self._stored)
            self._generation = generation

    def check(self) -> tuple[str, ...]:
        """Look at a sample of both sides; return what is wrong, empty when all is well.

        While the index is being changed, what was last known is returned instead.
        """
        if self._changing.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._changing.release()
        return self.problems

    def _look(self) -> None:
        store, built = self._words.store, self._words.built
        if store is not None and built is not None:
            try:
                self._words.check(store, built)
            except SearchIndexError as error:
                self._problem = error.detail
        self._vectors.check()

    def verify(self) -> IndexReport:
        """Look for every passage by its own words, and by its own vector."""
        with self._changing:
            self.refresh()
            self._look()
            store = self._words.store
            return IndexReport(
                passages=sum(document.passages for document in self._stored.values()),
                lost_to_words=tuple(self._words.unreachable(store, self._stored) if store else ()),
                vectors=sum(document.passages for document in self._vectors.held.values()),
                lost_to_vectors=self._vectors.lost(),
                pending=self.pending,
                problems=self.problems,
            )
