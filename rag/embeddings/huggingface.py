"""The Hugging Face provider: any sentence-transformers model, through LangChain.

It needs the package ``langchain-huggingface``, which is not among this product's own.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from rag.embeddings.encoder import Encoder, Fingerprint, normalised
from rag.embeddings.weights import FloatArray
from rag.errors import ConfigurationError, EmbeddingError
from rag.settings import Settings

_PACKAGE = "langchain-huggingface"


class HuggingFaceEncoder(Encoder):
    """A sentence-transformers model, run in this process."""

    def __init__(self, model: str, embeddings: Embeddings) -> None:
        """Wrap loaded ``embeddings``; one call discovers their dimension."""
        super().__init__()
        self._embeddings = embeddings
        dimension = self._question_vectors(["1"]).shape[1]
        self._fingerprint = Fingerprint("huggingface", model, dimension, "")

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes these vectors."""
        return self._fingerprint

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per passage, shape ``(len(texts), dimension)``."""
        try:
            vectors = self._embeddings.embed_documents(list(texts))
        except (OSError, RuntimeError, ValueError) as error:
            raise EmbeddingError(f"Hugging Face: {error}") from error
        return normalised(vectors, len(texts))

    def _question_vectors(self, texts: Sequence[str]) -> FloatArray:
        try:
            vectors = [self._embeddings.embed_query(text) for text in texts]
        except (OSError, RuntimeError, ValueError) as error:
            raise EmbeddingError(f"Hugging Face: {error}") from error
        return normalised(vectors, len(texts))


def open_encoder(settings: Settings) -> Encoder:
    """Load the model that the settings name.

    Raises:
        ConfigurationError: No model is named, or the package is not installed.
        EmbeddingError: The model cannot be loaded.
    """
    if not settings.embedding_model:
        fault = "TIAOWEN_EMBEDDING_MODEL: name a model for the provider huggingface"
        raise ConfigurationError(fault, faults=fault)
    try:
        vendor = importlib.import_module("langchain_huggingface")
    except ImportError as error:
        fault = f"TIAOWEN_EMBEDDING_PROVIDER: huggingface needs the package {_PACKAGE}"
        raise ConfigurationError(fault, faults=fault) from error
    try:
        embeddings = vendor.HuggingFaceEmbeddings(model_name=settings.embedding_model)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise EmbeddingError(f"Hugging Face: {error}") from error
    return HuggingFaceEncoder(settings.embedding_model, embeddings)
