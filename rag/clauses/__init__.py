"""Document to clause tree and passages; pure."""

from __future__ import annotations

from rag.clauses.passages import passages
from rag.clauses.tree import clause_tree, innermost

__all__ = ["clause_tree", "innermost", "passages"]
