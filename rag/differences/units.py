"""A document divided into the own words of its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.index.terms import bigrams
from rag.schemas import Clause, DiffSide
from rag.text import fold


@dataclass(frozen=True)
class Unit:
    """A stretch of text that belongs to one clause and to none inside it.

    Attributes:
        clause: The clause, or None where the text has none.
        text: The stored text from ``start`` to ``end``.
    """

    clause: Clause | None
    start: int
    end: int
    text: str

    @property
    def path(self) -> str:
        """Where it stands, as printed; empty for a preamble."""
        return self.clause.path if self.clause else ""

    @property
    def title(self) -> str:
        """Its clause's title, where it begins with the heading."""
        return self.clause.title if self.clause and self.start == self.clause.start else ""

    @cached_property
    def words(self) -> str:
        """Its text without the number it stands under, and without space."""
        heads = self.clause is not None and self.start == self.clause.start
        label = self.clause.label if self.clause and heads else ""
        return "".join(self.text.removeprefix(label).split())

    @cached_property
    def terms(self) -> Counter[str]:
        """How often each pair of characters stands in it."""
        return Counter(bigrams(fold(self.words)))

    def side(self) -> DiffSide:
        """Return it as a side of what is told apart."""
        return DiffSide(
            clause_id=self.clause.id if self.clause else "",
            clause_path=self.path,
            clause_title=self.clause.title if self.clause else "",
            start=self.start,
            end=self.end,
        )


def units(text: str, clauses: Sequence[Clause]) -> tuple[Unit, ...]:
    """Return ``text`` in units, in reading order; together they are the whole of it.

    ``clauses`` are all those of the document, in reading order.
    """
    cuts: list[tuple[int, int, Clause | None]] = []
    open_clauses: list[Clause] = []
    at = 0

    def cut(to: int) -> None:
        nonlocal at
        if to <= at:
            return
        holder = open_clauses[-1] if open_clauses else None
        if cuts and not text[at:to].strip():
            begin, _, former = cuts[-1]
            cuts[-1] = (begin, to, former)
        else:
            cuts.append((at, to, holder))
        at = to

    for clause in clauses:
        while open_clauses and open_clauses[-1].end <= clause.start:
            cut(open_clauses[-1].end)
            open_clauses.pop()
        cut(clause.start)
        open_clauses.append(clause)
    while open_clauses:
        cut(open_clauses[-1].end)
        open_clauses.pop()
    cut(len(text))
    return tuple(Unit(clause, start, end, text[start:end]) for start, end, clause in cuts)
