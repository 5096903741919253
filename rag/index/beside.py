"""Vectors made beside other work: while documents are still read, and words indexed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from types import TracebackType
from typing import Self

from rag.errors import CatalogError, EmbeddingError
from rag.index.index import Index


class Beside:
    """Embeds what the catalog holds for as long as a block runs, in a thread of its own.

    Each vector is stored as soon as it is made, and the index is left as it is: whatever is
    not done when the block ends, or goes wrong, is left to ``Index.embed_missing``.

    Attributes:
        embedded: How many texts were embedded, once the block has ended.
    """

    def __init__(self, index: Index, stop: Callable[[], bool]) -> None:
        """Embed for ``index`` until ``stop`` says so, at the latest."""
        self.embedded = 0
        self._index = index
        self._stop = stop
        self._more = Event()
        self._ended = Event()
        self._thread = ThreadPoolExecutor(1, "embedding")
        self._work: Future[int] | None = None

    def __enter__(self) -> Self:
        """Begin; nothing happens until ``more`` is called."""
        self._work = self._thread.submit(self._run)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End after the few texts it is at."""
        self._ended.set()
        self._more.set()
        self._thread.shutdown()
        if self._work is not None:
            self.embedded = self._work.result()

    def more(self) -> None:
        """Tell that there may be more to embed."""
        self._more.set()

    def _run(self) -> int:
        done = 0
        while not self._ended.is_set():
            self._more.wait()
            self._more.clear()
            try:
                done += self._index.embed_ahead(lambda: self._ended.is_set() or self._stop())
            except (EmbeddingError, CatalogError):  # met again, and told, by embed_missing
                break
        return done
