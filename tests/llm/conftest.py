"""A stand-in model, and an engine over the shipped documents that words answers by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from standin import Reply, StandIn, marker_of, standing_in

from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings
from rag.workspace import Workspace

CORPUS = Path(__file__).parents[2] / "corpus"


def good(request: dict[str, Any]) -> Reply:
    """What a good model says of the lifts of Xigong."""
    return Reply(f"西工区加装电梯300部[{marker_of(request, '加装电梯300部')}]。")


@pytest.fixture(scope="session")
def served_model() -> Iterator[StandIn]:
    with standing_in(good) as model:
        yield model


@pytest.fixture
def model(served_model: StandIn) -> Iterator[StandIn]:
    """The stand-in, which speaks well unless a test says otherwise."""
    served_model.write = good
    served_model.script.clear()
    served_model.requests.clear()
    served_model.arrived.clear()
    served_model.abandoned.clear()
    served_model.most_open = 0
    yield served_model
    served_model.script.clear()


@pytest.fixture(scope="session")
def writing_engine(
    served_model: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("data"),
        chat_model="a-model",
        chat_base_url=served_model.url,
        chat_first_token_s=0.8,
        chat_total_s=2.0,
        chat_rewrite_s=0.5,
        chat_breaker_failures=1000,
        chat_stream_usage=True,
        chat_prompt_price=2.0,
        chat_completion_price=8.0,
        ask_per_minute=100_000,
    )
    with Workspace.open(settings) as workspace:
        ingest([CORPUS], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as opened:
        yield opened
