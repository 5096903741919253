"""Files to documents: one module for each format, registered by suffix."""

from __future__ import annotations

from rag.documents.loading import discover, document_id, load, read_text
from rag.documents.manifest import read_manifest
from rag.documents.registry import suffixes

__all__ = ["discover", "document_id", "load", "read_manifest", "read_text", "suffixes"]
