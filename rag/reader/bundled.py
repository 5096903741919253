"""The shipped reader: the bundled encoder's layers, adapted, with heads for span and answer.

Source of the method: a span is the pair of tokens with the highest sum of logits
(Devlin et al. 2019, arXiv:1810.04805, section 4.2), with a separate head for whether
the passage answers. What ships is the low-rank difference to the bundled weights;
``eval/training/`` holds the command that makes it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from rag.embeddings import modelfile
from rag.embeddings.adapter import Adapter, merge, parse_adapter
from rag.embeddings.batches import batches, embedded
from rag.embeddings.bundled import weights_revision
from rag.embeddings.calibrate import calibrate
from rag.embeddings.native import packed_file
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser, Tokens
from rag.embeddings.weights import FloatArray, file_hash, load
from rag.errors import ModelUnavailableError
from rag.reader.graph import ANSWERS, EDGES, HEADS, READER_REVISION, write_reader
from rag.reader.reading import FLOOR, Reading, nothing
from rag.settings import Settings

_log = logging.getLogger(__name__)

_QUESTION: Final = "query: "
_QUESTION_TOKENS: Final = 60
_PASSAGE_TOKENS: Final = 440
_LONGEST: Final = 200
"""Most tokens of an answer."""
_STARTS: Final = 10
"""Most promising first tokens looked at; the rest never won on the tuning questions."""


class BundledReader:
    """The shipped reader as onnxruntime runs it. Safe to share between threads."""

    def __init__(self, packed: Path, folder: Path, difference: Adapter, threads: int = 0) -> None:
        """Open the graph, building it first where need be.

        Args:
            packed: The packed weights of the encoder.
            folder: Where the built graph is kept.
            difference: The reader's difference to those weights, and its heads.
            threads: Threads of one run; 0: one per core this process may use.

        Raises:
            ModelUnavailableError: onnxruntime cannot load the graph.
            EmbeddingError: The difference does not fit.
        """
        weights = load(packed)
        self._words = weights.words
        self._begin, self._end = weights.vocabulary.begin, weights.vocabulary.end
        self._tokeniser = Tokeniser(weights.vocabulary)
        name = f"{weights_revision(file_hash(packed), difference)}.r{READER_REVISION}"
        built = modelfile.find(folder, name)
        if built is None:
            heads = {key: difference.arrays[key] for key in HEADS}
            layers = {key: v for key, v in difference.arrays.items() if key not in HEADS}
            merged = merge(weights, replace(difference, arrays=layers))
            plan = calibrate(merged, self._tokeniser, threads).plan
            model = write_reader(merged, heads, plan)
            try:
                built = modelfile.keep(folder, name, model)
            except OSError as error:
                _log.warning("the built reader cannot be kept: %s", error.strerror)
        self._session = GraphSession(built if built is not None else model, threads)

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text, in the same order.

        Raises:
            EmbeddingError: The model cannot be run.
        """
        asked = self._tokeniser.tokens(_QUESTION + question).ids[:_QUESTION_TOKENS]
        head = [self._begin, *asked, self._end]
        tokens = [self._tokeniser.tokens(text) for text in texts]
        sequences = [[*head, *t.ids[:_PASSAGE_TOKENS], self._end] for t in tokens]
        readings: dict[int, Reading] = {}
        for batch in batches(sequences):
            chosen = [sequences[i] for i in batch]
            inputs = embedded(chosen, self._words, self._tokeniser.padding)
            edges, answers = self._session.run(inputs, [EDGES, ANSWERS])
            for row, i in enumerate(batch):
                within = edges[row, len(head) : len(sequences[i]) - 1]
                readings[int(i)] = _best(within, tokens[i], float(answers[row, 0]))
        return [readings[i] for i in range(len(texts))]


def _best(edges: FloatArray, tokens: Tokens, answers: float) -> Reading:
    """Return the likeliest span of one passage, whose tokens' logits are (tokens, 2)."""
    if not len(edges):
        return nothing(answers)
    offsets = np.array(tokens.offsets[: len(edges)], dtype=np.int64)
    first, last = (column - _log_sum(column) for column in edges.T)
    top, span = -np.inf, (0, 0)
    for start in np.argsort(-first)[:_STARTS]:
        reach = last[start : start + _LONGEST]
        stop = int(np.argmax(reach))
        score = float(first[start] + reach[stop])
        if score > top:
            top, span = score, (int(start), int(start) + stop)
    start, end = int(offsets[span[0], 0]), int(offsets[span[1], 1])
    return Reading(start, end, max(FLOOR, float(top)), answers, offsets, first, last)


def _log_sum(values: FloatArray) -> float:
    peak = float(values.max())
    return peak + float(np.log(np.exp(values - peak).sum()))


def open_bundled(settings: Settings) -> BundledReader | None:
    """Return the shipped reader, or None where there is none or it cannot run here.

    Raises:
        EmbeddingError: There is one, and it does not fit the installed weights.
    """
    if settings.embedding_provider == "none":
        return None
    file = files("rag.reader").joinpath("data", "reader.npz")
    if not file.is_file():
        return None
    try:
        packed = packed_file()
        folder = settings.data_dir / "models" / "reader"
        return BundledReader(
            packed, folder, parse_adapter(file.read_bytes()), settings.embedding_threads
        )
    except ModelUnavailableError as error:
        _log.warning("no reader: %s", error.detail)
        return None
