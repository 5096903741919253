"""What drafts an answer; the gate disposes of it."""

from __future__ import annotations

from rag.compose.candidates import Candidate, Finder
from rag.compose.curated import CuratedComposer
from rag.compose.extractive import ExtractiveComposer
from rag.compose.generative import GenerativeComposer
from rag.compose.itemvectors import ItemVectors
from rag.compose.ledger import LedgerComposer
from rag.compose.ledger_rows import Scope
from rag.compose.listing import Lister
from rag.compose.metadata import MetadataComposer
from rag.compose.models import Models, shipped_models
from rag.compose.recall import Recaller
from rag.compose.reckoned import Reckoner

__all__ = [
    "Candidate",
    "CuratedComposer",
    "ExtractiveComposer",
    "Finder",
    "GenerativeComposer",
    "ItemVectors",
    "LedgerComposer",
    "Lister",
    "MetadataComposer",
    "Models",
    "Recaller",
    "Reckoner",
    "Scope",
    "shipped_models",
]
