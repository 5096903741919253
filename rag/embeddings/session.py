"""Runs a graph. The only user of ``onnxruntime``."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.embeddings.graph import write_product
from rag.embeddings.weights import FloatArray
from rag.errors import EmbeddingError, ModelUnavailableError

_live: weakref.WeakSet[GraphSession] = weakref.WeakSet()
_inherited: list[object] = []
"""Sessions of a parent process: closing one would wait for ever for threads that did not
survive the fork, so a child keeps them."""


class _Session(Protocol):
    """As much of onnxruntime's session as is used."""

    def run(self, names: list[str], inputs: dict[str, NDArray[np.generic]]) -> list[FloatArray]: ...


class GraphSession:
    """One loaded graph. Safe to share between threads.

    A forked process opens a session of its own at its first run. It should end as those
    of ``multiprocessing`` do, by ``os._exit``: onnxruntime hangs in a forked interpreter's
    full exit, whether used there or not.
    """

    def __init__(self, model: Path | bytes, threads: int = 0) -> None:
        """Load a graph from a file or from bytes.

        Args:
            model: The ONNX model.
            threads: Threads of one run; 0: one per core this process may use.

        Raises:
            ModelUnavailableError: onnxruntime is not installed, or cannot load the graph.
        """
        self._model = str(model) if isinstance(model, Path) else model
        self._threads = threads or _cores()
        self._lock = threading.Lock()
        self._session: _Session | None = self._open()
        _live.add(self)

    def _open(self) -> _Session:
        try:
            import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
        except ImportError as error:
            raise ModelUnavailableError(f"onnxruntime: {error}") from error
        self._faults = _faults()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Batches differ in shape, and a memory plan would be kept for each shape.
        options.enable_mem_pattern = False
        # Idle threads that spin burn seven times the processor time of the question.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            if _saturates():
                options.add_session_config_entry("session.x64quantprecision", "1")
            session: _Session = onnxruntime.InferenceSession(
                self._model,
                options,
                providers=["CPUExecutionProvider"],
                enable_fallback=0,
                # The fused operator is several times slower than the two it replaces.
                disabled_optimizers=["SkipLayerNormFusion"],
            )
        except self._faults as error:
            raise ModelUnavailableError(f"onnxruntime: {error}") from error
        return session

    def _reopen_after_fork(self) -> None:
        _inherited.append(self._session)
        self._session = None
        self._lock = threading.Lock()

    def run(
        self, inputs: Mapping[str, NDArray[np.generic]], outputs: Sequence[str]
    ) -> list[FloatArray]:
        """Return the named outputs for the named inputs.

        Raises:
            EmbeddingError: The run failed, for want of memory for instance.
        """
        with self._lock:
            session = self._session = self._session or self._open()
        try:
            return session.run(list(outputs), dict(inputs))
        except self._faults as error:
            raise EmbeddingError(f"onnxruntime: {error}") from error


def _after_fork() -> None:
    for session in _live:
        session._reopen_after_fork()  # noqa: SLF001


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def _faults() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises; it shares no root but ``Exception``."""
    from onnxruntime.capi import (  # type: ignore[import-untyped]  # noqa: PLC0415
        onnxruntime_pybind11_state as state,
    )

    return (
        state.EPFail,
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NoSuchFile,
        state.NotImplemented,
        state.RuntimeException,
        RuntimeError,
        ValueError,
    )


@cache
def _saturates() -> bool:
    """Tell whether int8 products lose their largest sums here, as on x64 without VNNI.

    onnxruntime can avoid that, at the cost of a third of the speed.
    """
    import onnxruntime  # noqa: PLC0415

    session = onnxruntime.InferenceSession(write_product(), providers=["CPUExecutionProvider"])
    left = np.full((8, 64), 255, dtype=np.uint8)
    (product,) = session.run(["product"], {"left": left})
    return bool((product != left.sum(axis=1, dtype=np.int64)[:, None] * 127).any())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
