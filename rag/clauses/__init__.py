"""Document to clause tree and passages; pure."""

from __future__ import annotations

from rag.clauses.passages import passages
from rag.clauses.sections import Section, only_introduces, own_sentences, sections
from rag.clauses.tree import clause_tree, innermost

__all__ = [
    "Section",
    "clause_tree",
    "innermost",
    "only_introduces",
    "own_sentences",
    "passages",
    "sections",
]
