"""Files to documents: one module for each format, registered by suffix."""

from __future__ import annotations

from rag.documents.loading import (
    candidates,
    discover,
    document_id,
    load,
    load_file,
    read_file,
    read_text,
    with_told,
)
from rag.documents.manifest import read_manifest
from rag.documents.registry import suffixes

__all__ = [
    "candidates",
    "discover",
    "document_id",
    "load",
    "load_file",
    "read_file",
    "read_manifest",
    "read_text",
    "suffixes",
    "with_told",
]
