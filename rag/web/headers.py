"""What every response carries, and what a request says of its language and its sender."""

from __future__ import annotations

import ipaddress
from typing import Final

from starlette.requests import HTTPConnection

from rag.schemas import Language

SAFE_HEADERS: Final[dict[str, str]] = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}

_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_VISITOR_PREFIX_V6: Final = 64


def language_of(request: HTTPConnection) -> Language:
    """Return the language to speak: what the request chose, or what its sender prefers.

    Pages choose by ``lang`` in their address, bodies by a field. Chinese where nothing says.
    """
    chosen = getattr(request.state, "language", None) or request.query_params.get("lang")
    for language in _LANGUAGES:
        if chosen == language:
            return language
    best: Language = "zh"
    weight = 0.0
    for part in request.headers.get("accept-language", "")[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            value = float(quality or 1)
        except ValueError:
            continue
        if value > weight and tag[:2].lower() in ("zh", "en"):
            weight = value
            best = "en" if tag[:2].lower() == "en" else "zh"
    return best


def visitor_of(host: str | None) -> str:
    """Return what one visitor is counted by: an IPv4 address, or an IPv6 /64."""
    try:
        address = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _VISITOR_PREFIX_V6), strict=False))
    return str(address)
