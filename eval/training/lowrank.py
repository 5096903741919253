"""What training changed, as a small file: low-rank differences in float16.

Source: Hu et al. 2021, arXiv:2106.09685, for the shape; here a full difference is
truncated by singular values after training (Eckart & Young 1936).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.training.encoder import TrainableEncoder


def difference(encoder: TrainableEncoder, rank: int) -> dict[str, NDArray[np.float16]]:
    """Return the arrays of an adapter file (see ``rag.embeddings.adapter``)."""
    arrays: dict[str, NDArray[np.float16]] = {}
    state = encoder.state_dict()
    for name, tensor in encoder.names().items():
        values = state[name].numpy()
        if values.ndim == 2:
            change = values.astype(np.float64) - encoder.weights.tensors[tensor]
            left, scale, right = np.linalg.svd(change, full_matrices=False)
            arrays[f"{tensor}.A"] = (left[:, :rank] * scale[:rank]).astype(np.float16)
            arrays[f"{tensor}.B"] = right[:rank].astype(np.float16)
        else:
            arrays[tensor] = values.astype(np.float16)
    return arrays


def write(path: Path, arrays: dict[str, NDArray[np.float16]]) -> float:
    """Write the file and return its size in megabytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return path.stat().st_size / 1e6
