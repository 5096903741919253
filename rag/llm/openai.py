"""The door to OpenAI-compatible endpoints. The only user of ``ChatOpenAI`` and of its errors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import httpx2
import openai
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from rag.errors import LanguageModelError
from rag.llm.protocol import Message, Piece
from rag.settings import Settings

_KINDS: Final[dict[str, type[BaseMessage]]] = {
    "system": SystemMessage,
    "user": HumanMessage,
    "assistant": AIMessage,
}
_PASSING: Final = frozenset({408, 409, 425, 500, 502, 503, 504})


class OpenAIDoor:
    """LangChain's ``ChatOpenAI`` with our limits in place of its own."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the client; nothing is called yet."""
        timeout = openai.Timeout(settings.chat_total_s, connect=settings.chat_connect_s)
        # One of our own: those that LangChain shares outlive the loop they were used on.
        self._client = openai.DefaultAsyncHttpxClient(timeout=timeout)
        self._model = ChatOpenAI(
            model=settings.chat_model or "",
            base_url=settings.chat_base_url or settings.openai_base_url,
            # Endpoints of one's own often want no key, but the SDK refuses to go without.
            api_key=settings.chat_api_key or settings.openai_api_key or SecretStr("none"),
            temperature=settings.chat_temperature,
            stream_usage=settings.chat_stream_usage,
            timeout=timeout,
            max_retries=0,
            http_async_client=self._client,
        )

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Piece, None]:
        """Yield the reply as it comes; closing or cancelling closes the request.

        Raises:
            LanguageModelError: There are no more words, for the reason named.
        """
        # Objects, never templates: a brace in a document is a brace.
        prompt = [_KINDS[message.role](message.content) for message in messages]
        pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        # Read by a task that waits nowhere but inside the client: cancelling it ends the
        # client's own generators too. Left at a yield they hold each other until the collector
        # comes by, in whatever thread, while their loop runs.
        reading = asyncio.create_task(self._read(prompt, pieces))
        begun = False
        try:
            with _translated(lambda: begun):
                while (piece := await pieces.get()) is not None:
                    begun = True
                    yield piece
                await reading
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self, prompt: list[BaseMessage], pieces: asyncio.Queue[Piece | None]) -> None:
        """Put what comes into the queue, and None at its end, good or bad."""
        try:
            async for chunk in self._model.astream(prompt):
                usage = chunk.usage_metadata
                pieces.put_nowait(
                    Piece(
                        text=chunk.text,
                        ended=bool(chunk.response_metadata.get("finish_reason")),
                        prompt_tokens=usage["input_tokens"] if usage else 0,
                        completion_tokens=usage["output_tokens"] if usage else 0,
                    )
                )
        finally:
            pieces.put_nowait(None)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


@contextmanager
def _translated(has_begun: Callable[[], bool]) -> Iterator[None]:
    """Turn the vendors' errors into ours, without the endpoint's words: they may hold a key."""
    try:
        yield
    except openai.APITimeoutError as error:
        raise LanguageModelError("slow") from error
    except openai.APIStatusError as error:
        raise _of_status(error) from error
    except openai.APIConnectionError as error:
        reason = "cut" if has_begun() else "unreachable"
        raise LanguageModelError(reason, passing=True) from error
    except openai.OpenAIError as error:
        # e.g. an error told in the middle of a stream
        raise LanguageModelError("faulty", passing=True) from error
    except httpx2.TimeoutException as error:
        raise LanguageModelError("slow") from error
    except httpx2.HTTPError as error:
        raise LanguageModelError("cut", passing=True) from error
    except (AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        # what does not speak the protocol fails anywhere in the client
        raise LanguageModelError("garbled", passing=True) from error


def _of_status(error: openai.APIStatusError) -> LanguageModelError:
    status = error.status_code
    if status == 429:
        return LanguageModelError("limited", passing=True, retry_after=_retry_after(error))
    if status in _PASSING:
        return LanguageModelError("faulty", passing=True, retry_after=_retry_after(error))
    return LanguageModelError("faulty" if status >= 500 else "refused")


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Return the seconds that the endpoint asks to be left alone, where it says so in seconds."""
    try:
        return max(float(error.response.headers["retry-after"]), 0.0)
    except (KeyError, ValueError):
        return None
