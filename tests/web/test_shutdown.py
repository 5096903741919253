"""The end of the service: streams are told, the process ends in time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
from serving import LIFTS
from waiting import until_up

ROOT = Path(__file__).parents[2]
SLOW_SERVER = """
import sys
from pathlib import Path
from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings
from rag.web import create_app
from rag.web.serve import serve
from rag.workspace import Workspace
from serving import Paced

data, port, seconds = sys.argv[1:]
settings = Settings(
    _env_file=None, data_dir=data, port=port, embedding_provider="none", shutdown_s=seconds
)
with Workspace.open(settings) as workspace:
    ingest([Path("corpus")], settings, workspace.catalog, workspace.index)
try:
    with Engine.open(settings) as engine:
        serve(create_app(Paced(engine, pause=60), settings), settings)
finally:
    print("the engine is closed")
"""


def test_open_stream_is_told_and_the_process_ends(tmp_path: Path, unused_tcp_port: int) -> None:
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_SERVER, str(tmp_path), str(unused_tcp_port), "2"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            address = f"http://127.0.0.1:{unused_tcp_port}"
            until_up(address, process)
            lines = []
            body = {"question": LIFTS}
            with httpx.stream("POST", f"{address}/api/ask/stream", json=body, timeout=20) as reply:
                for line in reply.iter_lines():
                    lines.append(line)
                    if len(lines) == 2:
                        process.send_signal(signal.SIGTERM)
                        began = time.monotonic()
            output, _ = process.communicate(timeout=10)
            assert time.monotonic() - began < 10
        finally:
            process.kill()
    events = [line for line in lines if line]
    assert events[-2] == "event: error"
    told = json.loads(events[-1].removeprefix("data: "))
    assert told["status"] == 503
    assert told["type"] == "urn:tiaowen:problem:closing"
    # the application ended in order, and the engine was closed
    assert "Application shutdown complete" in output
    assert "the engine is closed" in output
    assert "Traceback" not in output
    assert process.returncode == 0
