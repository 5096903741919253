"""Vectors of passages and questions: bundled, OpenAI-compatible or Hugging Face.

A provider is one file here, named as in the settings, with a function
``open_encoder(settings)`` that returns an ``Encoder``, or None where this machine
cannot run it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from rag.embeddings.encoder import Encoder, Fingerprint
from rag.settings import Settings

__all__ = ["Encoder", "Fingerprint", "open_embeddings"]


def open_embeddings(settings: Settings) -> Encoder | None:
    """Return the encoder that the settings name, ready to use.

    The bundled model is built into the data folder the first time. None means that
    search has to go by words alone: the provider is ``none``, or the bundled model is
    not available here.

    Raises:
        ConfigurationError: The provider lacks a setting or a package.
        EmbeddingError: The model cannot be opened.
    """
    if settings.embedding_provider == "none":
        return None
    provider = import_module(f"{__name__}.{settings.embedding_provider}")
    open_encoder: Callable[[Settings], Encoder | None] = provider.open_encoder
    return open_encoder(settings)
