"""An answer as OpenAI's objects: one whole, or in chunks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from rag.schemas import Answer, Record
from rag.web.compatible.body import ChatRequest
from rag.web.compatible.footnotes import footnotes, url_citations


class Usage(Record):
    """The length of what was read and written, in characters, as no tokens are counted here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ReplyMessage(Record):
    """The answer as a message.

    ``content`` is the answer followed by its notices and a block of footnotes;
    ``annotations`` holds the citations as ``url_citation``.
    """

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: tuple[dict[str, object], ...]


class Choice(Record):
    """The one answer there is."""

    index: Literal[0] = 0
    message: ReplyMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(Record):
    """A whole reply; ``tiaowen`` is the Answer as ``/api/ask`` gives it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[Choice]
    usage: Usage
    system_fingerprint: None = None
    tiaowen: Answer


class Model(Record):
    """One model offered."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: Literal["tiaowen"] = "tiaowen"


class ModelList(Record):
    """Every model offered."""

    object: Literal["list"] = "list"
    data: tuple[Model, ...] = Field(min_length=1)


def whole(body: ChatRequest, answer: Answer) -> ChatCompletion:
    """Return the reply to ``body`` as one object."""
    content = answer.answer + footnotes(answer)
    return ChatCompletion(
        id=f"chatcmpl-{answer.id}",
        created=int(time.time()),
        model=body.served_by,
        choices=(
            Choice(message=ReplyMessage(content=content, annotations=tuple(url_citations(answer)))),
        ),
        usage=_usage(body, content),
        tiaowen=answer,
    )


def _usage(body: ChatRequest, content: str) -> Usage:
    read = sum(len(message.text) for message in body.messages)
    return Usage(
        prompt_tokens=read, completion_tokens=len(content), total_tokens=read + len(content)
    )


class Chunks:
    """Makes the chunks of one stream, in the order in which the methods are called."""

    def __init__(self, body: ChatRequest, name: str) -> None:
        """Reply to ``body`` under the name that the request has in the log."""
        self._body = body
        self._said = ""
        self._base: dict[str, object] = {
            "id": f"chatcmpl-{name}",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": body.served_by,
            "system_fingerprint": None,
        }

    def begin(self) -> dict[str, object]:
        """Return the chunk that says who speaks."""
        return self._chunk({"role": "assistant", "content": "", "refusal": None})

    def say(self, words: str) -> dict[str, object]:
        """Return a chunk with more of the answer."""
        self._said += words
        return self._chunk({"content": words})

    def end(self, answer: Answer) -> Iterator[dict[str, object]]:
        """Yield what follows the words: footnotes, citations, the Answer, the usage."""
        if not answer.answer.startswith(self._said):
            # what was streamed is not what was decided on: give the latter whole
            yield self.say("\n\n")
            self._said = ""
        rest = answer.answer[len(self._said) :] + footnotes(answer)
        if rest:
            yield self.say(rest)
        found = url_citations(answer)
        if found:
            yield self._chunk({"annotations": found})
        yield {**self._chunk({}, "stop"), "tiaowen": answer.model_dump(mode="json")}
        if self._body.wants_usage:
            usage = _usage(self._body, self._said)
            yield {**self._base, "choices": [], "usage": usage.model_dump()}

    def _chunk(self, delta: dict[str, object], finish: str | None = None) -> dict[str, object]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        chunk = {**self._base, "choices": [choice]}
        return {**chunk, "usage": None} if self._body.wants_usage else chunk
