"""A real encoder, in miniature: hashed character pairs, so that equal words are near."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rag.embeddings import Encoder, Fingerprint
from rag.errors import EmbeddingError


class PairEncoder(Encoder):
    """Counts hashed character pairs into ``dimension`` numbers.

    ``left`` is how many texts it will encode before it fails, for tests that stop it.
    """

    def __init__(self, dimension: int = 96, revision: str = "1", left: int | None = None) -> None:
        super().__init__()
        self._fingerprint = Fingerprint("test", "pairs", dimension, revision)
        self.left = left
        self.encoded = 0

    @property
    def fingerprint(self) -> Fingerprint:
        return self._fingerprint

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.left is not None:
            if self.left < len(texts):
                raise EmbeddingError("the model stopped")
            self.left -= len(texts)
        self.encoded += len(texts)
        return self._question_vectors(texts)

    def _question_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), self._fingerprint.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text)):
                pair = text[at : at + 2].encode()
                salted = blake2b(pair, digest_size=8, salt=self._fingerprint.revision.encode())
                number = int.from_bytes(salted.digest(), "little")
                sign = 1.0 if number % 2 else -1.0
                vectors[row, (number >> 1) % self._fingerprint.dimension] += sign
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / lengths).astype(np.float32)
