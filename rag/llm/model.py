"""Calls to the language model, within bounds of time, number and faults.

Calls run on an event loop of their own, so that a request that hangs can be closed at
once from the thread that answers a question.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Final, Self

from pybreaker import (
    STATE_CLOSED,
    STATE_OPEN,
    CircuitBreaker,
    CircuitBreakerError,
    CircuitMemoryStorage,
)

from rag.errors import LanguageModelError
from rag.llm.account import Account, Spending, estimate, estimate_prompt
from rag.llm.patience import patience
from rag.llm.protocol import Door, Message, Piece
from rag.settings import Settings

_LOOK_S: Final = 0.05
"""How often a waiting thread looks whether its asker has left."""
_GRACE_S: Final = 1.0
"""How long past its time a call is believed to end by itself."""
_FIRST_WAIT_S: Final = 0.25


class Call:
    """One reply as it comes: iterate for its words; leaving the block closes the request."""

    def __init__(self, seconds: float) -> None:
        """Begin waiting; the model hands words over."""
        self.pieces: SimpleQueue[str | None] = SimpleQueue()
        self.task: Future[None] | None = None
        self._patience = patience()
        self._until = time.monotonic() + seconds

    @property
    def seconds(self) -> float:
        """Seconds that are left of its time."""
        return max(self._until - time.monotonic(), 0.0)

    def __enter__(self) -> Self:
        """Return the call, which is closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the request if it is still open."""
        self.close()

    def close(self) -> None:
        """Close the request if it is still open; its endpoint sees that nobody listens."""
        if self.task is not None:
            self.task.cancel()

    def __iter__(self) -> Iterator[str]:
        """Yield the words as they come.

        Raises:
            LanguageModelError: There are no more of them, for the reason named.
        """
        while True:
            try:
                piece = self.pieces.get(timeout=_LOOK_S)
            except Empty:
                if self._patience.is_over:
                    self.close()
                    raise LanguageModelError("left") from None
                if time.monotonic() > self._until + _GRACE_S:
                    self.close()
                    raise LanguageModelError("slow") from None
                continue
            if piece is None:
                break
            yield piece
        self._settle()

    def _settle(self) -> None:
        if self.task is None:
            return
        try:
            self.task.result()
        except CancelledError:
            raise LanguageModelError("left") from None


class LanguageModel:
    """The model of the settings. Safe to share between threads."""

    def __init__(self, settings: Settings, door: Door) -> None:
        """Prepare; nothing is called yet."""
        self._settings = settings
        self._door = door
        self.account = Account(settings)
        self._storage = CircuitMemoryStorage(STATE_CLOSED)
        self._rest = timedelta(seconds=settings.chat_breaker_reset_s)
        self._breaker = CircuitBreaker(
            fail_max=settings.chat_breaker_failures,
            reset_timeout=settings.chat_breaker_reset_s,
            state_storage=self._storage,
            throw_new_error_on_trip=False,
        )
        self._places = asyncio.Semaphore(settings.chat_concurrency)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_resting(self) -> bool:
        """Whether the model is left alone for now, after repeated faults."""
        opened = self._storage.opened_at
        return self._storage.state == STATE_OPEN and (
            opened is None or datetime.now(UTC) < opened + self._rest
        )

    @property
    def spending(self) -> Spending:
        """The account as it stands."""
        return self.account.spending(resting=self.is_resting)

    def call(self, messages: Sequence[Message], seconds: float) -> Call:
        """Begin a call and return at once; its words come from the Call.

        Args:
            messages: The prompt.
            seconds: Longest time it gets, retries and waits for a place included.
        """
        call = Call(seconds)
        # It runs in a copy of this thread's context: LangChain's callbacks, which the chain
        # keeps there, are told of the model's run, its words and its end.
        call.task = asyncio.run_coroutine_threadsafe(
            self._run(list(messages), call), self._running_loop()
        )
        call.task.add_done_callback(lambda _: call.pieces.put(None))
        return call

    def reply(self, messages: Sequence[Message], seconds: float) -> str:
        """Return the whole reply; raises as iterating a ``Call`` does."""
        with self.call(messages, seconds) as call:
            return "".join(call)

    def close(self) -> None:
        """Cancel what goes on, and let go of the connections."""
        with self._lock:
            loop, thread, self._loop = self._loop, self._thread, None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._door.close()
        await asyncio.get_running_loop().shutdown_asyncgens()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="language-model", daemon=True
                )
                self._thread.start()
            return self._loop

    async def _run(self, messages: list[Message], call: Call) -> None:
        """Hand the reply over to its call, and count how it went."""
        self.account.begin()
        outcome = "left"
        try:
            self._check_rest()
            async with asyncio.timeout(call.seconds):
                async with self._places:
                    await self._with_retries(messages, call)
            outcome = "ok"
            self._tell_breaker(None)
        except TimeoutError as error:
            outcome = "slow"
            _let_go(error)
            fault = LanguageModelError(outcome)
            self._tell_breaker(fault)
            raise fault from None
        except LanguageModelError as error:
            outcome = error.reason
            _let_go(error)
            if outcome != "resting":
                self._tell_breaker(error)
            raise
        finally:
            self.account.end(outcome)

    def _check_rest(self) -> None:
        if self.is_resting:
            raise LanguageModelError("resting")

    def _tell_breaker(self, fault: LanguageModelError | None) -> None:
        """Let the breaker know how a call ended; it holds a lock while it calls, so not before."""

        def end() -> None:
            if fault is not None:
                raise fault

        # What it raises has been told to the caller already.
        with contextlib.suppress(LanguageModelError, CircuitBreakerError):
            self._breaker.call(end)

    async def _with_retries(self, messages: list[Message], call: Call) -> None:
        for attempt in range(self._settings.chat_retries + 1):
            begun = False
            try:
                async for text in self._words(messages):
                    begun = True
                    call.pieces.put(text)
            except LanguageModelError as error:
                wait = error.retry_after
                wait = _FIRST_WAIT_S * 2**attempt if wait is None else wait
                last = attempt == self._settings.chat_retries
                if begun or last or not error.passing or wait >= call.seconds:
                    raise
            else:
                return
            await asyncio.sleep(wait)

    async def _words(self, messages: list[Message]) -> AsyncGenerator[str, None]:
        """Yield the words of one attempt.

        Raises:
            LanguageModelError: It took too long to begin or to go on, ended before its
                end, or failed at the door.
        """
        said: list[str] = []
        reported = False
        ended = False
        stream = self._door.stream(messages)
        try:
            while (piece := await self._next(stream)) is not None:
                ended = ended or piece.ended
                if piece.prompt_tokens or piece.completion_tokens:
                    reported = True
                    self.account.tokens(piece.prompt_tokens, piece.completion_tokens, "reported")
                if piece.text:
                    said.append(piece.text)
                    yield piece.text
                if sum(map(len, said)) > self._settings.chat_max_chars:
                    ended = True
                    break
        finally:
            await stream.aclose()
            if said and not reported:
                self.account.tokens(estimate_prompt(messages), estimate(said), "estimated")
        if not said:
            raise LanguageModelError("garbled", passing=True)
        if not ended:
            raise LanguageModelError("cut")

    async def _next(self, stream: AsyncGenerator[Piece, None]) -> Piece | None:
        """Return the next piece, or None after the last."""
        try:
            async with asyncio.timeout(self._settings.chat_first_token_s):
                return await anext(stream, None)
        except TimeoutError:
            raise LanguageModelError("slow") from None


def _let_go(fault: BaseException) -> None:
    """Drop the frames that a fault and what led to it hold.

    The call keeps its fault, and the frames the call: a ring that only the collector opens, at
    any time and in any thread, with the client's half-read streams in it.
    """
    led: BaseException | None = fault
    while led is not None:
        led.__traceback__ = None
        led = led.__cause__ or led.__context__
