"""What pages of other origins may send and read: CORS, by whom a route is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.web.visitors import HEADER as VISITOR

_COMPATIBLE: Final = "/v1/"
_SENT: Final = ("content-type", VISITOR)
_SENT_BY_SDKS: Final = (
    "authorization",
    "openai-organization",
    "openai-project",
    *(
        f"x-stainless-{what}"
        for what in (
            "arch",
            "helper-method",
            "lang",
            "os",
            "package-version",
            "retry-count",
            "runtime",
            "runtime-version",
            "timeout",
        )
    ),
)
"""What OpenAI's own client sends from a browser, the key that it insists on among it."""
_READ: Final = ("x-request-id", "retry-after", "x-total-count", "content-disposition")


class Sharing:
    """Starlette's CORS; a key may be sent to the routes that OpenAI's clients call, and no other.

    The staff's routes take a key too, which no page of another origin is to hold.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        """Share ``app`` with pages of ``origins``."""
        self._plain = _sharing(app, origins, _SENT)
        self._compatible = _sharing(app, origins, (*_SENT, *_SENT_BY_SDKS))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        path = scope.get("path", "")
        shared = self._compatible if path.startswith(_COMPATIBLE) else self._plain
        await shared(scope, receive, send)


def _sharing(app: ASGIApp, origins: Sequence[str], sent: Sequence[str]) -> CORSMiddleware:
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=sent,
        expose_headers=_READ,
    )
