"""The tools as a process, called by the SDK's own client."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from waiting import until

# a list, which needs no vectors
TASKS = "西工区有多少项任务？"
OPENING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = {
        **os.environ,
        "TIAOWEN_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "TIAOWEN_EMBEDDING_PROVIDER": "none",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-m", "rag", "ingest", str(CORPUS)]
    subprocess.run(command, env=found, check=True, capture_output=True)
    return found


def test_an_assistant_asks(environment: dict[str, str], tmp_path: Path) -> None:
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "rag", "mcp"], env=environment
    )

    async def ask() -> None:
        with (tmp_path / "log").open("w+", encoding="utf-8") as log:
            async with Client(stdio_client(parameters, errlog=log)) as client:
                assert client.server_info.name == "tiaowen"
                assert client.instructions
                tools = (await client.list_tools()).tools
                assert {tool.name for tool in tools} >= {"ask", "search"}
                both = await asyncio.gather(
                    client.call_tool("ask", {"question": TASKS}),
                    client.call_tool("search", {"query": "电梯", "k": 2}),
                )
                refused = await client.call_tool("ask", {"question": ""})
        answer, found = (result.structured_content for result in both)
        assert answer is not None
        assert answer["status"] == "answered"
        assert answer["commitments"]
        assert len(answer["citations"]) > 1
        assert found is not None
        assert len(found["hits"]) == 2
        assert refused.is_error

    asyncio.run(ask())


def test_nothing_but_the_protocol_is_on_standard_output(environment: dict[str, str]) -> None:
    said = f"{json.dumps(OPENING)}\nno JSON\n"
    outcome = subprocess.run(
        [sys.executable, "-m", "rag", "--debug", "mcp"],
        input=said,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert outcome.returncode == 0
    lines = outcome.stdout.splitlines()
    assert lines
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in lines)
    assert "Traceback" not in outcome.stderr


def test_a_data_folder_in_use_is_said_in_words(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "rag", "mcp"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        assert first.stderr is not None
        assert first.stderr.readline()
        outcome = subprocess.run(
            command, env=environment, input="", capture_output=True, text=True, check=False
        )
        first.communicate("", timeout=30)
    assert first.returncode == 0
    assert outcome.returncode == 1
    assert str(first.pid) in outcome.stderr
    assert outcome.stdout == ""


def test_the_command_serves_over_http(environment: dict[str, str], unused_tcp_port: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rag", "--language", "en", "mcp", "--http"],
        env={**environment, "TIAOWEN_PORT": str(unused_tcp_port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        address = f"http://127.0.0.1:{unused_tcp_port}/mcp"
        assert address in told

        async def ask() -> bool | None:
            async with Client(address) as client:
                return (await client.call_tool("ask", {"question": TASKS})).is_error

        def listens() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", unused_tcp_port)) == 0

        until(listens)
        assert not asyncio.run(ask())
        process.send_signal(signal.SIGTERM)
        log = process.stdout.read()
        assert process.wait(20) == 0
    assert '"route": "/mcp"' in log


def test_an_interrupt_ends_it_quietly(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rag", "mcp"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(f"{json.dumps(OPENING)}\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == -signal.SIGINT
        assert "Traceback" not in process.stderr.read()
