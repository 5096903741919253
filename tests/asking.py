"""An engine over one invented document, and questions put to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Answer, Question
from rag.settings import Settings
from rag.workspace import Workspace


@contextmanager
def engine_over(text: str, region: str, folders: pytest.TempPathFactory) -> Iterator[Engine]:
    """Open an engine over a document of one district, titled by its first line."""
    folder = folders.mktemp("documents")
    (folder / "document.txt").write_text(text, encoding="utf-8")
    manifest = (
        '[[documents]]\nsource = "document.txt"\n'
        f'title = "{text.splitlines()[0]}"\nregion = "{region}"\n'
        f'region_aliases = ["{region}", "{region.removesuffix("区")}"]\n'
    )
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    settings = Settings(_env_file=None, data_dir=folders.mktemp("data"))
    with Workspace.open(settings) as workspace:
        ingest([folder], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as engine:
        yield engine


def ask(engine: Engine, text: str) -> Answer:
    """Return the answer to a question with nothing before it."""
    return engine.ask(Question(text=text))
