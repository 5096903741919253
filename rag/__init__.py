"""条问 Tiaowen: questions about policy documents, answered by the clause that proves it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.chain import ClauseRetriever, Engine, build_chain

__all__ = ["ClauseRetriever", "Engine", "build_chain"]

_HOMES = {
    "ClauseRetriever": "rag.chain",
    "Engine": "rag.chain",
    "build_chain": "rag.chain",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: every room imports this package."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
