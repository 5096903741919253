"""Serves the application, and ends it in time. The only user of ``uvicorn``."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG

from rag.settings import Settings
from rag.web.desk import Desk

_LAST_WORDS_S: Final = 1.0

_LOGGING: Final = {
    **LOGGING_CONFIG,
    "formatters": {**LOGGING_CONFIG["formatters"], "bare": {"format": "%(message)s"}},
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "bare": {
            "class": "logging.StreamHandler",
            "formatter": "bare",
            "stream": "ext://sys.stdout",
        },
    },
    "loggers": {
        **LOGGING_CONFIG["loggers"],
        "tiaowen.access": {"handlers": ["bare"], "level": "INFO", "propagate": False},
        "tiaowen.web": {"handlers": ["default"], "level": "INFO"},
        "rag": {"handlers": ["default"], "level": "INFO"},
    },
}


class Server(uvicorn.Server):
    """A server that tells open streams of its end before it cuts them off.

    At SIGTERM or SIGINT open streams get ``shutdown_s`` seconds: they may finish, and
    those that have not are sent a last ``error`` event one second before the end.
    """

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_config=_LOGGING,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=settings.shutdown_s,
            )
        )
        self._desk: Desk = app.state.desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End: streams may finish, then are told, then are cut off."""
        self._desk.ending.set()
        grace = self._desk.settings.shutdown_s - _LAST_WORDS_S
        asyncio.get_running_loop().call_later(grace, self._desk.asking.close)
        await super().shutdown(sockets)


def address_of(settings: Settings) -> str:
    """Return the address at which this machine reaches the server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def serve(app: FastAPI, settings: Settings) -> None:
    """Serve ``app`` on the address of the settings until told to stop.

    Returns after SIGINT and leaves by SystemExit after SIGTERM, so that in both cases
    the caller closes the engine.
    """
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(KeyboardInterrupt):
        Server(app, settings).run()


def _leave(_: int, __: FrameType | None) -> None:
    # the server has ended in order by then, and sends itself the signal once more
    raise SystemExit(0)
