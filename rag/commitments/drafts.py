"""What a sentence commits to, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from rag.commitments.deadlines import Deadline
from rag.commitments.measures import Comparator
from rag.schemas import Span
from rag.text import Quantity


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment within a sentence; offsets are those of the sentence.

    Attributes:
        start, end: The words that make it.
        action: Its verb, folded.
        subject: Where the words stand that name what it is about.
        quantity: What is counted, or None.
        comparator: How the number bounds it.
        deadline: When, or None.
        places: Where.
    """

    start: int
    end: int
    action: str
    subject: tuple[Span, ...]
    quantity: Quantity | None
    comparator: Comparator | None
    deadline: Deadline | None
    places: tuple[str, ...]
