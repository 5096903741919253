"""The operator's loop: what was asked and refused, and what is made of it."""

from __future__ import annotations

from rag.loop.journal import Journal
from rag.loop.masking import masked

__all__ = ["Journal", "masked"]
