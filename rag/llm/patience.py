"""How long whoever asked still waits, known to every step of one question."""

from __future__ import annotations

import threading
import time
from contextvars import ContextVar
from typing import Final, NamedTuple


class Patience(NamedTuple):
    """Whoever waits for an answer.

    Attributes:
        left: Set once nobody waits any more; None where that cannot be known.
        until: When waiting ends, on the clock of ``time.monotonic``.
    """

    left: threading.Event | None = None
    until: float = float("inf")

    @property
    def seconds(self) -> float:
        """Seconds still left."""
        return self.until - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self.left is not None and self.left.is_set()


_patience: Final = ContextVar("patience", default=Patience())  # noqa: B039


def wait_with(patience: Patience) -> None:
    """Let the work of this thread, or of this task, know who waits for it."""
    _patience.set(patience)


def patience() -> Patience:
    """Return who waits for the work of this thread or task."""
    return _patience.get()
