"""What every staff page shares: who may see it, what it is shown in, and how its faults look."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rag.errors import InputError, NotStaffError, StaffDoorClosedError, TiaowenError
from rag.schemas import Language
from rag.web.desk import AtDesk, Desk
from rag.web.headers import language_of
from rag.web.pages import PAGE_HEADERS, PageLanguage, show
from rag.web.problems import told_of
from rag.web.session import StaffSession, may_change

_POLICY: Final = PAGE_HEADERS["content-security-policy"].replace(
    "form-action 'none'", "form-action 'self'"
)
_SCRIPTED: Final = f"{_POLICY}; script-src 'self'; connect-src 'self'"
_FIELDS: Final = 200
SIGN_IN: Final = "/staff/sign-in"


class SignInNeededError(NotStaffError):
    """A page for staff was asked for outside a session."""


@dataclass(frozen=True)
class Visit:
    """One visit to a staff page.

    Attributes:
        session: None on the page to sign in on.
    """

    request: Request
    desk: Desk
    language: Language
    session: StaffSession | None

    def link(self, path: str, **query: object) -> str:
        """Return the address of a staff page in the language of this one."""
        kept = {name: value for name, value in query.items() if value not in ("", None)}
        if self.language == "en":
            kept["lang"] = "en"
        return f"{path}?{urlencode(kept)}" if kept else path

    def show(
        self, template: str, at: str, status: int = 200, *, scripted: bool = False, **values: object
    ) -> HTMLResponse:
        """Return a page; ``at`` names its part of the staff pages."""
        other = dict(self.request.query_params) | {"lang": "zh" if self.language == "en" else "en"}
        policy = _SCRIPTED if scripted else _POLICY
        return show(
            template,
            self.language,
            status,
            {"content-security-policy": policy, "cache-control": "no-store"},
            at=at,
            link=self.link,
            csrf=self.session.csrf if self.session else "",
            other_language=f"{self.request.url.path}?{urlencode(other)}",
            **values,
        )

    def go(self, path: str, **query: object) -> RedirectResponse:
        """Send the browser to another staff page."""
        return RedirectResponse(self.link(path, **query), status_code=303)


def any_visit(request: Request, desk: AtDesk, language: PageLanguage) -> Visit:
    """Return the visit of anyone, signed in or not."""
    if desk.settings.staff_token is None:
        raise StaffDoorClosedError
    return Visit(request, desk, language, desk.sessions.of(request))


def staff_visit(visit: Annotated[Visit, Depends(any_visit)]) -> Visit:
    """Return the visit of somebody signed in.

    Raises:
        SignInNeededError: Nobody is.
    """
    if visit.session is None:
        raise SignInNeededError
    return visit


async def staff_form(request: Request, visit: Annotated[Visit, Depends(staff_visit)]) -> FormData:
    """Return what a form of a staff page says, if it is one of this session's own.

    Raises:
        InputError: It does not carry the session's token.
    """
    form = await request.form(max_files=0, max_fields=_FIELDS)
    refuse_stale(visit, form)
    return form


def refuse_stale(visit: Visit, form: FormData) -> None:
    """Refuse a form that is not of this session's own pages.

    Raises:
        InputError: It does not carry the session's token.
    """
    shown = form.get("csrf")
    if visit.session is None or not isinstance(shown, str) or not may_change(visit.session, shown):
        raise InputError(reason="stale_page")


AnyVisit = Annotated[Visit, Depends(any_visit)]
StaffVisit = Annotated[Visit, Depends(staff_visit)]
StaffForm = Annotated[FormData, Depends(staff_form)]


class StaffRoute(APIRoute):
    """A route whose faults are pages, and which leads to signing in where that is needed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, its faults caught."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInNeededError:
                return _visit(request).go(SIGN_IN)
            except (HTTPException, RequestValidationError, TiaowenError) as error:
                problem, headers, _ = told_of(request, error)
                page = _visit(request).show("staff_fault.html", "", problem.status, fault=problem)
                page.headers.update(headers)
                return page

        return handled


def _visit(request: Request) -> Visit:
    desk: Desk = request.app.state.desk
    return Visit(request, desk, language_of(request), desk.sessions.of(request))
