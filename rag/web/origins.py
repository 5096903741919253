"""Which pages may call from a browser: the service's own, and those of the allow-list."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from rag.errors import OriginError
from rag.settings import Settings

_TOLD_CHARS: Final = 200


def origin_of(request: HTTPConnection, settings: Settings) -> str | None:
    """Return the origin of the page that calls, or None where no page does.

    Browsers say it with every request from another origin and every POST, and no page can
    make them say another; whoever calls without a browser may say anything, or nothing.

    Raises:
        OriginError: The page is neither ours nor of an origin on the allow-list.
    """
    origin = request.headers.get("origin")
    if origin is None or origin in settings.allowed_origins or _is_own(origin, request, settings):
        return origin
    raise OriginError(origin=origin[:_TOLD_CHARS])


def _is_own(origin: str, request: HTTPConnection, settings: Settings) -> bool:
    # a proxy may speak plain HTTP to us, so that our own scheme is not known for sure
    host = origin.partition("://")[2]
    public = urlsplit(settings.public_url or "")
    return bool(host) and host in (request.headers.get("host"), public.netloc)
