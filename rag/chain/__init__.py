"""The asking journey, from question to Answer."""

from __future__ import annotations

from rag.chain.engine import Engine, build_chain

__all__ = ["Engine", "build_chain"]
