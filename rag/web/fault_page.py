"""Faults as pages, for people in browsers; programs get the problem document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from rag.schemas import Language
from rag.web.compatible_faults import PREFIX
from rag.web.pages import PAGE_HEADERS, show

if TYPE_CHECKING:
    from rag.web.problems import Problem

_FOR_PROGRAMS: Final = ("/api/", PREFIX, "/healthz", "/readyz", "/metrics")


def wants_page(request: Request) -> bool:
    """Tell whether ``request`` is a browser's that opens a page, or sends a form of the staff's."""
    path = request.scope["path"]
    return (
        (request.method in ("GET", "HEAD") or path.startswith("/staff/"))
        and "text/html" in request.headers.get("accept", "")
        and not path.startswith(_FOR_PROGRAMS)
    )


def fault_page(problem: Problem, language: Language, headers: dict[str, str]) -> HTMLResponse:
    """Return a page that tells the fault, and the ways on from it."""
    own = {
        "content-security-policy": PAGE_HEADERS["content-security-policy"],
        "vary": "accept, accept-language",
    }
    return show("fault.html", language, problem.status, {**headers, **own}, problem=problem)
