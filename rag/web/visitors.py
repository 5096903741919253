"""Short-lived tokens that tell one visitor of the widget from another.

A token is no secret of the page and opens nothing that is closed: it lets many people
behind one address be counted one by one. It names a visitor at random and an hour of
expiry, and is signed, with the page's origin, by a secret of this installation.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from rag.errors import VisitorTokenError
from rag.schemas import Record

log = logging.getLogger("tiaowen.web")

HEADER: Final = "x-tiaowen-visitor"

_KEPT_IN: Final = "visitor.secret"
_SECRET_BYTES: Final = 32
_NAME_BYTES: Final = 12
_REMEMBERED_S: Final = 12 * 3600
_TOKEN_CHARS: Final = 200


class VisitorToken(Record):
    """A token, and the seconds it is good for."""

    token: str
    expires_in: int


class Visitors:
    """Gives tokens out and knows its own again.

    Args:
        secret: What signs them.
        lifetime_s: How long one is good for, in seconds.
        clock: Seconds since 1970.
    """

    def __init__(
        self, secret: bytes, lifetime_s: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._secret = secret
        self._lifetime_s = lifetime_s
        self._clock = clock

    def admit(self, origin: str, shown: str | None = None) -> VisitorToken:
        """Return a new token for a page of ``origin``.

        Whoever shows one of the same origin, even if it ran out some hours ago, stays the
        same visitor.
        """
        visitor = secrets.token_urlsafe(_NAME_BYTES)
        if shown is not None:
            with suppress(VisitorTokenError):
                visitor = self._read(shown, origin, _REMEMBERED_S)
        expires = int(self._clock()) + self._lifetime_s
        signed = f"{visitor}.{expires}"
        token = f"{signed}.{self._signature(signed, origin)}"
        return VisitorToken(token=token, expires_in=self._lifetime_s)

    def check(self, token: str, origin: str | None) -> str:
        """Return the visitor that a token names.

        Raises:
            VisitorTokenError: It is not ours, has run out, or is another origin's.
        """
        return self._read(token, origin or "", 0)

    def _read(self, token: str, origin: str, grace_s: int) -> str:
        signed, _, signature = token[:_TOKEN_CHARS].rpartition(".")
        genuine = self._signature(signed, origin).encode()
        if not hmac.compare_digest(signature.encode(), genuine):
            raise VisitorTokenError
        visitor, _, expires = signed.rpartition(".")
        if int(expires) + grace_s < self._clock():
            raise VisitorTokenError
        return visitor

    def _signature(self, signed: str, origin: str) -> str:
        return hmac.new(self._secret, f"{signed} {origin}".encode(), hashlib.sha256).hexdigest()


def secret_of(data_dir: Path) -> bytes:
    """Return the secret of this installation, which is made once and kept in the data folder.

    Where it cannot be kept, one is made for this process alone: its tokens end with it,
    and pages fetch new ones.
    """
    path = data_dir / _KEPT_IN
    made = secrets.token_bytes(_SECRET_BYTES)
    try:
        if not path.exists():
            _keep(path, made)
        kept = path.read_bytes()
    except OSError as error:
        log.warning("the secret of visitors' tokens cannot be kept: %s", error)
        return made
    return kept if len(kept) == _SECRET_BYTES else made


def _keep(path: Path, secret: bytes) -> None:
    """Write the secret for its owner alone; whoever comes first wins."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
