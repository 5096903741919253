"""What drafts an answer; the gate disposes of it."""

from __future__ import annotations

from rag.compose.extractive import Candidate, ExtractiveComposer
from rag.compose.itemvectors import ItemVectors
from rag.compose.models import Models, shipped_models

__all__ = ["Candidate", "ExtractiveComposer", "ItemVectors", "Models", "shipped_models"]
