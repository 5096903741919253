"""Staff in a browser: a signed cookie, and the token that every change must carry.

The cookie holds no secret of the settings and nothing of a person: when it ends, a
random name, and a signature under a key derived from the staff token. A new staff
token ends every session.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from threading import Lock
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response

COOKIE: Final = "tiaowen_staff"
CSRF_HEADER: Final = "x-csrf-token"
_SHAPE: Final = re.compile(r"([0-9]{1,12})\.([0-9a-f]{32})\.([0-9a-f]{64})")
_SITES: Final = frozenset({"same-origin", "none"})


class StaffSession(NamedTuple):
    """A session that is good now: its name, when it ends, and its token for changes."""

    name: str
    ends: int
    csrf: str


class Sessions:
    """Opens and reads sessions.

    Args:
        token: The staff token; None opens no session.
        minutes: How long a session lasts.
        public_url: Where the service is reached, if the settings say so: behind a proxy that
            ends TLS, requests come over plain HTTP, and the cookie must not.
    """

    def __init__(
        self, token: SecretStr | None, minutes: int, public_url: str | None = None
    ) -> None:
        secret = token.get_secret_value() if token else secrets.token_hex()
        self._key = hashlib.sha256(f"tiaowen staff session {secret}".encode()).digest()
        self._open = token is not None
        self._seconds = minutes * 60
        self._by_tls = (public_url or "").lower().startswith("https:")
        self._ended: dict[str, int] = {}
        self._lock = Lock()

    def begin(self, request: Request, response: Response) -> None:
        """Let the response open a session."""
        ends, name = int(time.time()) + self._seconds, secrets.token_hex(16)
        response.set_cookie(
            COOKIE,
            f"{ends}.{name}.{self._sign(f'session {ends} {name}')}",
            max_age=self._seconds,
            httponly=True,
            samesite="strict",
            secure=self._by_tls or request.url.scheme == "https",
        )

    def end(self, session: StaffSession, response: Response) -> None:
        """End a session, in this process at once, and in the browser."""
        now = int(time.time())
        with self._lock:
            self._ended = {name: ends for name, ends in self._ended.items() if ends > now}
            self._ended[session.name] = session.ends
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")

    def of(self, request: Request) -> StaffSession | None:
        """Return the session of a request that came from our own pages, or None."""
        found = _SHAPE.fullmatch(request.cookies.get(COOKIE, ""))
        if not self._open or found is None or not _from_here(request):
            return None
        ends, name, signature = int(found[1]), found[2], found[3]
        if not hmac.compare_digest(signature, self._sign(f"session {ends} {name}")):
            return None
        if ends <= time.time() or name in self._ended:
            return None
        return StaffSession(name, ends, self._sign(f"csrf {ends} {name}"))

    def _sign(self, words: str) -> str:
        return hmac.new(self._key, words.encode(), hashlib.sha256).hexdigest()


def may_change(session: StaffSession, shown: str) -> bool:
    """Tell whether ``shown`` is the token without which a session changes nothing."""
    return hmac.compare_digest(shown.encode(), session.csrf.encode())


def _from_here(request: Request) -> bool:
    """Tell whether the browser says that the request comes from a page of this origin.

    Browsers send ``Sec-Fetch-Site`` to safe origins alone, and ``Origin`` with changes.
    """
    if request.headers.get("sec-fetch-site", "none") not in _SITES:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
