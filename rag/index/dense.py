"""The vector side of the index: what there is of it, kept apart so that words never wait."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Final

from rag.catalog import Catalog, Stored
from rag.embeddings import Encoder
from rag.errors import EmbeddingError, SearchIndexError
from rag.index.chroma import ClosedError, Vectors
from rag.index.upkeep_vectors import VectorUpkeep

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""

_TEXTS_AT_ONCE: Final = 2_000
_TEXTS_A_STEP: Final = 16
"""Few, so that little is lost and little waited for when the process is stopped."""


class DenseSide:
    """Vectors of the passages, where there is an encoder; failing, it answers nothing.

    Attributes:
        problem: What is wrong with it now, or None.
    """

    def __init__(
        self,
        folder: Path,
        catalog: Catalog,
        encoder: Encoder | None,
        server: str | None,
        changing: RLock,
    ) -> None:
        """Keep it in ``folder`` or at ``server``; whoever changes it holds ``changing``."""
        self.problem: str | None = None
        self._changing = changing
        self._folder = folder
        self._catalog = catalog
        self._encoder = encoder
        self._server = server
        self._upkeep: VectorUpkeep | None = None

    @property
    def faults(self) -> Sequence[str]:
        """Why it had to be built anew since it was opened."""
        return self._upkeep.faults if self._upkeep is not None else ()

    @property
    def held(self) -> Mapping[str, Stored]:
        """What it holds of each document."""
        built = self._upkeep.built if self._upkeep is not None else None
        return built.documents if built is not None else {}

    def pending(self, stored: Mapping[str, Stored]) -> int:
        """Return how many passages of ``stored`` it does not cover; 0 without an encoder."""
        if self._encoder is None:
            return 0
        held = self.held
        return sum(
            document.passages for name, document in stored.items() if held.get(name) != document
        )

    def nearest(
        self, vector: Vectors, k: int, document_ids: Collection[str] | None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages most similar to ``vector``; none where it fails."""
        try:
            try:
                return self._nearest(vector, k, document_ids)
            except ClosedError:  # replaced meanwhile, here or by another process
                self._catch_up()
                return self._nearest(vector, k, document_ids)
        except SearchIndexError as error:
            self._failed(error)
            return []

    def _nearest(
        self, vector: Vectors, k: int, document_ids: Collection[str] | None
    ) -> list[tuple[str, float]]:
        store = self._upkeep.store if self._upkeep is not None else None
        return store.nearest(vector, k, document_ids) if store is not None else []

    def _catch_up(self) -> None:
        """Turn to the collection that another process put in the place of ours."""
        if self._server and self._upkeep is not None and self._changing.acquire(blocking=False):
            try:
                self._upkeep.adopt()
            finally:
                self._changing.release()

    def refresh(self, stored: Mapping[str, Stored], at_most: int | None = None) -> None:
        """Bring it in line with ``stored``, as far as the catalog has vectors.

        Where more than ``at_most`` would have to be written, they are left alone.
        """
        if self._encoder is None:
            return
        try:
            upkeep = self._opened(self._encoder)
            wanted = self._complete(stored, self._encoder)
            if at_most is None or upkeep.plan(wanted).passages <= at_most:
                upkeep.bring_up(wanted)
                if self.problem is not None:
                    upkeep.heal(wanted)
        except (SearchIndexError, EmbeddingError) as error:
            self._failed(error)
        else:
            self.problem = None

    def rebuild(self, stored: Mapping[str, Stored]) -> None:
        """Build it anew from the vectors in the catalog.

        Raises:
            SearchIndexError: It cannot be built; the one in use stays.
            EmbeddingError: The model cannot be asked for its name.
        """
        if self._encoder is not None:
            self._opened(self._encoder).rebuild(self._complete(stored, self._encoder))
            self.problem = None

    def embed(
        self, progress: Progress | None, stop: Callable[[], bool], refresh: Callable[[], None]
    ) -> int:
        """Embed the words that have no vector yet; call ``refresh`` whenever many are ready.

        Returns how many different texts were embedded before ``stop`` said so.

        Raises:
            EmbeddingError: The model fails; what was embedded until then is kept.
        """
        if self._encoder is None:
            return 0
        key = self._encoder.fingerprint.key
        total = self._catalog.pending(key)
        done = 0
        while texts := self._catalog.texts_pending(key, _TEXTS_AT_ONCE):
            names = iter(texts)
            while step := list(islice(names, _TEXTS_A_STEP)):
                if stop():
                    return done
                vectors = self._encoder.encode_passages([texts[name] for name in step])
                self._catalog.put_vectors(key, dict(zip(step, vectors, strict=True)))
                done += len(step)
                if progress is not None:
                    progress(done, max(done, total))
            refresh()
        refresh()
        return done

    def check(self) -> None:
        """Look at a sample, and note in ``problem`` what is wrong."""
        upkeep = self._upkeep
        if upkeep is None or upkeep.store is None or upkeep.built is None:
            return
        try:
            upkeep.check(upkeep.store, upkeep.built)
        except SearchIndexError as error:
            self._failed(error)
        else:
            self.problem = None

    def lost(self) -> tuple[str, ...]:
        """Return the passages it holds that their own vector does not lead to."""
        upkeep = self._upkeep
        if upkeep is None or upkeep.store is None:
            return ()
        try:
            return tuple(upkeep.unreachable(upkeep.store, self.held))
        except SearchIndexError as error:
            self._failed(error)
            return ()

    def close(self) -> None:
        """Let go of it."""
        if self._upkeep is not None:
            self._upkeep.close()

    def _opened(self, encoder: Encoder) -> VectorUpkeep:
        """Return the upkeep of this encoder's vectors, with the index in use opened."""
        if self._upkeep is None:
            # a remote encoder may not be able to name itself at first
            self._upkeep = VectorUpkeep(
                self._folder, self._catalog, encoder.fingerprint.key, self._server
            )
            self._upkeep.adopt()
            self._upkeep.sweep()
        elif self._server:
            self._upkeep.adopt()
        return self._upkeep

    def _complete(self, stored: Mapping[str, Stored], encoder: Encoder) -> dict[str, Stored]:
        """Return those documents of ``stored`` of which every passage has a vector."""
        incomplete = self._catalog.incomplete_documents(encoder.fingerprint.key)
        return {name: document for name, document in stored.items() if name not in incomplete}

    def _failed(self, error: SearchIndexError | EmbeddingError) -> None:
        logger.warning("vectors do not answer: %s", error.detail)
        self.problem = error.detail
