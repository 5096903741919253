"""Replies whose caller may leave before the end, or wait through silence."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Coroutine
from typing import Any, Final, TypeVar

from fastapi import Request
from fastapi.sse import format_sse_event
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

T = TypeVar("T")

# what proxies log for a caller that left before the reply
_CALLER_LEFT: Final = 499
_SIGN_OF_LIFE: Final = format_sse_event(comment="")


async def unless_left(request: Request, work: Coroutine[Any, Any, T]) -> T | Response:
    """Return what ``work`` gives; where the caller leaves before, stop it."""
    working = asyncio.ensure_future(work)
    left = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, left}, return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else Response(status_code=_CALLER_LEFT)
    finally:
        for task in (working, left):
            task.cancel()
        await asyncio.gather(working, left, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class EventStream(StreamingResponse):
    """Server-sent events; its source is closed as soon as the response ends or is left."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        super().__init__(events, headers={"cache-control": "no-store"})
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        async with contextlib.aclosing(self._events):
            await super().__call__(scope, receive, send)


async def kept_alive(
    events: AsyncGenerator[bytes, None], silence_s: float
) -> AsyncGenerator[bytes, None]:
    """Pass events on, and a comment after each ``silence_s`` seconds without one.

    Proxies cut a stream on which nothing moves; readers pass over comments. No ``retry``
    is sent: to ask again is the caller's to decide, as it counts against its limit.
    """
    async with contextlib.aclosing(events):
        while True:
            coming = asyncio.ensure_future(anext(events, None))
            try:
                while not (await asyncio.wait({coming}, timeout=silence_s))[0]:
                    yield _SIGN_OF_LIFE
            finally:
                if not coming.done():
                    coming.cancel()
                    await asyncio.gather(coming, return_exceptions=True)
            event = coming.result()
            if event is None:
                return
            yield event
