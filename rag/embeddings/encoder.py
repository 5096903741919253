"""What every embedding provider looks like to the other rooms."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings

from rag.embeddings.weights import FloatArray
from rag.errors import EmbeddingError

_REMEMBERED = 256


@dataclass(frozen=True)
class Fingerprint:
    """Names what made a vector; vectors may be compared only where it is equal.

    Attributes:
        provider: Name of the provider, as in the settings.
        model: Name of the model.
        dimension: Length of its vectors.
        revision: Names the weights, the adapter merged into them included.
    """

    provider: str
    model: str
    dimension: int
    revision: str

    @property
    def key(self) -> str:
        """One string that is equal exactly where the fingerprints are."""
        return f"{self.provider}:{self.model}:{self.dimension}:{self.revision}"


class Encoder(Embeddings):
    """Makes vectors of passages and of questions. Safe to share between threads.

    Vectors are float32 and of length 1, so that a dot product is a cosine. The vectors
    of the last questions are remembered.
    """

    def __init__(self) -> None:
        self._remembered: OrderedDict[str, FloatArray] = OrderedDict()
        self._lock = threading.Lock()

    @property
    @abstractmethod
    def fingerprint(self) -> Fingerprint:
        """What makes these vectors.

        Raises:
            EmbeddingError: It has to be asked of a remote endpoint that fails.
        """

    @abstractmethod
    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per passage, shape ``(len(texts), dimension)``.

        Raises:
            EmbeddingError: The vectors cannot be made.
        """

    @abstractmethod
    def _question_vectors(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per question, none of them remembered."""

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per question, shape ``(len(texts), dimension)``.

        Raises:
            EmbeddingError: The vectors cannot be made.
        """
        found: dict[str, FloatArray] = {}
        with self._lock:
            for text in texts:
                if text in self._remembered:
                    self._remembered.move_to_end(text)
                    found[text] = self._remembered[text]
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, self._question_vectors(new), strict=True))
            with self._lock:
                self._remembered.update((text, found[text].copy()) for text in new)
                while len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        if not texts:
            return np.zeros((0, self.fingerprint.dimension), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages as lists, as LangChain wants them."""
        vectors: list[list[float]] = self.encode_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question as a list, as LangChain wants it."""
        vector: list[float] = self.encode_questions([text])[0].tolist()
        return vector


def normalised(vectors: Sequence[Sequence[float]], count: int) -> FloatArray:
    """Return vectors of any source as a float32 matrix of ``count`` rows of length 1.

    Raises:
        EmbeddingError: There are fewer or more, they differ in length, or one of them
            is not a direction (not finite, or all zero).
    """
    try:
        matrix = np.asarray(vectors, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise EmbeddingError("the vectors are not rows of numbers") from error
    if matrix.ndim != 2 or len(matrix) != count:
        raise EmbeddingError(f"expected {count} vectors, got shape {matrix.shape}")
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    if not (np.isfinite(lengths).all() and (lengths > 0).all()):
        raise EmbeddingError("a vector is not finite, or all zero")
    unit: FloatArray = matrix / lengths
    return unit
