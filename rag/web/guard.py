"""What surrounds every request: its id, safe headers, the body limit, the access log.

Written as plain ASGI, so that streams pass through it untouched and a client that
leaves is noticed at once.
"""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.web.headers import SAFE_HEADERS
from rag.web.metrics import Metrics
from rag.web.problems import simple_problem, tell

access_log = logging.getLogger("tiaowen.access")

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LENGTH: Final = re.compile(r"\d{1,18}")


class Guard:
    """ASGI middleware around the whole application.

    Args:
        app: The application.
        metrics: Where requests are counted.
        body_limit: Longest body in bytes that a request may have.
        larger: Addresses to which more may be posted, and how much.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, body_limit: int, larger: Mapping[str, int]
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._body_limit = body_limit
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
                headers["x-request-id"] = request_id
                if headers.get("content-type", "").startswith("text/event-stream"):
                    headers["x-accel-buffering"] = "no"
            await send(message)

        try:
            limit = self._limit_of(scope)
            if _declared_length(scope) > limit:
                request = Request(scope)
                problem = simple_problem("too_large", 413, request)
                response = tell(request, problem, {"connection": "close"})
                await response(scope, receive, send_safely)
            else:
                await self._app(scope, _limited(receive, limit), send_safely)
        finally:
            self._record(scope, status, time.perf_counter() - started)

    def _limit_of(self, scope: Scope) -> int:
        if scope["method"] == "POST":
            return self._larger.get(scope["path"], self._body_limit)
        return self._body_limit

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route_of(scope)
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        self._metrics.request(route, method, status, seconds)
        line = {
            "request_id": scope["state"]["request_id"],
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        access_log.info(json.dumps(line))


def _route_of(scope: Scope) -> str:
    """Return the pattern of the route taken, so that no one's words reach log or labels."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str) and path:
        return path
    return "front" if scope["state"].get("front") else "none"


def _declared_length(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if _LENGTH.fullmatch(length) else 0


def _limited(receive: Receive, limit: int) -> Receive:
    """Count the bytes of a body as they come, for those sent without a length."""
    seen = 0

    async def receive_limited() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
        return message

    return receive_limited
