"""Faults as pages, for people in browsers; programs get the problem document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from rag.schemas import Language
from rag.web.pages import PAGE_HEADERS, TAGS, speaker, templates

if TYPE_CHECKING:
    from rag.web.problems import Problem

_FOR_PROGRAMS: Final = ("/api/", "/v1/", "/healthz", "/readyz", "/metrics")


def wants_page(request: Request) -> bool:
    """Tell whether ``request`` is a browser's that opens a page."""
    path = request.scope["path"]
    return (
        request.method in ("GET", "HEAD")
        and "text/html" in request.headers.get("accept", "")
        and not path.startswith(_FOR_PROGRAMS)
    )


def fault_page(problem: Problem, language: Language, headers: dict[str, str]) -> HTMLResponse:
    """Return a page that tells the fault, and the ways on from it."""
    page = templates.get_template("fault.html").render(
        language=language, tag=TAGS[language], t=speaker(language), problem=problem
    )
    return HTMLResponse(
        page,
        status_code=problem.status,
        headers={
            **headers,
            "content-security-policy": PAGE_HEADERS["content-security-policy"],
            "vary": "accept, accept-language",
        },
    )
