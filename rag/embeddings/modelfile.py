"""Keeps built graphs in the data folder: whole, current, and those of one version only.

A graph is a file ``encoder.<name>.onnx`` with its SHA-256 beside it; the name says what
it was built from. A file that is missing, of another name or damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rag.embeddings.weights import file_hash
from rag.errors import ModelUnavailableError

_STEM = "encoder."


def find(folder: Path, name: str) -> Path | None:
    """Return the file of the graph ``name``, or None where it is absent or damaged."""
    path, check = _paths(folder, name)
    try:
        expected = check.read_text(encoding="ascii").strip()
        return path if file_hash(path) == expected else None
    except (OSError, UnicodeDecodeError, ModelUnavailableError):
        return None


def keep(folder: Path, models: Mapping[str, bytes]) -> list[Path]:
    """Write graphs by name, and remove those of other names; returns their files in order.

    A reader sees a graph's former files or the new ones, never half of one.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    kept = set[Path]()
    for name, model in models.items():
        path, check = _paths(folder, name)
        _replace(path, model)
        _replace(check, hashlib.sha256(model).hexdigest().encode())
        written.append(path)
        kept |= {path, check}
    for other in folder.glob(f"{_STEM}*"):
        if other not in kept:
            other.unlink(missing_ok=True)
    return written


def _paths(folder: Path, name: str) -> tuple[Path, Path]:
    path = folder / f"{_STEM}{name}.onnx"
    return path, path.with_suffix(".onnx.sha256")


def _replace(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{_STEM}building-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
