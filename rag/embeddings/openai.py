"""The remote provider: any endpoint that speaks OpenAI's embeddings protocol."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

import numpy as np
import openai
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from rag.embeddings.encoder import Encoder, Fingerprint, normalised
from rag.embeddings.weights import FloatArray
from rag.errors import ConfigurationError, EmbeddingError
from rag.settings import Settings

DEFAULT_MODEL = "text-embedding-3-small"
_PER_CALL = 64
_ATTEMPTS = 3
_FIRST_WAIT_S = 0.5
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504})


class RemoteEncoder(Encoder):
    """A remote model. The first call discovers the dimension of its vectors."""

    def __init__(
        self, model: str, base_url: str | None, api_key: SecretStr, timeout_s: float
    ) -> None:
        """Remember the endpoint; nothing is called yet.

        Args:
            model: Name of the model there.
            base_url: Address of the endpoint; None: OpenAI's own.
            api_key: Its key.
            timeout_s: Seconds one call may take, retries and waits between them included.
        """
        super().__init__()
        self._model = model
        self._timeout_s = timeout_s
        self._revision = hashlib.sha256((base_url or "").encode()).hexdigest()[:12]
        self._fingerprint: Fingerprint | None = None
        self._embeddings = OpenAIEmbeddings(
            model=model,
            openai_api_base=base_url,
            openai_api_key=api_key,
            request_timeout=timeout_s,
            max_retries=0,
            chunk_size=_PER_CALL,
            # Else the text is sent as OpenAI's token ids, which others do not read.
            check_embedding_ctx_length=False,
            model_kwargs={"encoding_format": "float"},
        )

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes these vectors; the revision names the endpoint's address.

        Raises:
            EmbeddingError: No call succeeded yet, and this one fails too.
        """
        if self._fingerprint is None:
            self._call(["1"])
        if self._fingerprint is None:
            raise EmbeddingError("the endpoint returned no vector")
        return self._fingerprint

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per passage, shape ``(len(texts), dimension)``.

        Raises:
            EmbeddingError: The endpoint fails, is too slow or returns no vectors.
        """
        if not texts:
            return np.zeros((0, self.fingerprint.dimension), dtype=np.float32)
        starts = range(0, len(texts), _PER_CALL)
        return np.concatenate([self._call(list(texts[at : at + _PER_CALL])) for at in starts])

    def _question_vectors(self, texts: Sequence[str]) -> FloatArray:
        return self.encode_passages(texts)

    def _call(self, texts: list[str]) -> FloatArray:
        """Return the vectors of one call's texts, trying again what may pass."""
        deadline = time.monotonic() + self._timeout_s
        attempt = 1
        while True:
            try:
                left = max(deadline - time.monotonic(), 0.001)
                vectors = self._embeddings.embed_documents(texts, timeout=left)
                break
            except openai.OpenAIError as error:
                wait = _wait(error, attempt)
                if attempt == _ATTEMPTS or wait is None or time.monotonic() + wait >= deadline:
                    raise EmbeddingError(_reason(error)) from error
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise EmbeddingError("the endpoint's answer is not one of embeddings") from error
            time.sleep(wait)
            attempt += 1
        matrix = normalised(vectors, len(texts))
        found = Fingerprint("openai", self._model, matrix.shape[1], self._revision)
        if self._fingerprint not in {None, found}:
            raise EmbeddingError(f"the endpoint's vectors now have {matrix.shape[1]} dimensions")
        self._fingerprint = found
        return matrix


def open_encoder(settings: Settings) -> Encoder:
    """Return the encoder of the endpoint that the settings name; nothing is called yet.

    Raises:
        ConfigurationError: There is neither a key nor an address.
    """
    key, address = settings.openai_api_key, settings.openai_base_url
    if key is None and address is None:
        fault = "OPENAI_API_KEY: the embedding provider openai needs a key, or OPENAI_BASE_URL"
        raise ConfigurationError(fault, faults=fault)
    # Endpoints of one's own often want no key, but the SDK refuses to go without one.
    return RemoteEncoder(
        settings.embedding_model or DEFAULT_MODEL,
        address,
        key or SecretStr("none"),
        settings.embedding_timeout_s,
    )


def _wait(error: openai.OpenAIError, attempt: int) -> float | None:
    """Return the seconds to wait before trying again, or None where that is no use."""
    backoff: float = _FIRST_WAIT_S * 2 ** (attempt - 1)
    if isinstance(error, openai.APIStatusError):
        if error.status_code not in _PASSING:
            return None
        try:
            return max(float(error.response.headers.get("retry-after", backoff)), 0.0)
        except ValueError:
            return backoff
    return backoff if isinstance(error, openai.APIConnectionError) else None


def _reason(error: openai.OpenAIError) -> str:
    """Describe a fault without the words of the endpoint, which may repeat a key."""
    if isinstance(error, openai.APITimeoutError):
        return "the endpoint did not answer in time"
    if isinstance(error, openai.APIStatusError):
        return f"the endpoint answered with status {error.status_code}"
    if isinstance(error, openai.APIConnectionError):
        return "the endpoint cannot be reached"
    return f"the endpoint failed: {type(error).__name__}"
