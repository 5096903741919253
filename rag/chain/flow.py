"""Steps that show words before they have ended; pure."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")

Flow = Callable[[T], Generator[str, None, T]]
"""A step that yields the words it shows before it has ended, and returns what comes after it."""


def at_once(step: Callable[[T], T]) -> Flow[T]:
    """Return a step that shows nothing before it has ended as one that might."""

    def flow(before: T) -> Generator[str, None, T]:
        yield from ()
        return step(before)

    return flow


def drained(step: Flow[T]) -> Callable[[T], T]:
    """Return a step that shows nothing before it has ended."""

    def run(before: T) -> T:
        flow = step(before)
        while True:
            try:
                next(flow)
            except StopIteration as end:
                after: T = end.value
                return after

    return run
