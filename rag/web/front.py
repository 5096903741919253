"""The door before the mounted front end: only what its chat needs goes through.

The front end's framework serves far more than the chat uses: uploads, files and
addresses fetched on request, a second interface to every handler. Here a request
passes if it is on the list below, and is refused as if nothing were there if not.
The page itself leaves without anything that names an outside host, and with a
policy under which no script runs that did not come from here.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from typing import Final

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.schemas import Language
from rag.web.pages import TAGS
from rag.wording import say

_PAGES: Final[dict[str, Language]] = {"/": "zh", "/en": "en"}

_READ: Final = re.compile(
    r"/(?:assets/.+|static/.+|theme\.css|gradio_api/(?:startup-events|app_id|queue/data))"
)
_HEARTBEAT: Final = re.compile(r"/gradio_api/heartbeat/[\w-]{1,64}")
_WRITE: Final = re.compile(r"/gradio_api/(?:queue/join|cancel|reset)")

_OUTSIDE: Final = re.compile(
    rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>|<link rel=\"manifest\"[^>]*>"
)
_SCRIPT: Final = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HEAD: Final = (
    b'<link rel="icon" href="/style/icon.svg" type="image/svg+xml">'
    b'<link rel="stylesheet" href="/style/tokens.css">'
    b'<link rel="stylesheet" href="/style/front.css">'
    b'<link rel="stylesheet" href="/style/front-answers.css">'
    b'<script type="module" src="/script/front/main.js"></script>'
    b'<meta name="color-scheme" content="light dark"></head>'
)


class FrontDoor:
    """ASGI application around the mounted front end.

    Args:
        front: The front end.
        outer: The application it is mounted in, asked which addresses are its own.
        ending: Set when the server begins to shut down.
    """

    def __init__(self, front: ASGIApp, outer: FastAPI, ending: asyncio.Event) -> None:
        self._front = front
        self._outer = outer
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            raise HTTPException(404)
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        reads = scope["method"] in ("GET", "HEAD") and ".." not in path
        writes = scope["method"] == "POST"
        scope["state"]["front"] = True
        if reads and path in _PAGES:
            await self._page(_PAGES[path], scope, receive, send)
        elif reads and _HEARTBEAT.fullmatch(path):
            await self._heartbeat(scope, receive, send)
        elif (reads and _READ.fullmatch(path)) or (writes and _WRITE.fullmatch(path)):
            await self._front(scope, receive, send)
        else:
            scope["state"]["front"] = False
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leave an address asked in the wrong way to its route; for all others there is nothing."""
        for route in self._outer.routes:
            match, found = route.matches(scope)
            if match is Match.PARTIAL:
                scope.update(found)
                await route.handle(scope, receive, send)
                return
        raise HTTPException(404)

    async def _heartbeat(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the stream that stays open as long as a page does, until the server ends."""
        beating = asyncio.ensure_future(self._front(scope, receive, send))
        ending = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait({beating, ending}, return_when=asyncio.FIRST_COMPLETED)
            is_open = not beating.done()
        finally:
            ending.cancel()
            beating.cancel()
            await asyncio.gather(beating, ending, return_exceptions=True)
        if is_open:
            await send({"type": "http.response.body", "body": b""})

    async def _page(self, language: Language, scope: Scope, receive: Receive, send: Send) -> None:
        # the page is rewritten below, so it must not come compressed
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def keep(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            else:
                body += message.get("body", b"")

        await self._front({**scope, "headers": headers}, receive, keep)
        page = _cleaned(body, language)
        answer = MutableHeaders(scope=start)
        answer["content-length"] = str(len(page))
        answer["content-security-policy"] = _policy(page)
        answer["cache-control"] = "no-cache"
        await send(start)
        await send({"type": "http.response.body", "body": page})


def _cleaned(page: bytes, language: Language) -> bytes:
    page = _OUTSIDE.sub(b"", page)
    page = re.sub(rb'<html\s+lang="en"', f'<html lang="{TAGS[language]}"'.encode(), page, count=1)
    page = page.replace(b"</head>", _HEAD, 1)
    said = f"<noscript><p>{say('front.no_script', language)}</p></noscript></body>"
    return page.replace(b"</body>", said.encode(), 1)


def _policy(page: bytes) -> str:
    """Allow the page's own inline scripts by their hashes, and no others.

    ``unsafe-eval`` stays: without it the page stays empty. Gradio 6 makes a function of the
    words of every ``js=`` handler when it opens, and one of the template of every ``gr.HTML``
    each time it is drawn; both end in an ``EvalError``. Values are arguments of those
    functions, never part of their words. It styles elements inline, hence ``unsafe-inline``.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _SCRIPT.findall(page)
    )
    return (
        f"default-src 'none'; script-src 'self' 'unsafe-eval' {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
