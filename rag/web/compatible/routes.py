"""Routes of OpenAI's protocol. Keys are neither needed nor read."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncGenerator
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.sse import format_sse_event
from starlette.responses import Response

from rag.errors import NotFoundError, TiaowenError
from rag.schemas import Answer, AskEvent
from rag.web.compatible.body import MODELS, ChatRequest
from rag.web.compatible.replies import ChatCompletion, Chunks, Model, ModelList, whole
from rag.web.compatible_faults import FaultReply, fault_of
from rag.web.desk import AtDesk
from rag.web.headers import language_of
from rag.web.problems import problem_of
from rag.web.public import json_only, may_ask
from rag.web.streams import EventStream, kept_alive, unless_left

_FAULT: Final[dict[int | str, dict[str, object]]] = {
    "default": {"model": FaultReply, "description": "A fault, as OpenAI's clients read it"}
}

router = APIRouter(prefix="/v1", tags=["openai"], responses=_FAULT)


@router.get("/models", summary="List the models")
async def models() -> ModelList:
    """Return the names that `model` may have; any other is answered by the first."""
    return ModelList(data=tuple(Model(id=name) for name in MODELS))


@router.get("/models/{model}", summary="Read one model")
async def model(model: str) -> Model:
    """Return one model."""
    if model not in MODELS:
        allowed = "、".join(MODELS)
        raise NotFoundError(reason="model", param="model", model=model, allowed=allowed)
    return Model(id=model)


@router.post(
    "/chat/completions",
    dependencies=[Depends(may_ask), Depends(json_only)],
    response_model=ChatCompletion,
    summary="Ask as one asks a model of OpenAI's",
    responses={
        200: {
            "description": "The reply; or, where `stream` is true, its chunks as server-sent "
            "events, the last `data: [DONE]`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def chat_completions(
    request: Request, body: ChatRequest, desk: AtDesk
) -> ChatCompletion | Response:
    """Answer the last user message as `/api/ask` does; what was said before is its history."""
    request.state.language = body.tiaowen.language
    question = body.to_question()
    if not body.stream:
        answer = await unless_left(request, desk.asking.answer(question))
        return answer if isinstance(answer, Response) else whole(body, answer)
    events = desk.asking.stream(question)
    # a question that cannot be taken is refused before the stream begins
    await anext(events)
    chunks = Chunks(body, request.state.request_id)
    return EventStream(kept_alive(_wire(request, chunks, events), desk.settings.heartbeat_s))


async def _wire(
    request: Request, chunks: Chunks, events: AsyncGenerator[AskEvent, None]
) -> AsyncGenerator[bytes, None]:
    async with contextlib.aclosing(events):
        yield _event(chunks.begin())
        try:
            async for event in events:
                if event.name == "token":
                    yield _event(chunks.say(str(event.data["text"])))
                elif event.name == "answer":
                    for chunk in chunks.end(Answer.model_validate(event.data)):
                        yield _event(chunk)
        except TiaowenError as error:
            problem = problem_of(error, language_of(request), request.state.request_id)
            _, fault = fault_of(problem.status, problem.code, problem.detail)
            yield _event(fault.model_dump())
            return
        yield format_sse_event(data_str="[DONE]")


def _event(data: dict[str, object]) -> bytes:
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False))
