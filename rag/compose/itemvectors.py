"""Vectors of the items of passages read, made when first needed and then remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Final

import numpy as np

from rag.embeddings import Encoder
from rag.embeddings.weights import FloatArray

_REMEMBERED: Final = 50_000
"""Items whose vectors are kept, about 75 MB."""


class ItemVectors:
    """Makes vectors of short texts; safe from many threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, FloatArray] = OrderedDict()
        self._lock = Lock()

    def question(self, text: str) -> FloatArray:
        """Return the vector of a question, shape ``(dimension,)``."""
        vector: FloatArray = self._encoder.encode_questions([text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> FloatArray:
        """Return the vectors of texts, shape ``(len(texts), dimension)``."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            made = self._encoder.encode_passages(new)
            with self._lock:
                self._vectors.update(zip(new, made, strict=True))
        with self._lock:
            vectors = [self._vectors[text] for text in texts if text in self._vectors]
            for text in texts:
                self._vectors.move_to_end(text)
            while len(self._vectors) > _REMEMBERED:
                self._vectors.popitem(last=False)
        return np.stack(vectors)
