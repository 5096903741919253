"""The vector index. The only user of chromadb and of langchain-chroma.

Chroma holds names and vectors alone: no words of a document enter it, so that none
are left behind when a document is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition
from typing import Any, Final, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from langchain_chroma import Chroma
from numpy.typing import NDArray

from rag.catalog import PassageKey
from rag.errors import ConfigurationError, SearchIndexError

FORMAT: Final = "1"
"""Change it with the shape of the collection: every index is then built anew."""

UNSTEADY: Final = frozenset(
    {"chroma.sqlite3", "chroma.sqlite3-wal", "chroma.sqlite3-shm", "length.bin"}
)
"""Files that Chroma touches without changing the index; their damage shows on opening."""

WRITTEN: Final = "index_metadata.pickle"
"""The file that stands beside a graph once Chroma has written it out."""

_ROWS_AT_ONCE: Final = 5_000  # embedded Chroma takes 5,461
_NUMBERS_AT_ONCE: Final = 1_000_000  # a server takes requests of some tens of megabytes
_NAMES_AT_ONCE: Final = 10_000  # embedded Chroma takes 16,380 names in a filter

# Vectors of one language model lie close together. With Chroma's defaults (100, 100,
# 16) 154 of 5,000 such vectors could not be found by themselves; with these, 4.
_GRAPH: Final = CreateHNSWConfiguration(
    space="cosine", ef_construction=200, ef_search=200, max_neighbors=32
)

_SERVER_TIMEOUT_S: Final = 30.0

_NEIGHBOURS: Final = 4
_SAME: Final = 1e-3
"""Cosine distance under which two vectors are taken for the same."""

Vectors = NDArray[np.float32]


class ClosedError(SearchIndexError):
    """The index was replaced by a newer one while it was being asked."""


class VectorIndex:
    """One collection of vectors, in a folder of its own or on a Chroma server.

    Searching is safe from many threads; changing is for one.
    """

    def __init__(self, client: Client, name: str) -> None:
        """Take the collection ``name`` of ``client`` over; see ``open`` and ``create``."""
        self._client = client
        self._name = name
        self._collection = client.get_collection(name, embedding_function=None)
        self._store = Chroma(
            client=client,
            collection_name=name,
            create_collection_if_not_exists=False,
            client_settings=_settings(),
        )
        self._strays: Sequence[PassageKey] = ()
        self._stray_vectors: Vectors = np.empty((0, 0), dtype=np.float32)
        self._users = 0
        self._closing = False
        self._change = Condition()

    @classmethod
    def open(cls, place: Path | str, name: str) -> VectorIndex:
        """Open the collection ``name`` in the folder or at the server ``place``.

        Raises:
            SearchIndexError: There is none, or it cannot be opened.
        """
        with _translated():
            return cls(_client(place), name)

    @classmethod
    def create(cls, place: Path | str, name: str, made_by: str) -> VectorIndex:
        """Make the collection ``name``, empty; ``made_by`` is noted in its metadata.

        Raises:
            SearchIndexError: Chroma cannot.
        """
        with _translated():
            if isinstance(place, Path):
                place.mkdir(parents=True)
            client = _client(place)
            client.create_collection(
                name,
                metadata={"made_by": made_by},
                configuration={"hnsw": _GRAPH},
                embedding_function=None,
            )
            return cls(client, name)

    def add(self, keys: Sequence[PassageKey], vectors: Vectors) -> None:
        """Add one row of ``vectors`` for each of ``keys``, none of which may be present."""
        at_once = min(_ROWS_AT_ONCE, max(1, _NUMBERS_AT_ONCE // max(1, vectors.shape[1])))
        with _translated():
            for start in range(0, len(keys), at_once):
                rows = keys[start : start + at_once]
                self._collection.add(
                    ids=[key.passage_id for key in rows],
                    embeddings=vectors[start : start + at_once],
                    metadatas=[{"document_id": key.document_id} for key in rows],
                    documents=[""] * len(rows),  # langchain-chroma passes over rows without
                )

    def remove(self, document_ids: Collection[str]) -> None:
        """Delete every row of the documents named."""
        with _translated():
            for names in _slices(document_ids):
                self._store.delete(where={"document_id": {"$in": names}})

    def count(self) -> int:
        """Return the number of rows."""
        with _translated():
            return self._collection.count()

    def nearest(
        self, vector: Vectors, k: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the ``k`` passages most similar to ``vector`` (cosine, 1 is the same).

        Raises:
            ClosedError: The index has been closed, or dropped by another process.
        """
        filters = (
            [None]
            if document_ids is None
            else [{"document_id": {"$in": names}} for names in _slices(document_ids)]
        )
        best: dict[str, float] = {}
        with self._in_use(), _translated():
            for where in filters:
                for row, distance in self._store.similarity_search_by_vector_with_relevance_scores(
                    vector.tolist(), k=k, filter=cast("dict[str, str] | None", where)
                ):
                    best[str(row.id)] = 1.0 - distance
            best.update(self._nearest_strays(vector, document_ids))
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:k]

    def _nearest_strays(
        self, vector: Vectors, document_ids: Collection[str] | None
    ) -> Iterator[tuple[str, float]]:
        if self._strays:
            similarities = np.einsum("rw,w->r", self._stray_vectors, vector)
            for key, similarity in zip(self._strays, similarities, strict=True):
                if document_ids is None or key.document_id in document_ids:
                    yield key.passage_id, float(similarity)

    def unreachable(self, keys: Sequence[PassageKey], vectors: Vectors) -> list[PassageKey]:
        """Return those of ``keys`` that a search by their own vector does not lead to.

        Where several rows have the same vector, any of them will do.
        """
        lost = []
        with _translated():
            for start in range(0, len(keys), _NAMES_AT_ONCE // 20):
                rows = keys[start : start + _NAMES_AT_ONCE // 20]
                found = self._collection.query(
                    query_embeddings=vectors[start : start + len(rows)],
                    n_results=_NEIGHBOURS,
                    include=["distances"],
                )
                for key, ids, distances in zip(
                    rows, found["ids"], found["distances"] or [], strict=True
                ):
                    near = {
                        i for i, distance in zip(ids, distances, strict=True) if distance < _SAME
                    }
                    if key.passage_id not in near and len(near) < _NEIGHBOURS:
                        lost.append(key)
        return lost

    def compare_always(self, strays: Sequence[PassageKey], vectors: Vectors) -> None:
        """Compare ``strays`` one by one in every search, beside those the graph leads to.

        Chroma's graph of neighbours cannot lead to every row, least of all beside many
        rows with the same vector; these must not be lost.
        """
        self._strays = tuple(strays)
        self._stray_vectors = vectors

    def close(self) -> None:
        """Close the connection when nobody is searching any more."""
        with self._change:
            self._closing = True
            self._change.wait_for(lambda: not self._users)
        with _translated():
            _let_go(self._client)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._change:
            if self._closing:
                raise ClosedError(self._name, reason=self._name)
            self._users += 1
        try:
            yield
        finally:
            with self._change:
                self._users -= 1
                self._change.notify_all()


def drop(server: str, name: str) -> None:
    """Delete the collection ``name`` at ``server``, if it is there.

    Raises:
        SearchIndexError: The server cannot be reached, or refuses.
    """
    with suppress(ClosedError), _translated():
        client = _client(server)
        try:
            client.delete_collection(name)
        finally:
            _let_go(client)


def _slices(names: Collection[str]) -> Iterator[list[str]]:
    ordered = list(names)
    for start in range(0, len(ordered), _NAMES_AT_ONCE):
        yield ordered[start : start + _NAMES_AT_ONCE]


def _settings() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False, _env_file=None)


def _client(place: Path | str) -> Client:
    if isinstance(place, Path):
        return cast(Client, chromadb.PersistentClient(place, settings=_settings()))
    address = urlsplit(place)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise ConfigurationError(
            "TIAOWEN_CHROMA_URL: not an http(s) address",
            faults="TIAOWEN_CHROMA_URL: not an http(s) address",
        )
    secure = address.scheme == "https"
    client = cast(
        Client,
        chromadb.HttpClient(
            host=address.hostname,
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=_settings(),
        ),
    )
    for session in _sessions(client):
        session.timeout = _SERVER_TIMEOUT_S  # Chroma waits for ever, and has no setting for it
    return client


def _sessions(client: Client) -> list[httpx.Client]:
    """Return the connections to a server, of which Chroma opens two and closes none."""
    inside = cast(Any, client)
    servers = (inside._server, inside._admin_client._server)  # noqa: SLF001  no other way
    return [server._session for server in servers if hasattr(server, "_session")]  # noqa: SLF001


def _let_go(client: Client) -> None:
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the exceptions of Chroma, and of the connection to it, into ours."""
    try:
        yield
    except NotFoundError as error:
        raise ClosedError(str(error), reason=str(error)) from error
    except (ChromaError, httpx.HTTPError, ValueError, RuntimeError, OSError) as error:
        raise SearchIndexError(str(error), reason=str(error)) from error
