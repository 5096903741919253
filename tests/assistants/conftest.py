"""The tools of the Model Context Protocol over the shipped documents, on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serving import serving

from rag.assistants import mount
from rag.chain import Engine
from rag.settings import Settings
from rag.web import create_app


@pytest.fixture(scope="session")
def settings(engine: Engine) -> Settings:
    return engine.settings.model_copy(update={"ask_per_minute": 100_000})


@pytest.fixture(scope="session")
def address(engine: Engine, settings: Settings) -> Iterator[str]:
    with serving(mount(create_app(engine, settings)), settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")
