"""The web application over the shipped documents, in process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import whole_app

from rag.chain import Engine
from rag.settings import Settings
from rag.web import create_app


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
