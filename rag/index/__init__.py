"""Words and vectors of every passage, searchable; derived from the catalog."""

from __future__ import annotations

from rag.index.beside import Beside
from rag.index.index import Index
from rag.index.report import IndexReport

__all__ = ["Beside", "Index", "IndexReport"]
