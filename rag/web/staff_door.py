"""Who may come in by the staff door: whoever shows the staff token, or a session opened by it."""

from __future__ import annotations

import hmac
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from rag.errors import NotStaffError, StaffDoorClosedError
from rag.web.desk import AtDesk
from rag.web.headers import visitor_of
from rag.web.session import CSRF_HEADER, may_change

_READING: Final = frozenset({"GET", "HEAD"})

_bearer = HTTPBearer(auto_error=False, description="The staff token of the settings.")


async def require_staff(
    request: Request,
    desk: AtDesk,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> None:
    """Let a request pass that shows the staff token, or comes from a staff page.

    A staff page is known by its session's cookie; what changes anything must also carry
    the session's own token in the header ``X-CSRF-Token``.

    The settings see to it that the token is too long to be guessed; wrong ones count
    against the sender's limit, so that nobody keeps the server busy with trying.

    Raises:
        StaffDoorClosedError: No staff token is set.
        NotStaffError: The request shows no token, or a wrong one.
        RateLimitError: The sender has tried too often.
    """
    token = desk.settings.staff_token
    if token is None:
        raise StaffDoorClosedError
    if shown is not None and hmac.compare_digest(
        shown.credentials.encode(), token.get_secret_value().encode()
    ):
        return
    session = desk.sessions.of(request) if shown is None else None
    if session is not None and (
        request.method in _READING or may_change(session, request.headers.get(CSRF_HEADER, ""))
    ):
        return
    desk.limit.check(visitor_of(request.client.host if request.client else None), "staff")
    raise NotStaffError


StaffOnly = Depends(require_staff)
"""A dependency of every staff route."""
