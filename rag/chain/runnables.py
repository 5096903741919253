"""The product as LangChain's parts: the chain, and the search as a retriever."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable
from pydantic import Field

from rag.chain.engine import Engine
from rag.schemas import Answer, Filters, Hit, Question
from rag.settings import Settings, get_settings

_opened: Final[dict[Path, Engine]] = {}
_opening: Final = threading.Lock()


def _kept_open(settings: Settings | None = None) -> Engine:
    """Return the engine that stays open with the process, one for each data folder."""
    settings = settings or get_settings()
    folder = settings.data_dir.resolve()
    with _opening:
        if folder not in _opened:
            _opened[folder] = Engine.open(settings)
        return _opened[folder]


def build_chain(
    settings: Settings | None = None, engine: Engine | None = None
) -> Runnable[Question | str | dict[str, Any], Answer]:
    """Return a Runnable from a question to its Answer.

    The question may be a ``Question``, its text, or a dictionary of its fields.

    Args:
        settings: The settings; None reads them from the environment.
        engine: An open engine to use; None opens one, which stays open with the process
            and is shared with every chain and retriever of the same data folder.
    """
    return (engine or _kept_open(settings)).chain


class ClauseRetriever(BaseRetriever):
    """The search as LangChain's retriever.

    Each Document's ``page_content`` is the passage; its ``metadata`` holds the fields of
    the Hit.

    Attributes:
        searcher: What finds the passages, e.g. an open ``Engine``; left out, that of
            ``build_chain()``.
        k: How many passages to return.
        filters: What the search is confined to.
    """

    searcher: Any = Field(default_factory=_kept_open)
    k: int = Field(10, ge=1, le=50)
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        del run_manager  # the base class reports start, end and error itself
        hits: Sequence[Hit] = self.searcher.search(query, self.k, self.filters)
        return [
            LangChainDocument(page_content=hit.text, metadata=hit.model_dump(mode="json"))
            for hit in hits
        ]
