"""The web application over the shipped documents, in process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import whole_app

from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings
from rag.web import create_app
from rag.workspace import Workspace


@pytest.fixture(scope="session")
def settings(engine: Engine) -> Settings:
    return engine.settings.model_copy(update={"ask_per_minute": 100_000})


@pytest.fixture
def client(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(engine, settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def front(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """The whole application, the front end included."""
    with TestClient(whole_app(engine, settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def client_with(engine: Engine, settings: Settings) -> Iterator[Callable[..., TestClient]]:
    """Make a client of an application with other settings, or around another engine."""
    with contextlib.ExitStack() as stack:

        def make(around: Any = None, **changed: object) -> TestClient:
            app = create_app(around or engine, settings.model_copy(update=changed))
            return stack.enter_context(TestClient(app, raise_server_exceptions=False))

        yield make


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
