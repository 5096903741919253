"""What every room's tests share: one engine over the shipped documents."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
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


@pytest.fixture
def engine_of(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Engine]]:
    """Open an engine over documents of a test's own: file name to text."""
    with contextlib.ExitStack() as stack:

        def make(texts: dict[str, str], embedding_provider: str = "none") -> Engine:
            folder = tmp_path / "documents"
            folder.mkdir()
            for name, text in texts.items():
                (folder / name).write_text(text, encoding="utf-8")
            own = Settings(
                _env_file=None, data_dir=tmp_path / "data", embedding_provider=embedding_provider
            )
            with Workspace.open(own) as workspace:
                report = ingest([folder], own, workspace.catalog, workspace.index)
            assert not report.refused
            return stack.enter_context(Engine.open(own))

        yield make
