"""The asking journey, from question to Answer."""

from __future__ import annotations

from rag.chain.engine import Engine
from rag.chain.runnables import ClauseRetriever, build_chain

__all__ = ["ClauseRetriever", "Engine", "build_chain"]
