"""Routes for staff: what was asked, and what is to be made of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from rag.schemas import Curated, InboxCase, Pick, Record, Stats
from rag.web import loop_acts
from rag.web.desk import AtDesk
from rag.web.public import json_only
from rag.web.staff_door import StaffOnly

router = APIRouter(prefix="/api", tags=["staff"], dependencies=[StaffOnly])

Days = Annotated[int, Query(ge=1, le=365, description="How many days, today included.")]
Words = Annotated[str, Field(min_length=1, max_length=500)]


class ToInbox(Record):
    """An answer that was bad, and what would have been right.

    Attributes:
        answer_id: The answer; its question becomes the case.
        gold: The clauses that answer, with the words that do; empty: none answers, and the
            question is to be refused.
        must_contain: What the answer must hold; the figures of the quotes where empty.
    """

    answer_id: Annotated[str, Field(min_length=1, max_length=64)]
    gold: tuple[Pick, ...] = Field((), max_length=5)
    must_contain: tuple[Words, ...] = Field((), max_length=20)


class ToPin(Record):
    """An answer for questions in so many words: what clauses say, and nothing else."""

    wordings: tuple[Words, ...] = Field(min_length=1, max_length=50)
    quotes: tuple[Pick, ...] = Field(min_length=1, max_length=5)


class PinnedAnswer(Curated):
    """A pinned answer; ``in_use`` is false once a document it quotes has changed or gone."""

    in_use: bool


class PinnedAnswers(Record):
    """Every answer pinned, the newest first."""

    curated: tuple[PinnedAnswer, ...]


@router.get("/stats", summary="What was asked, refused and cited")
def stats(desk: AtDesk, days: Days = 30) -> Stats:
    """Count the questions of the last days, and group those that found no good answer."""
    desk.journal.settle()
    return desk.statistics().of(days)


@router.post(
    "/inbox",
    status_code=201,
    dependencies=[Depends(json_only)],
    summary="Make a bad answer a case of the evaluation",
)
def add_to_inbox(body: ToInbox, desk: AtDesk) -> InboxCase:
    """Put the question of an answer into `inbox.jsonl` with the clauses that answer it."""
    asked = loop_acts.question_or_refuse(desk, body.answer_id)
    return loop_acts.to_inbox(desk, asked.question, body.gold, body.must_contain)


@router.get("/inbox", summary="Get the inbox", response_class=Response)
def inbox(desk: AtDesk) -> Response:
    """Return the cases as JSON Lines, for `tiaowen eval --dataset`."""
    return Response(desk.inbox.text(), media_type="application/x-ndjson; charset=utf-8")


@router.get("/curated", summary="List the pinned answers")
def curated(desk: AtDesk) -> PinnedAnswers:
    """Return every answer that staff have pinned, and whether it is still given."""
    return PinnedAnswers(
        curated=tuple(
            PinnedAnswer(**one.model_dump(), in_use=in_use)
            for one, in_use in loop_acts.pinned(desk)
        )
    )


@router.post(
    "/curated",
    status_code=201,
    dependencies=[Depends(json_only)],
    summary="Pin an answer to a question",
)
def pin(body: ToPin, desk: AtDesk) -> Curated:
    """Answer just these questions with just these words from now on.

    The words must stand in the clause to the letter and pass the same check as every
    answer. They are given no longer once a document they quote has changed or gone.
    """
    return loop_acts.pin(desk, body.wordings, body.quotes)


@router.delete("/curated/{curated_id}", status_code=204, summary="Take a pinned answer away")
def unpin(curated_id: str, desk: AtDesk) -> None:
    """Answer these questions as all others again."""
    loop_acts.unpin(desk, curated_id)
