"""What pages of other origins may send and read: CORS, by whom a route is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.web.compatible_faults import PREFIX
from rag.web.visitors import HEADER as VISITOR

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
    """Lets a key be sent to the routes that OpenAI's clients call, and to no other.

    The staff's routes take a key too, which no page of another origin is to hold. All other
    routes are shared by Starlette's own middleware further in (see ``share``).
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        """Share ``app`` with pages of ``origins``."""
        self._app = app
        sent = (*_SENT, *_SENT_BY_SDKS)
        self._compatible = CORSMiddleware(app, **_options(origins, sent))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        compatible = scope.get("path", "").startswith(PREFIX)
        await (self._compatible if compatible else self._app)(scope, receive, send)


def share(app: Starlette, origins: Sequence[str]) -> None:
    """Share the routes of ``app`` with pages of ``origins``, and with no others.

    Starlette's middleware stands among the app's own by itself: where the front end's
    framework does not find that very class there, it lets in every origin that asks.
    """
    app.add_middleware(CORSMiddleware, **_options(origins, _SENT))
    app.add_middleware(Sharing, origins=origins)


class _Options(TypedDict):
    allow_origins: Sequence[str]
    allow_methods: Sequence[str]
    allow_headers: Sequence[str]
    expose_headers: Sequence[str]


def _options(origins: Sequence[str], sent: Sequence[str]) -> _Options:
    return {
        "allow_origins": origins,
        "allow_methods": ("GET", "POST"),
        "allow_headers": sent,
        "expose_headers": _READ,
    }
