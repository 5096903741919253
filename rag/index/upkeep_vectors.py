"""Upkeep of the vector index, from the vectors in the catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from rag import passage_text
from rag.catalog import Catalog, PassageKey
from rag.errors import SearchIndexError
from rag.index import chroma
from rag.index.chroma import VectorIndex, Vectors
from rag.index.state import Built, CatalogPointer, FilePointer
from rag.index.upkeep import Plan, Upkeep, Written, logger

_ROWS_AT_ONCE: Final = 5_000
_SAMPLE_DOCUMENTS: Final = 64
_SAMPLE: Final = 256
"""Vectors that are to find themselves when an index is opened."""
_TOLERATED: Final = 0.02
"""Share of them that may not: adding to the graph can cut a few others off."""


class VectorUpkeep(Upkeep[VectorIndex]):
    """Keeps the vector index in a folder of its own, or as a collection on a server."""

    prefix = "vectors"
    unsteady = chroma.UNSTEADY

    def __init__(
        self, folder: Path, catalog: Catalog, fingerprint: str, server: str | None = None
    ) -> None:
        """Keep the vectors of the model ``fingerprint`` in ``folder``, or at ``server``."""
        super().__init__(
            folder,
            CatalogPointer(catalog) if server else FilePointer(folder / "vectors.json"),
            f"vectors {chroma.FORMAT} {passage_text.VERSION} {fingerprint}",
        )
        self._catalog = catalog
        self._fingerprint = fingerprint
        self._server = server

    def unreachable(self, store: VectorIndex, document_ids: Collection[str]) -> list[str]:
        """Return the passages of the documents named that their own vector does not find."""
        lost = []
        for keys, vectors in self._rows(document_ids):
            lost += [key.passage_id for key in store.unreachable(keys, vectors)]
        strays = {key.passage_id for key in self.built.strays} if self.built is not None else set()
        return [name for name in lost if name not in strays]

    def check(self, store: VectorIndex, built: Built) -> None:
        """Look whether ``store`` holds what it should, and finds a sample of it; quick.

        Raises:
            SearchIndexError: It does not.
        """
        if (count := store.count()) != built.passages:
            raise SearchIndexError(f"{count} vectors instead of {built.passages}")
        now = self._catalog.stored()
        names = sorted(
            name
            for name, held in built.documents.items()
            if held.passages and held == now.get(name)
        )
        names = names[:: -(-len(names) // _SAMPLE_DOCUMENTS) or 1]
        strays = set(built.strays)
        keys = [key for key in self._catalog.passage_keys(names) if key not in strays]
        keys = keys[:: -(-len(keys) // _SAMPLE) or 1]
        found, vectors = self._with_vectors(keys)
        lost = len(keys) - len(found) + len(store.unreachable(found, vectors))
        if lost > len(keys) * _TOLERATED:
            raise SearchIndexError(f"{lost} of {len(keys)} vectors do not find themselves")

    def sweep(self) -> None:
        """Remove what a killed process left, unless others may be building at the server."""
        if not self._server:
            super().sweep()

    def _open(self, built: Built) -> VectorIndex:
        store = VectorIndex.open(self._place(built.name), built.name)
        try:
            self._find_strays(store, built.strays)
            self.check(store, built)
        except SearchIndexError:
            store.close()
            raise
        return store

    def _build(self, name: str, document_ids: Collection[str]) -> tuple[VectorIndex, Written]:
        store = VectorIndex.create(self._place(name), name, self._made_by)
        try:
            return store, self._write(store, document_ids, ())
        except SearchIndexError:
            store.close()
            raise

    def _change(self, store: VectorIndex, built: Built, plan: Plan) -> Written:
        touched = plan.without | plan.into
        store.remove(touched)
        kept = [key for key in built.strays if key.document_id not in touched]
        return self._write(store, plan.into, kept)

    def _write(
        self, store: VectorIndex, document_ids: Collection[str], strays: Sequence[PassageKey]
    ) -> Written:
        """Add the documents named, and find out which rows the graph does not lead to."""
        counted = Counter(dict.fromkeys(document_ids, 0))
        for keys, vectors in self._rows(document_ids):
            store.add(keys, vectors)
            counted.update(key.document_id for key in keys)
        lost = [*strays]
        for keys, vectors in self._rows(document_ids):
            lost += store.unreachable(keys, vectors)
        self._find_strays(store, lost)
        return Written(counted, tuple(lost))

    def _find_strays(self, store: VectorIndex, strays: Sequence[PassageKey]) -> None:
        found, vectors = self._with_vectors(strays)
        if len(found) < len(strays):
            raise SearchIndexError("vectors of strays are missing")
        store.compare_always(found, vectors)

    def _close(self, store: VectorIndex) -> None:
        store.close()

    def _digests(self, name: str) -> dict[str, str]:
        if self._server:
            return {}
        found = super()._digests(name)
        # until Chroma first writes a graph out, its files hold nothing, and change
        written = {file.rpartition("/")[0] for file in found if file.endswith(chroma.WRITTEN)}
        return {file: mark for file, mark in found.items() if file.rpartition("/")[0] in written}

    def _discard(self, name: str) -> None:
        if not self._server:
            super()._discard(name)
            return
        try:
            chroma.drop(self._server, name)
        except SearchIndexError as error:
            logger.warning("%s stays on the server: %s", name, error.detail)

    def _place(self, name: str) -> Path | str:
        return self._server or self._folder / name

    def _rows(self, document_ids: Collection[str]) -> Iterator[tuple[list[PassageKey], Vectors]]:
        """Yield the names of the passages of the documents named, with their vectors."""
        keys = self._catalog.passage_keys(document_ids)
        for start in range(0, len(keys), _ROWS_AT_ONCE):
            yield self._with_vectors(keys[start : start + _ROWS_AT_ONCE])

    def _with_vectors(self, keys: Sequence[PassageKey]) -> tuple[list[PassageKey], Vectors]:
        """Return those of ``keys`` that have a vector, and the vectors, row by row."""
        vectors = self._catalog.vectors(self._fingerprint, {key.text_hash for key in keys})
        found = [key for key in keys if key.text_hash in vectors]
        if not found:
            return [], np.empty((0, 0), dtype=np.float32)
        return found, np.stack([vectors[key.text_hash] for key in found])
