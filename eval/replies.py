"""A language model's replies kept, so that the same ones can be measured again and at once.

``python -m eval.replies --upstream http://127.0.0.1:8123/v1 --kept FILE [--port 8124]`` serves
OpenAI's chat protocol on loopback: a request that was answered before gets the same words,
any other goes to the endpoint, and its reply is kept once it has come to its end, or the caller
hung up on it. Replies to other prompts are other replies, so what is kept needs no tending.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

_END: Final = b"data: [DONE]"
_SOME: Final = 20
"""Chunks after which a reply that was broken off is kept."""
_ENDLESS: Final = httpx.Timeout(None, connect=5.0)
"""How long a reply may take is for the caller to say, who hangs up."""


class Replies:
    """Replies by the request they answer, in a file of JSON lines."""

    def __init__(self, kept: Path, upstream: str) -> None:
        """Read what is kept; ``upstream`` is the address of the endpoint, with its ``/v1``."""
        self._kept = kept
        self._upstream = upstream
        self._texts: dict[str, str] = {}
        if kept.exists():
            lines = kept.read_text(encoding="utf-8").split("\n")
            rows = (json.loads(line) for line in lines if line.strip())
            self._texts = {row["request"]: row["reply"] for row in rows}

    async def chat(self, request: Request) -> StreamingResponse:
        """Answer a request with the bytes that once answered it, or with new ones."""
        body = await request.json()
        return StreamingResponse(self._stream(body), media_type="text/event-stream")

    async def _stream(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        asked = json.dumps(body, sort_keys=True, ensure_ascii=False)
        name = hashlib.sha256(asked.encode()).hexdigest()
        if name in self._texts:
            yield self._texts[name].encode()
            return
        said = b""
        try:
            async with (
                httpx.AsyncClient(timeout=_ENDLESS) as client,
                client.stream("POST", f"{self._upstream}/chat/completions", json=body) as reply,
            ):
                async for piece in reply.aiter_bytes():
                    said += piece
                    yield piece
        finally:
            # a caller who hangs up after some words will do so after the same ones
            whole, _, _ = said.rpartition(b"\n\n")
            if _END in said or whole.count(b"\n\n") >= _SOME:
                self._keep(name, f"{whole.decode()}\n\n")

    def _keep(self, name: str, reply: str) -> None:
        self._texts[name] = reply
        with self._kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"request": name, "reply": reply}, ensure_ascii=False) + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.replies", description=__doc__)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8124)
    given = parser.parse_args(arguments)
    replies = Replies(given.kept, given.upstream.rstrip("/"))
    app = Starlette(routes=[Route("/v1/chat/completions", replies.chat, methods=["POST"])])
    uvicorn.run(app, host="127.0.0.1", port=given.port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
