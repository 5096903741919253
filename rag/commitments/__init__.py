"""Clauses to the rows of the ledger; pure."""

from __future__ import annotations

from rag.commitments.categories import CATEGORIES, categories_of, words_of
from rag.commitments.extract import commitments

__all__ = ["CATEGORIES", "categories_of", "commitments", "words_of"]
