"""How long an answer takes over HTTP, offline, on the shipped corpus.

``python -m eval.bench [--rounds 3] [--out FILE]`` serves the corpus on a free port of
this machine and asks every question of the set, one after the other, over one kept
connection. Reported is the median over the rounds of each round's p50 and p95.
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
import numpy as np

import server
from eval.hardware import hardware
from eval.questions import load
from eval.run import CORPUS
from eval.session import engine_over
from rag.chain import Engine
from rag.settings import Settings
from rag.web.serve import Server

_WARM = 20
_PATIENCE_S = 60.0


@contextmanager
def served(engine: Engine, settings: Settings) -> Iterator[str]:
    """Serve ``engine`` in a thread; yields the address."""
    running = Server(server.build(engine, settings), settings)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    address = f"http://{settings.host}:{settings.port}"
    deadline = time.monotonic() + _PATIENCE_S
    while not running.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.05)
    try:
        yield address
    finally:
        running.should_exit = True
        thread.join()


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def round_of(client: httpx.Client, questions: list[str]) -> list[float]:
    """Ask every question once; return the milliseconds of each."""
    spent = []
    for question in questions:
        began = time.perf_counter()
        client.post("/api/ask", json={"question": question}).raise_for_status()
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args(arguments)
    questions = [case.question for case in load() if not case.history]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with engine_over(CORPUS, folder) as engine:
            settings = engine.settings.model_copy(
                update={"port": free_port(), "ask_per_minute": 1_000_000}
            )
            with (
                served(engine, settings) as address,
                httpx.Client(base_url=address, timeout=60) as client,
            ):
                round_of(client, questions[:_WARM])
                rounds = [round_of(client, questions) for _ in range(given.rounds)]
    figures = {
        "questions": len(questions),
        "rounds": given.rounds,
        "p50 ms": median(float(np.percentile(spent, 50)) for spent in rounds),
        "p95 ms": median(float(np.percentile(spent, 95)) for spent in rounds),
        "max ms": max(max(spent) for spent in rounds),
    }
    for name, value in figures.items():
        sys.stdout.write(f"{name:10s} {value:.1f}\n")
    if given.out:
        text = json.dumps({"figures": figures, "hardware": hardware()}, ensure_ascii=False)
        given.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
