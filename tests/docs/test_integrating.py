"""Every example in the integrator's guide runs as it stands there."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from serving import serving

from rag.assistants import mount
from rag.chain import Engine
from rag.web import create_app

GUIDE = (Path(__file__).parents[2] / "docs" / "integrating.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"


def examples(kind: str, words: str) -> list[str]:
    """The blocks of one language that hold the words."""
    blocks = re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)
    found = [block for block in blocks if words in block]
    assert found, words
    return found


def output_of(command: list[str], data: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    if data is not None:
        environment["TIAOWEN_DATA_DIR"] = str(data)
    outcome = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    settings = engine.settings
    with serving(mount(create_app(engine, settings)), settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")


@pytest.fixture(scope="module")
def data(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder like the engine's, which the engine does not own."""
    copy = tmp_path_factory.mktemp("copy") / "data"
    shutil.copytree(engine.settings.data_dir, copy)
    return copy


@pytest.mark.skipif(
    shutil.which("curl") is None and "CI" not in os.environ, reason="curl is not installed"
)
@pytest.mark.parametrize("command", examples("sh", "curl"))
def test_commands(address: str, command: str) -> None:
    said = output_of(["bash", "-c", command.replace(ADDRESS, address)])
    assert "加装电梯300部" in said
    assert ("event: answer" in said) is ("/stream" in command)


@pytest.mark.parametrize("code", examples("python", ADDRESS))
def test_clients(address: str, code: str) -> None:
    said = output_of([sys.executable, "-c", code.replace(ADDRESS, address)])
    assert "加装电梯300部" in said
    assert "/documents/" in said


@pytest.mark.parametrize("code", examples("python", "from rag import"))
def test_langchain_parts(data: Path, code: str) -> None:
    said = output_of([sys.executable, "-W", "error::ResourceWarning", "-c", code], data)
    assert "加装电梯300部" in said


def test_assistants_over_http(address: str) -> None:
    (configured,) = examples("json", '"url"')
    server = json.loads(configured)["mcpServers"]["tiaowen"]

    async def names() -> set[str]:
        async with Client(server["url"].replace(ADDRESS, address)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(names()) == {"ask", "search", "read_clause", "list_commitments"}


def test_assistants_over_standard_streams(data: Path) -> None:
    (configured,) = examples("json", '"command"')
    server = json.loads(configured)["mcpServers"]["tiaowen"]
    assert server["command"] == "tiaowen"
    assert set(server["env"]) == {"TIAOWEN_DATA_DIR"}
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "rag", *server["args"]],
        env={**os.environ, "TIAOWEN_DATA_DIR": str(data)},
        cwd=str(Path(__file__).parents[2]),
    )

    async def ask() -> object:
        async with Client(stdio_client(parameters)) as client:
            asked = {"question": "西工区今年要加装多少部电梯？"}
            return (await client.call_tool("ask", asked)).structured_content

    answer = asyncio.run(ask())
    assert isinstance(answer, dict)
    assert "300部" in answer["answer"]
