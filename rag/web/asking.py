"""The one way in to the engine for every face that answers people.

The engine works in threads; people wait on the event loop. ``Asking`` bridges the
two: it bounds how many questions are answered at once and for how long, hands each
event over as it comes, and stops the work when nobody listens any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from rag.errors import AnswerTimeoutError, BusyError, ClosingError, TiaowenError
from rag.llm.patience import Patience, wait_with
from rag.loop import Journal
from rag.schemas import Answer, AskEvent, Filters, Hit, Question
from rag.settings import Settings
from rag.understand import check_question
from rag.web.metrics import Metrics

if TYPE_CHECKING:
    from rag.chain import Engine

log = logging.getLogger("tiaowen.web")

T = TypeVar("T")
V = TypeVar("V")

_DRAIN_CHECKS: Final = 60
_DRAIN_CHECK_S: Final = 0.025


class _Outcome(contextlib.AbstractContextManager["_Outcome"]):
    """Keeps whatever ends a thread's work, so that the one who waits for it learns of it."""

    error: BaseException | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self.error = error
        return True


class _Run(Generic[T]):
    """One piece of work in a thread of its own, and the items it hands over.

    The thread is a daemon: a step that hangs must not keep the process from ending.
    """

    def __init__(
        self,
        work: Callable[[], Iterator[T]],
        ended: Callable[[_Run[T]], None],
        seconds: float,
    ) -> None:
        self._work = work
        self._until = time.monotonic() + seconds
        self._ended = ended
        self._loop = asyncio.get_running_loop()
        self._items: asyncio.Queue[T | _Outcome] = asyncio.Queue()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin the work; ``ended`` is called on the event loop when its thread is done."""
        threading.Thread(target=self._main, name="tiaowen-ask", daemon=True).start()

    def _main(self) -> None:
        outcome = _Outcome()
        with outcome, contextlib.ExitStack() as stack:
            wait_with(Patience(self._stopped, self._until))
            items = self._work()
            if isinstance(items, Generator):
                stack.callback(items.close)
            for item in items:
                if self._stopped.is_set():
                    break
                self._hand(self._items.put_nowait, item)
        self._hand(self._items.put_nowait, outcome)
        self._hand(self._ended, self)

    def _hand(self, act: Callable[[V], None], value: V) -> None:
        # a step that hangs may outlive the loop
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(act, value)

    def stop(self) -> None:
        """Ask the thread to end after the step it is in, and to wait for no model."""
        self._stopped.set()

    def fail(self, error: TiaowenError) -> None:
        """Tell whoever waits that there is nothing more to come."""
        outcome = _Outcome()
        outcome.error = error
        self._items.put_nowait(outcome)

    async def items(self, deadline: float) -> AsyncGenerator[T, None]:
        """Yield what the thread hands over until it ends; raise what ended it."""
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    item = await self._items.get()
            except TimeoutError:
                raise AnswerTimeoutError from None
            if not isinstance(item, _Outcome):
                yield item
            elif item.error is None:
                return
            elif isinstance(item.error, TiaowenError):
                raise item.error
            else:
                raise TiaowenError from item.error


class Asking:
    """Answers questions within the limits of the settings.

    Args:
        engine: The open engine.
        settings: ``concurrent_asks``, ``ask_timeout_s`` and ``question_chars`` are read.
        metrics: Where answers are counted.
        journal: Where questions are kept for staff.
    """

    def __init__(
        self, engine: Engine, settings: Settings, metrics: Metrics, journal: Journal
    ) -> None:
        self._engine = engine
        self._timeout = settings.ask_timeout_s
        self._longest = settings.question_chars
        self._metrics = metrics
        self._journal = journal
        self._places = asyncio.Semaphore(settings.concurrent_asks)
        self._runs: set[_Run[Any]] = set()
        self._closing = False
        metrics.asks_in_progress.set_function(lambda: len(self._runs))

    async def stream(self, question: Question) -> AsyncGenerator[AskEvent, None]:
        """Yield the events of one answer; close the generator to stop the work.

        Raises:
            QuestionError: The question is empty, too long or unreadable.
            ServiceError: No place became free, the answer took too long, or the
                service is being shut down.
            TiaowenError: The engine failed.
        """
        check_question(question.text, self._longest)
        async with contextlib.aclosing(self._work(lambda: self._engine.stream(question))) as events:
            ended = False
            async for event in events:
                ended = ended or event.name in ("answer", "error")
                if event.name == "answer":
                    answer = Answer.model_validate(event.data)
                    self._metrics.answer(answer)
                    self._journal.asked(question, answer)
                yield event
        if not ended:
            raise TiaowenError("the engine ended without an answer")

    async def answer(self, question: Question) -> Answer:
        """Return the whole answer; raises as ``stream`` does."""
        found: Answer | None = None
        async with contextlib.aclosing(self.stream(question)) as events:
            async for event in events:
                if event.name == "answer":
                    found = Answer.model_validate(event.data)
        if found is None:
            raise TiaowenError("the engine gave no answer")
        return found

    async def search(self, query: str, k: int, filters: Filters) -> tuple[Hit, ...]:
        """Return the passages found; raises as ``stream`` does."""
        check_question(query, self._longest)
        found: tuple[Hit, ...] = ()
        async with contextlib.aclosing(
            self._work(lambda: iter((self._engine.search(query, k, filters),)))
        ) as items:
            async for item in items:
                found = item
        return found

    async def _work(self, work: Callable[[], Iterator[T]]) -> AsyncGenerator[T, None]:
        deadline = asyncio.get_running_loop().time() + self._timeout
        await self._take_place(deadline)
        seconds = deadline - asyncio.get_running_loop().time()
        run = _Run(work, ended=self._give_place, seconds=seconds)
        self._runs.add(run)
        run.start()
        try:
            async with contextlib.aclosing(run.items(deadline)) as items:
                async for item in items:
                    yield item
        finally:
            run.stop()

    async def _take_place(self, deadline: float) -> None:
        try:
            async with asyncio.timeout_at(deadline):
                await self._places.acquire()
        except TimeoutError:
            raise BusyError from None
        if self._closing:
            self._places.release()
            raise ClosingError

    def _give_place(self, run: _Run[T]) -> None:
        # a place is free when its thread has ended, not when its listener has left
        self._runs.discard(run)
        self._places.release()

    def close(self) -> None:
        """Take no more questions, and tell those who wait that the service ends."""
        self._closing = True
        for run in self._runs:
            run.stop()
            run.fail(ClosingError())

    async def drain(self) -> None:
        """Close, and wait a moment for the threads: the engine is closed after this."""
        self.close()
        for _ in range(_DRAIN_CHECKS):
            if not self._runs:
                return
            await asyncio.sleep(_DRAIN_CHECK_S)
        log.warning("a step is still running at shutdown")
