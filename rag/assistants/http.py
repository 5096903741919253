"""The tools over HTTP, at ``/mcp`` of the server.

Nothing is kept between two requests, so any of several servers may take the next. As a
browser may be made to send requests here under another name, only known hosts and
origins are let in.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import FastAPI
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rag.assistants.server import build_server
from rag.settings import Settings
from rag.web.desk import Desk

PATH: Final = "/mcp"

_THIS_MACHINE: Final = ("127.0.0.1", "localhost", "[::1]")


class _Door:
    """ASGI application that hands requests to the server while it is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._manager: StreamableHTTPSessionManager | None = None
        self.route = Route(PATH, endpoint=self)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let requests in until the end of the block."""
        self._manager = StreamableHTTPSessionManager(
            build_server(self._desk, "zh"),
            # as JSON alone, a caller who leaves would not be noticed
            json_response=False,
            stateless=True,
            security_settings=_let_in(self._desk.settings),
            max_request_body_size=self._desk.settings.public_body_bytes,
        )
        async with self._manager.run():
            yield
        self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if self._manager is None:
            raise RuntimeError("the application has not started")
        scope["route"] = self.route  # what log and meters name the request by
        await self._manager.asgi_app(scope, receive, send)


def mount(app: FastAPI) -> FastAPI:
    """Put the tools at ``/mcp`` of an application made by ``rag.web``; returns it."""
    door = _Door(app.state.desk)
    inner = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(scope: FastAPI) -> AsyncIterator[Any]:
        async with inner(scope) as state, door.open():
            yield state

    app.router.lifespan_context = lifespan
    app.router.routes.append(door.route)
    return app


def _let_in(settings: Settings) -> TransportSecuritySettings:
    """Return the hosts and origins that requests may name: this machine's and the settings'."""
    hosts = [host for name in _THIS_MACHINE for host in (name, f"{name}:*")]
    origins = [f"http://{host}" for host in hosts] + list(settings.allowed_origins)
    if settings.public_url:
        public = urlsplit(settings.public_url)
        hosts.append(public.netloc)
        origins.append(f"{public.scheme}://{public.netloc}")
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
