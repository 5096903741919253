"""One question on its way to an Answer; pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from rag.schemas import Answer, Draft, Hit, Intent, Part, Question

Groups = tuple[tuple[Part, tuple[Hit, ...]], ...]
"""Each part of a question with the hits in its region's documents."""


@dataclass(frozen=True)
class Journey:
    """One question on its way; ``answer`` is set once its outcome is known.

    Attributes:
        groups: Each part of the question with the hits in its region's documents.
        quotes: What the groups answer in the documents' own words, where that is composed already.
        draft: What was composed, until the gate has passed it.
        spent: Milliseconds spent in each step so far.
    """

    question: Question
    intent: Intent | None = None
    groups: Groups = ()
    quotes: Draft | None = None
    draft: Draft | None = None
    answer: Answer | None = None
    spent: dict[str, float] = field(default_factory=dict)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits of every group, the first of each first."""
        width = max((len(hits) for _, hits in self.groups), default=0)
        return tuple(
            hits[rank] for rank in range(width) for _, hits in self.groups if rank < len(hits)
        )

    @property
    def understood(self) -> Intent:
        """What the question calls for.

        Raises:
            ValueError: It has not been understood yet.
        """
        if self.intent is None:
            raise ValueError("the question has not been understood yet")
        return self.intent
