"""What every room's tests share: one engine over the shipped documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings
from rag.workspace import Workspace

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The shipped documents, taken in and open for questions; for reading only."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"))
    with Workspace.open(settings) as workspace:
        ingest([CORPUS], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as opened:
        yield opened


@pytest.fixture
def own_engine(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """The shipped documents in a data folder of the test's own, for writing too."""
    settings = Settings(_env_file=None, data_dir=tmp_path / "data")
    shutil.copytree(engine.settings.data_dir / "models", settings.data_dir / "models")
    with Workspace.open(settings) as workspace:
        ingest([CORPUS], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as opened:
        yield opened
