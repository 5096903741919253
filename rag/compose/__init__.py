"""What drafts an answer; the gate disposes of it."""

from __future__ import annotations

from rag.compose.candidates import Candidate, Finder
from rag.compose.extractive import ExtractiveComposer
from rag.compose.itemvectors import ItemVectors
from rag.compose.models import Models, shipped_models

__all__ = [
    "Candidate",
    "ExtractiveComposer",
    "Finder",
    "ItemVectors",
    "Models",
    "shipped_models",
]
