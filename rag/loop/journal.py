"""Keeps what was asked and said of answers, without ever making an answer wait.

What is to be kept goes into a short queue; one thread writes it. Where the queue is full
or the database fails, the record is lost, and counted, and the answer stands.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from rag.errors import BusyError, CatalogError, NotFoundError
from rag.loop.masking import masked
from rag.schemas import Answer, AskedQuestion, Citation, Feedback, Question, Status

if TYPE_CHECKING:
    from rag.catalog import AskedBook

log = logging.getLogger(__name__)

_WAITING: Final = 2_000
"""Most records that wait to be written."""
_AT_ONCE: Final = 200
_REMEMBERED: Final = 20_000
"""Answers given last, whose feedback is taken without a look into the database."""
_QUESTION_CHARS: Final = 500
_CLAUSES: Final = 20
_PURGE_S: Final = 3600.0
_CLOSE_S: Final = 3.0


class _Given(NamedTuple):
    """An answer given just now, and the words it was asked in, not masked yet."""

    question: str
    answer: Answer
    at: datetime


_Entry = _Given | Feedback | threading.Event | None


class Journal:
    """The way into the book of questions; safe to share between threads.

    Args:
        book: Returns where records are kept.
        days: How long they are kept; 0 keeps none.
        lost: Called with the number of records that could not be kept.
    """

    def __init__(
        self,
        book: Callable[[], AskedBook],
        days: int,
        lost: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._book = book
        self._days = days
        self._lost = lost
        self._waiting: queue.Queue[_Entry] = queue.Queue(_WAITING)
        self._given: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def asked(self, question: Question, answer: Answer) -> None:
        """Keep a question and what came of it; never waits and never fails."""
        with self._lock:
            self._given[answer.id] = None
            if len(self._given) > _REMEMBERED:
                self._given.popitem(last=False)
        if self._days and not self._put(_Given(question.text, answer, datetime.now(UTC))):
            self._lost(1)

    def feedback(self, feedback: Feedback) -> None:
        """Keep what a person thought of an answer, in place of what was said before.

        Raises:
            NotFoundError: No such answer was given, or it is forgotten.
            BusyError: Too much waits to be written.
            CatalogError: The database cannot tell whether the answer was given.
        """
        with self._lock:
            known = feedback.answer_id in self._given
        if not known and not (self._days and self._book().holds(feedback.answer_id)):
            raise NotFoundError(reason="answer")
        if self._days and not self._put(feedback):
            raise BusyError

    def settle(self, seconds: float = 2.0) -> bool:
        """Wait until what was put before is written; False where it takes longer."""
        written = threading.Event()
        return self._writer is None or (self._put(written) and written.wait(seconds))

    def close(self) -> None:
        """Write what waits, as far as that goes quickly."""
        if self._writer is not None and self._put(None):
            self._writer.join(_CLOSE_S)

    def _put(self, entry: _Entry) -> bool:
        with self._lock:
            if self._writer is None or not self._writer.is_alive():
                self._writer = threading.Thread(
                    target=self._write, name="tiaowen-journal", daemon=True
                )
                self._writer.start()
        try:
            self._waiting.put_nowait(entry)
        except queue.Full:
            return False
        return True

    def _write(self) -> None:
        purge_at = time.monotonic()
        while True:
            if time.monotonic() >= purge_at:
                self._purge()
                purge_at = time.monotonic() + _PURGE_S
            batch = self._next(purge_at - time.monotonic())
            records = [_record(one) for one in batch if isinstance(one, _Given)]
            opinions = [_tidied(one) for one in batch if isinstance(one, Feedback)]
            if records or opinions:
                self._keep(records, opinions)
            for one in batch:
                if isinstance(one, threading.Event):
                    one.set()
            if None in batch:
                return

    def _next(self, seconds: float) -> list[_Entry]:
        batch: list[_Entry] = []
        with contextlib.suppress(queue.Empty):
            batch.append(self._waiting.get(timeout=max(0.0, seconds)))
            while len(batch) < _AT_ONCE and batch[-1] is not None:
                batch.append(self._waiting.get_nowait())
        return batch

    def _keep(self, records: list[AskedQuestion], opinions: list[Feedback]) -> None:
        try:
            self._book().write(records, opinions)
        except CatalogError as error:
            self._lost(len(records) + len(opinions))
            log.warning("%d records lost: %s", len(records) + len(opinions), error.code)

    def _purge(self) -> None:
        try:
            self._book().purge(datetime.now(UTC) - timedelta(days=self._days))
        except CatalogError as error:
            log.warning("old questions stay for now: %s", error.code)


def _record(given: _Given) -> AskedQuestion:
    answer = given.answer
    # what is refused as unsafe may be personal data that no rule knows how to mask
    unsafe = answer.status is Status.REFUSED_UNSAFE
    return AskedQuestion(
        answer_id=answer.id,
        asked_at=given.at,
        question="" if unsafe else masked(given.question, _QUESTION_CHARS),
        status=answer.status,
        composer=answer.composer,
        language=answer.language,
        cited=_clauses(answer.citations),
        near=_clauses(answer.near),
        timings_ms=answer.timings_ms,
    )


def _clauses(citations: tuple[Citation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.clause_id for one in citations))[:_CLAUSES]


def _tidied(feedback: Feedback) -> Feedback:
    """Return feedback whose words are masked as those of questions are."""
    words = {
        name: masked(text, len(text)) or None
        for name in ("reason", "comment")
        if (text := getattr(feedback, name))
    }
    return feedback.model_copy(update={"reason": None, "comment": None, **words})
