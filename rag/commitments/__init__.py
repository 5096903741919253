"""Clauses to the rows of the ledger; pure."""

from __future__ import annotations

from rag.commitments.categories import CATEGORIES
from rag.commitments.extract import commitments

__all__ = ["CATEGORIES", "commitments"]
