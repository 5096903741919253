"""What a look at the whole index found."""

from __future__ import annotations

from rag.schemas import Record


class IndexReport(Record):
    """The index held against the catalog, passage by passage.

    Attributes:
        passages: How many the catalog holds.
        lost_to_words: Passages that their own words do not lead to.
        vectors: How many the vector index holds.
        lost_to_vectors: Passages that their own vector does not lead to.
        pending: Passages that have no vector yet; no fault.
        problems: What failed as a whole, with the reason.
    """

    passages: int
    lost_to_words: tuple[str, ...]
    vectors: int
    lost_to_vectors: tuple[str, ...]
    pending: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost_to_words or self.lost_to_vectors or self.problems)
