"""Two documents, or two versions of one, told apart clause by clause; pure."""

from __future__ import annotations

from rag.differences.compare import Side, compare_documents

__all__ = ["Side", "compare_documents"]
