"""A sign of life from whoever reads a long file, so that time counts from page to page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

LISTENER: Final[ContextVar[Callable[[], None]]] = ContextVar("LISTENER", default=lambda: None)
"""What hears the signs; nothing, unless a process that reads for another sets it."""


ALIVE: Final[Mapping[str, object]] = MappingProxyType({"alive": True})
"""What that process says of it."""


def alive() -> None:
    """Say that a page was read, and that the next one may take its own time."""
    LISTENER.get()()
