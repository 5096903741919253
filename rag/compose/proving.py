"""What the composer of a model's words asks of the gate, which stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rag.schemas import Evidence


class Said(NamedTuple):
    """A sentence that is shown, and the passages it rests on."""

    text: str
    passages: tuple[Evidence, ...]


class Omitted(NamedTuple):
    """What sentences leave out of the passages they rest on.

    Attributes:
        quotes: Conditions, exceptions and limits, to be put after them.
        whole: Whether nothing else is left out.
    """

    quotes: tuple[Evidence, ...] = ()
    whole: bool = True


class Prover(Protocol):
    """The gate."""

    def proof(self, text: str, passages: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Return the words of the passages that prove a sentence; none where they do not."""
        ...

    def left_out(self, said: Sequence[Said], question: str) -> Omitted:
        """Return what the sentences shown leave out."""
        ...
