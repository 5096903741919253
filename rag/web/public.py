"""Routes for everyone who asks: an answer, its stream, a search."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import format_sse_event
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rag.errors import TiaowenError
from rag.schemas import Answer, AskEvent
from rag.web.desk import AtDesk
from rag.web.headers import language_of, visitor_of
from rag.web.models import AskRequest, SearchRequest, SearchResult
from rag.web.origins import origin_of
from rag.web.problems import problem_of
from rag.web.streams import EventStream, kept_alive, unless_left
from rag.web.visitors import HEADER as VISITOR

router = APIRouter(tags=["public"])


async def json_only(request: Request) -> None:
    """Refuse a body that is not declared as JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)


async def from_known_page(request: Request, desk: AtDesk) -> None:
    """Refuse the page of another site that is not on the allow-list."""
    origin_of(request, desk.settings)


async def may_ask(request: Request, desk: AtDesk) -> None:
    """Count a question against its sender's limit, and the visitor's where a token names one."""
    desk.limit.check(visitor_of(request.client.host if request.client else None), "ask")
    token = request.headers.get(VISITOR)
    if token is not None:
        desk.visitor_limit.check(desk.visitors.check(token, request.headers.get("origin")), "ask")


async def may_search(request: Request, desk: AtDesk) -> None:
    """Count a search against its sender's limit."""
    desk.limit.check(visitor_of(request.client.host if request.client else None), "search")


async def read_ask(request: Request, body: AskRequest) -> AskRequest:
    """Take the body, and from it the language that faults are told in."""
    request.state.language = body.language
    return body


AskBody = Annotated[AskRequest, Depends(read_ask)]


@router.post(
    "/api/ask",
    dependencies=[Depends(from_known_page), Depends(may_ask), Depends(json_only)],
    response_model=Answer,
    summary="Ask, and get the whole answer",
)
async def ask(request: Request, body: AskBody, desk: AtDesk) -> Answer | Response:
    """Answer a question with the clauses that prove it.

    A refusal is an answer too, with its own `status`; only faults are errors.
    """
    return await unless_left(request, desk.asking.answer(body.to_question()))


@router.post(
    "/api/ask/stream",
    dependencies=[Depends(from_known_page), Depends(may_ask), Depends(json_only)],
    response_class=EventStream,
    status_code=200,
    summary="Ask, and get the answer as it is made",
    responses={
        200: {
            "description": "Server-sent events. `event` is the name, `data` the JSON object: "
            '`stage` {"stage"}, `token` {"text"}, `citation` a Citation, and last `answer` '
            "the whole Answer, or `error` a problem document.",
        }
    },
)
async def ask_stream(request: Request, body: AskBody, desk: AtDesk) -> EventStream:
    """Answer a question as `/api/ask` does, event by event."""
    events = desk.asking.stream(body.to_question())
    # a question that cannot be taken is refused before the stream begins
    first = await anext(events)
    wire = _wire(request, first, events)
    return EventStream(kept_alive(wire, desk.settings.heartbeat_s))


async def _wire(
    request: Request, first: AskEvent, rest: AsyncGenerator[AskEvent, None]
) -> AsyncGenerator[bytes, None]:
    async with contextlib.aclosing(rest):
        yield _event(first)
        try:
            async for event in rest:
                yield _event(event)
        except TiaowenError as error:
            problem = problem_of(error, language_of(request), request.state.request_id)
            yield format_sse_event(event="error", data_str=problem.model_dump_json())


def _event(event: AskEvent) -> bytes:
    data = event.model_dump_json(include={"data"})
    return format_sse_event(event=event.name, data_str=data.removeprefix('{"data":')[:-1])


@router.post(
    "/api/search",
    dependencies=[Depends(may_search), Depends(json_only)],
    response_model=SearchResult,
    summary="Find passages",
)
async def search(body: SearchRequest, desk: AtDesk) -> SearchResult:
    """Return the passages nearest to the words, best first, without an answer."""
    return SearchResult(hits=await desk.asking.search(body.query, body.k, body.filters))
