"""The command line as a process: standard streams, signals, the server beside it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from waiting import until_up

from rag.wording import say

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def environment(data: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "TIAOWEN_DATA_DIR": str(data),
        "TIAOWEN_EMBEDDING_PROVIDER": "none",
        "LC_ALL": "C.UTF-8",
        **more,
    }


def run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rag", *arguments],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unexpected_error_shows_no_traceback_unless_asked(tmp_path: Path) -> None:
    script = (
        "from rag.cli import main; from rag.cli.commands import documents;"
        "documents.get_settings = lambda: 1 / 0; main()"
    )
    for debug in ([], ["--debug"]):
        outcome = subprocess.run(
            [sys.executable, "-c", script, *debug, "documents"],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 1
        assert ("Traceback" in outcome.stderr) is bool(debug)
        assert "ZeroDivisionError" in outcome.stderr


def test_a_server_is_told_to_those_who_come_beside_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "ingest", str(CORPUS)).returncode == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "rag", "serve"],
        env=environment(data, TIAOWEN_PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        until_up(address, server)
        assert httpx.get(f"{address}/readyz").is_success
        told = re.findall(r"http[^\s,　]+", say("operator.serving", address=address))
        assert len(told) == 2
        assert all(httpx.get(one.rstrip(".")).is_success for one in told)
        asked = run(data, "ask", "电梯")
        assert asked.returncode == 1
        assert address in asked.stderr
        assert str(server.pid) in asked.stderr
        assert len(run(data, "documents").stdout.splitlines()) == 2
        server.send_signal(signal.SIGTERM)
        assert server.wait(15) in {0, -signal.SIGTERM}
        assert server.stdout is not None
        assert address in server.stdout.read()
    finally:
        server.kill()
        server.communicate()
    assert run(data, "doctor").returncode == 0
