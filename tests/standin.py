"""A stand-in for a language model: OpenAI's chat protocol on loopback, with its faults.

It speaks the protocol to the byte (server-sent chunks, usage, ``[DONE]``); what it says,
and how it fails, a test decides.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.waiting import until

_TOKEN = re.compile(r"\[\d+\]|[A-Za-z0-9]+|.", re.DOTALL)
_CLAUSE = re.compile(r"^\[(\d+)\] (.*?)\n(.*?)(?=\n\n\[\d+\] |\n</)", re.DOTALL | re.MULTILINE)


@dataclass
class Reply:
    """One reply.

    Attributes:
        text: What it says.
        status, retry_after: Of an HTTP error in place of words.
        wide: Characters of a token where it speaks in long ones; 0: one or a word each.
        first_s, each_s: Seconds before the first token, and before each later one.
        hang_after: Tokens after which it hangs; None: never.
        cut_after: Tokens after which the connection is cut; None: never.
        raw: Bytes sent in place of chunks.
        usage: Whether it reports tokens where it is asked to.
    """

    text: str = ""
    status: int = 200
    retry_after: str | None = None
    wide: int = 0
    first_s: float = 0.0
    each_s: float = 0.0
    hang_after: int | None = None
    cut_after: int | None = None
    raw: bytes | None = None
    usage: bool = True


def clauses_of(request: dict[str, Any]) -> dict[int, str]:
    """Return the clauses that a prompt shows, by marker."""
    return {int(n): text for n, _, text in _CLAUSE.findall(request["messages"][-1]["content"])}


def marker_of(request: dict[str, Any], words: str) -> int:
    """Return the marker of the first clause shown that holds ``words``."""
    return next(n for n, text in clauses_of(request).items() if words in text)


@dataclass
class StandIn:
    """The model: what it was asked, what it says, and who left it waiting.

    Attributes:
        write: Makes the reply to a request, where ``script`` holds none.
        script: Replies to give first, in order.
        requests: Bodies of the requests, in order.
        abandoned: Set when a caller closed a request before its end.
    """

    write: Callable[[dict[str, Any]], Reply]
    script: deque[Reply] = field(default_factory=deque)
    requests: list[dict[str, Any]] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)
    open_requests: int = 0
    most_open: int = 0
    abandoned: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    async def chat(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        self.arrived.append(time.monotonic())
        reply = self.script.popleft() if self.script else self.write(body)
        if reply.status != 200:
            headers = {"retry-after": reply.retry_after} if reply.retry_after else {}
            error = {"message": "no", "type": "error", "param": None, "code": None}
            return JSONResponse({"error": error}, reply.status, headers)
        return StreamingResponse(self._stream(body, reply), media_type="text/event-stream")

    async def _stream(self, body: dict[str, Any], reply: Reply) -> AsyncIterator[bytes]:
        self.open_requests += 1
        self.most_open = max(self.most_open, self.open_requests)
        whole = False
        try:
            async for chunk in self._chunks(body, reply):
                yield chunk
            whole = True
        except ConnectionAbortedError:
            whole = True
            raise
        finally:
            self.open_requests -= 1
            if not whole:
                self.abandoned.set()

    async def _chunks(self, body: dict[str, Any], reply: Reply) -> AsyncIterator[bytes]:
        assert body["stream"] is True
        if reply.raw is not None:
            yield reply.raw
            return
        yield _chunk(body, {"role": "assistant", "content": ""})
        await asyncio.sleep(reply.first_s)
        tokens = _TOKEN.findall(reply.text)
        if reply.wide:
            tokens = re.findall(f".{{1,{reply.wide}}}", reply.text, re.DOTALL)
        for place, token in enumerate(tokens):
            if place == reply.hang_after:
                break
            if place == reply.cut_after:
                raise ConnectionAbortedError
            if place and reply.each_s:
                await asyncio.sleep(reply.each_s)
            yield _chunk(body, {"content": token})
        if reply.hang_after is not None:
            await asyncio.sleep(60)
        yield _chunk(body, {}, finish="stop")
        if reply.usage and body.get("stream_options", {}).get("include_usage"):
            prompt = sum(len(message["content"]) for message in body["messages"])
            usage = {
                "prompt_tokens": prompt,
                "completion_tokens": len(tokens),
                "total_tokens": prompt + len(tokens),
            }
            yield _data({**_head(body), "choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"


def _head(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": body["model"],
    }


def _data(content: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(content, ensure_ascii=False).encode() + b"\n\n"


def _chunk(body: dict[str, Any], delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return _data({**_head(body), "choices": [choice]})


@contextlib.contextmanager
def standing_in(write: Callable[[dict[str, Any]], Reply]) -> Iterator[StandIn]:
    """Serve a stand-in on a free port of loopback."""
    model = StandIn(write)
    app = Starlette(routes=[Route("/v1/chat/completions", model.chat, methods=["POST"])])
    # bound and listening at once: no port is taken by another process in between
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        try:
            until(lambda: running.started)
            model.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
            yield model
        finally:
            running.should_exit = True
            thread.join(timeout=15)
    assert not thread.is_alive()
