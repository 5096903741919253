"""The application on loopback, and the engine at a pace that a test sets."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from fastapi import FastAPI
from waiting import until

import server
from rag.chain import Engine
from rag.schemas import AskEvent, Question
from rag.settings import Settings
from rag.web.serve import Server

LIFTS = "西工区今年要加装多少部电梯？"


class Paced:
    """The real engine, whose stream waits between its events until a test lets it go on.

    Attributes:
        begun: Set when a question has reached the engine.
        go_on: Set to let the stream run.
        given: Names of the events handed over so far.
        ended: Set when the stream was closed, at its end or before.
    """

    def __init__(self, engine: Engine, pause: float = 0.0) -> None:
        self._engine = engine
        self._pause = pause
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.given: list[str] = []
        self.ended = threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def stream(self, question: Question) -> Iterator[AskEvent]:
        self.begun.set()
        try:
            for event in self._engine.stream(question):
                self.given.append(event.name)
                yield event
                self.go_on.wait(self._pause)
        finally:
            self.ended.set()


def whole_app(engine: Engine, settings: Settings) -> FastAPI:
    """Build the application with its front end, as ``server.py`` does."""

    # outside a running event loop Gradio makes new ones, and leaves them open
    async def build() -> FastAPI:
        return server.build(engine, settings)

    with ThreadPoolExecutor(1) as aside:  # a browser's test runs in a loop of its own
        return aside.submit(lambda: asyncio.run(build())).result()


@contextlib.contextmanager
def serving(app: FastAPI, settings: Settings) -> Iterator[tuple[Server, httpx.Client]]:
    """Serve on a free port of loopback; yield the server, and a client of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Server(app, settings.model_copy(update={"port": port}))
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        until(lambda: running.started)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as opened:
            yield running, opened
    finally:
        running.should_exit = True
        thread.join(timeout=15)
    assert not thread.is_alive()
