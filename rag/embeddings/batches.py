"""Puts token ids into batches for a graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized

import numpy as np
from numpy.typing import NDArray

from rag.embeddings.weights import WordTable

BATCH_TOKENS = 1024
"""Most tokens of a batch, padding included: what fits the processor's cache runs fastest."""


def batches(sequences: Sequence[Sized], limit: int = BATCH_TOKENS) -> Iterator[NDArray[np.int64]]:
    """Yield the indices of sequences of like length, ``limit`` tokens at most together.

    Every index comes once; the longest sequences come first. A sequence longer than
    ``limit`` is a batch of its own.
    """
    order = sorted(range(len(sequences)), key=lambda i: -len(sequences[i]))
    at = 0
    while at < len(order):
        count = max(1, limit // len(sequences[order[at]]))
        yield np.array(order[at : at + count])
        at += count


def embedded(
    sequences: Sequence[Sequence[int]], words: WordTable, padding: int
) -> dict[str, NDArray[np.generic]]:
    """Return the inputs of ``write_embedded`` for one batch, by name."""
    longest = max(map(len, sequences))
    ids = np.full((len(sequences), longest), padding, dtype=np.int64)
    mask = np.zeros((len(sequences), longest), dtype=np.int32)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return {"words": words.rows(ids), "mask": mask}
