"""What staff make of a question: a case of the evaluation, or an answer pinned to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from rag.compose.curated import stands
from rag.errors import InputError, NotFoundError
from rag.loop import case_of, curate, passes, quotes_of
from rag.schemas import AskedQuestion, Curated, InboxCase, Pick
from rag.web.desk import Desk


def question_or_refuse(desk: Desk, answer_id: str) -> AskedQuestion:
    """Return the record of a question.

    Raises:
        NotFoundError: None is kept under that answer.
    """
    desk.journal.settle()
    found = desk.engine.catalog.asked.one(answer_id)
    if found is None:
        raise NotFoundError(reason="question")
    return found


def to_inbox(
    desk: Desk, question: str, picks: Sequence[Pick], must_contain: Sequence[str]
) -> InboxCase:
    """Put a question into the inbox with the clauses that answer it; none: nothing does.

    Raises:
        InputError: A clause is gone, or a quote does not stand in it, or the inbox is full.
    """
    engine = desk.engine
    quotes = quotes_of(engine.library, engine.catalog.clause, picks) if picks else []
    case = case_of(question, quotes, must_contain, engine.library)
    desk.inbox.add(case)
    return case


def nothing_picked() -> NoReturn:
    """Refuse a form on which no clause was ticked.

    Raises:
        InputError: Always.
    """
    raise InputError(reason="no_clause")


def pin(desk: Desk, wordings: Sequence[str], picks: Sequence[Pick]) -> Curated:
    """Pin the words picked to questions; they are the answer from the next question on.

    Raises:
        InputError: A clause is gone, or a quote does not stand in it, or the gate objects.
    """
    engine = desk.engine
    curated = curate(engine.library, engine.catalog.clause, wordings, picks)
    engine.catalog.curated.put(curated)
    engine.steps.pinned.refresh()
    return curated


def unpin(desk: Desk, curated_id: str) -> None:
    """Forget an answer that was pinned.

    Raises:
        NotFoundError: There is none.
    """
    if not desk.engine.catalog.curated.delete(curated_id):
        raise NotFoundError(reason="curated")
    desk.engine.steps.pinned.refresh()


def pinned(desk: Desk) -> tuple[tuple[Curated, bool], ...]:
    """Return every answer pinned, the newest first, and whether it is still given."""
    library = desk.engine.library
    return tuple(
        (one, stands(one, library) and passes(one, library))
        for one in reversed(desk.engine.catalog.curated.every())
    )
