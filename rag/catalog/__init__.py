"""The system of record: documents, clauses, passages and the vectors of their words."""

from __future__ import annotations

from rag.catalog.asked import AskedBook
from rag.catalog.catalog import Catalog
from rag.catalog.connection import shape
from rag.catalog.reading import Content, PassageKey, Stored

__all__ = ["AskedBook", "Catalog", "Content", "PassageKey", "Stored", "shape"]
