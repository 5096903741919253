"""The widget: its script, the tokens of its visitors, and a page that shows it."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from rag.errors import OriginError
from rag.web.desk import AtDesk
from rag.web.headers import visitor_of
from rag.web.origins import origin_of
from rag.web.pages import PageLanguage, show
from rag.web.visitors import HEADER, VisitorToken
from rag.web.widget_script import Script

router = APIRouter(tags=["widget"])

_NONCE_BYTES: Final = 16
_SCRIPT_HEADERS: Final = {
    "cache-control": "public, max-age=300",
    "cross-origin-resource-policy": "cross-origin",
    "vary": "accept-encoding",
}


class ScriptResponse(Response):
    """A script."""

    media_type = "text/javascript"


@router.get(
    "/widget.js",
    response_class=ScriptResponse,
    summary="The widget's script",
    responses={304: {"description": "The script that the caller holds is the present one"}},
)
async def script(request: Request) -> ScriptResponse:
    """Give the script that one line of HTML embeds in a page of any site."""
    whole: Script = request.app.state.widget
    headers = {**_SCRIPT_HEADERS, "etag": whole.tag}
    if whole.tag in request.headers.get("if-none-match", ""):
        return ScriptResponse(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return ScriptResponse(whole.zipped, headers={**headers, "content-encoding": "gzip"})
    return ScriptResponse(whole.plain, headers=headers)


@router.post("/api/widget/token", summary="A short-lived token for a visitor of the widget")
async def token(request: Request, response: Response, desk: AtDesk) -> VisitorToken:
    """Give a visitor's token to a page of an origin on the allow-list.

    Send it as `X-Tiaowen-Visitor` with questions; show the last one here to stay the same
    visitor. It is good for some minutes, and for pages of the same origin only.
    """
    desk.limit.check(visitor_of(request.client.host if request.client else None), "widget")
    origin = origin_of(request, desk.settings)
    if origin is None:
        raise OriginError(origin="-")
    response.headers["cache-control"] = "no-store"
    return desk.visitors.admit(origin, request.headers.get(HEADER))


@router.get("/widget/demo", response_class=HTMLResponse, summary="A page that shows the widget")
async def demo(language: PageLanguage) -> HTMLResponse:
    """Show the widget in the page of a made-up town, under a strict content policy."""
    nonce = secrets.token_urlsafe(_NONCE_BYTES)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    )
    headers = {"content-security-policy": policy, "cache-control": "no-store"}
    return show("widget_demo.html", language, headers=headers, nonce=nonce)
