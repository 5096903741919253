"""The operator's loop: what was asked and refused, and what is made of it."""

from __future__ import annotations

from rag.loop.clusters import Clusters
from rag.loop.inbox import Inbox, case_of
from rag.loop.journal import Journal
from rag.loop.masking import masked
from rag.loop.picking import curate, passes, quotes_of
from rag.loop.stats import Statistics

__all__ = [
    "Clusters",
    "Inbox",
    "Journal",
    "Statistics",
    "case_of",
    "curate",
    "masked",
    "passes",
    "quotes_of",
]
