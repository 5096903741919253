"""What a tool is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rag.schemas import Language, Record
from rag.web.desk import Desk

A = TypeVar("A", bound=Record)


@dataclass(frozen=True)
class Made:
    """What a tool found.

    Attributes:
        record: As the contract shapes it.
        text: The same for reading, with its citations.
    """

    record: Record
    text: str


@dataclass(frozen=True)
class Tool(Generic[A]):
    """One tool; its title and description stand on the wording page under its name.

    Attributes:
        name: What assistants call it.
        act: What a call is counted as against the caller's limit.
        arguments: What it takes.
        result: What it gives.
        run: Does it; raises the faults of ``rag.errors``.
    """

    name: str
    act: str
    arguments: type[A]
    result: type[Record]
    run: Callable[[Desk, A, Language], Awaitable[Made]]
