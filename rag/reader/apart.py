"""What the lower layers make of one text, kept for the next question."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.embeddings.batches import embedded
from rag.embeddings.session import GraphSession
from rag.embeddings.weights import WordTable
from rag.reader.graph import STATES

States = NDArray[np.float16]

_MEGABYTE: Final = 1_000_000


class ReadApart:
    """Reads texts one by one with the lower layers. Safe to share between threads.

    A text is never read beside others: int8 rounds by the whole batch, so that its states
    would depend on its company, and with them whatever is answered from memory.
    """

    def __init__(
        self, session: GraphSession, words: WordTable, padding: int, megabytes: int
    ) -> None:
        """Remember nothing yet.

        Args:
            session: The graph of ``write_apart``.
            words: The word embedding.
            padding: Token id of the padding.
            megabytes: How much is remembered; the text asked for longest ago is forgotten first.
        """
        self._session, self._words, self._padding = session, words, padding
        self._room = megabytes * _MEGABYTE
        self._kept: OrderedDict[tuple[int, ...], States] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def states(self, ids: tuple[int, ...]) -> States:
        """Return the states of a text's tokens, (tokens, width).

        Raises:
            EmbeddingError: The model cannot be run.
        """
        with self._lock:
            if (kept := self._kept.get(ids)) is not None:
                self._kept.move_to_end(ids)
                return kept
        (read,) = self._session.run(embedded([ids], self._words, self._padding), [STATES])
        # Rounded whether remembered or not: an answer must not depend on that.
        states: States = read[0].astype(np.float16)
        with self._lock:
            if ids not in self._kept:
                self._kept[ids] = states
                self._size += states.nbytes
            while self._size > self._room:
                self._size -= self._kept.popitem(last=False)[1].nbytes
        return states
