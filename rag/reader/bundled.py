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
from numpy.typing import NDArray

from rag.embeddings import modelfile
from rag.embeddings.adapter import Adapter, merge, parse_adapter
from rag.embeddings.batches import batches
from rag.embeddings.bundled import weights_revision
from rag.embeddings.calibrate import calibrate
from rag.embeddings.native import packed_file
from rag.embeddings.session import GraphSession
from rag.embeddings.tokenise import Tokeniser, Tokens
from rag.embeddings.weights import FloatArray, Weights, file_hash, load
from rag.errors import ModelUnavailableError
from rag.reader.apart import ReadApart, States
from rag.reader.graph import (
    ANSWERS,
    EDGES,
    HEADS,
    READER_REVISION,
    STATES,
    write_apart,
    write_together,
)
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

    def __init__(
        self, packed: Path, folder: Path, difference: Adapter, threads: int = 0, memory_mb: int = 0
    ) -> None:
        """Open the graphs, building them first where need be.

        Args:
            packed: The packed weights of the encoder.
            folder: Where the built graphs are kept.
            difference: The reader's difference to those weights, and its heads.
            threads: Threads of one run; 0: one per core this process may use.
            memory_mb: Megabytes of what the lower layers made of passages that are remembered.

        Raises:
            ModelUnavailableError: onnxruntime cannot load a graph.
            EmbeddingError: The difference does not fit.
        """
        weights = load(packed)
        self._begin, self._end = weights.vocabulary.begin, weights.vocabulary.end
        self._tokeniser = Tokeniser(weights.vocabulary)
        name = f"{weights_revision(file_hash(packed), difference)}.r{READER_REVISION}"
        apart, self._together = (
            GraphSession(graph, threads)
            for graph in _graphs(name, folder, weights, difference, self._tokeniser, threads)
        )
        self._apart = ReadApart(apart, weights.words, self._tokeniser.padding, memory_mb)

    def read(self, question: str, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text, in the same order.

        Raises:
            EmbeddingError: The model cannot be run.
        """
        asked = self._tokeniser.tokens(_QUESTION + question).ids[:_QUESTION_TOKENS]
        head = self._apart.states((self._begin, *asked, self._end))
        tokens = [self._tokeniser.tokens(text) for text in texts]
        read = [
            self._apart.states((self._begin, *t.ids[:_PASSAGE_TOKENS], self._end)) for t in tokens
        ]
        # The question's first token stands for both.
        sequences = [np.concatenate([head, states[1:]]) for states in read]
        readings: dict[int, Reading] = {}
        for batch in batches(sequences):
            inputs = _padded([sequences[i] for i in batch])
            edges, answers = self._together.run(inputs, [EDGES, ANSWERS])
            for row, i in enumerate(batch):
                within = edges[row, len(head) : len(sequences[i]) - 1]
                readings[int(i)] = _best(within, tokens[i], float(answers[row, 0]))
        return [readings[i] for i in range(len(texts))]


def _graphs(
    name: str,
    folder: Path,
    weights: Weights,
    difference: Adapter,
    tokeniser: Tokeniser,
    threads: int,
) -> list[Path | bytes]:
    """Return the two graphs, of the lower and of the upper layers, built where not kept."""
    names = [f"{name}.apart", f"{name}.together"]
    found = [path for one in names if (path := modelfile.find(folder, one))]
    if len(found) == len(names):
        return list(found)
    heads = {key: difference.arrays[key] for key in HEADS}
    layers = {key: v for key, v in difference.arrays.items() if key not in HEADS}
    merged = merge(weights, replace(difference, arrays=layers))
    plan = calibrate(merged, tokeniser, threads).plan
    models = [write_apart(merged, plan), write_together(merged, heads, plan)]
    try:
        return list(modelfile.keep(folder, dict(zip(names, models, strict=True))))
    except OSError as error:
        _log.warning("the built reader cannot be kept: %s", error.strerror)
        return list(models)


def _padded(sequences: Sequence[States]) -> dict[str, NDArray[np.generic]]:
    """Return the inputs of ``write_together`` for one batch, by name."""
    longest = max(map(len, sequences))
    states = np.zeros((len(sequences), longest, sequences[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(sequences), longest), dtype=np.int32)
    for row, sequence in enumerate(sequences):
        states[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return {STATES: states, "mask": mask}


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
        return BundledReader(
            packed,
            settings.data_dir / "models" / "reader",
            parse_adapter(file.read_bytes()),
            settings.embedding_threads,
            settings.reader_memory_mb,
        )
    except ModelUnavailableError as error:
        _log.warning("no reader: %s", error.detail)
        return None
