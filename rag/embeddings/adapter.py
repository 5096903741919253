"""The adapter: a small low-rank difference that is merged into the bundled weights.

It is an ``.npz`` file. Its names are those of ``Weights.tensors``:

- for a matrix ``W`` of shape ``(out, in)``, ``<name>.A`` ``(out, r)`` and ``<name>.B``
  ``(r, in)``; the merged matrix is ``W + A @ B`` (low-rank adaptation, Hu et al. 2021,
  arXiv:2106.09685);
- for a bias or a layer normalisation, ``<name>`` itself: a replacement of equal shape.

Arrays may be float16; products are made in float64.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

import numpy as np

from rag.embeddings.weights import FloatArray, Weights
from rag.errors import EmbeddingError

_SHIPPED = ("data", "adapter.npz")


@dataclass(frozen=True)
class Adapter:
    """A difference to the bundled weights.

    Attributes:
        revision: Names the content: the first 12 hex digits of the file's SHA-256.
        arrays: The file's arrays, as float32, by name.
    """

    revision: str
    arrays: Mapping[str, FloatArray]


def shipped_adapter() -> Adapter | None:
    """Return the adapter that ships with this package, or None where there is none.

    Raises:
        EmbeddingError: There is one, and it cannot be read.
    """
    file = files("rag.embeddings").joinpath(*_SHIPPED)
    return parse_adapter(file.read_bytes()) if file.is_file() else None


def parse_adapter(content: bytes) -> Adapter:
    """Read the bytes of an adapter file.

    Raises:
        EmbeddingError: They are not an ``.npz`` file of numbers.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name].astype(np.float32) for name in archive.files}
    except (OSError, ValueError, EOFError, KeyError, AttributeError, zipfile.BadZipFile) as error:
        raise EmbeddingError(f"the adapter cannot be read: {error}") from error
    return Adapter(hashlib.sha256(content).hexdigest()[:12], arrays)


def merge(weights: Weights, adapter: Adapter) -> Weights:
    """Return the weights with the adapter's difference in them.

    Raises:
        EmbeddingError: An array names no tensor, has another shape than it needs, or
            misses its other half.
    """
    merged: dict[str, FloatArray] = {}
    for name, array in adapter.arrays.items():
        target, _, half = name.rpartition(".")
        if half == "B" and f"{target}.A" in adapter.arrays:
            continue
        if half == "A":
            other = adapter.arrays.get(f"{target}.B")
            base = weights.tensors.get(target)
            fits = (
                base is not None
                and other is not None
                and array.ndim == other.ndim == 2
                and array.shape[1] == other.shape[0]
                and base.shape == (array.shape[0], other.shape[1])
            )
            if base is None or other is None or not fits:
                raise EmbeddingError(f"the adapter does not fit: {name}")
            # In float64: a float32 product differs by how many threads took part in it.
            product = array.astype(np.float64) @ other.astype(np.float64)
            merged[target] = (base + product).astype(np.float32)
        else:
            base = weights.tensors.get(name)
            if base is None or base.shape != array.shape:
                raise EmbeddingError(f"the adapter does not fit: {name}")
            merged[name] = array
    return replace(weights, tensors={**weights.tensors, **merged})
