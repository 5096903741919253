"""An engine over a folder of documents, for measuring: ingested once, then kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings


@contextmanager
def engine_over(documents: Path, data_dir: Path, **changes: object) -> Iterator[Engine]:
    """Open an engine whose data folder holds just ``documents``, every vector made.

    What is there already and unchanged is not read again. ``changes`` are settings that
    come before the environment's.
    """
    settings = Settings(data_dir=data_dir).model_copy(update=changes)
    with Engine.open(settings) as engine:
        ingest([documents], settings, engine.catalog, engine.index)
        engine.refresh()
        engine.index.embed_missing()
        yield engine
