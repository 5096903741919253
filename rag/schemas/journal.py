"""What is kept of questions asked and of what people thought of their answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from rag.schemas.answers import Status
from rag.schemas.questions import ComposerName, Language
from rag.schemas.record import Record

Rating = Literal["up", "down"]


class Feedback(Record):
    """What a person thought of one answer; ``reason`` is a word or two, ``comment`` more."""

    answer_id: str = Field(min_length=1, max_length=64)
    rating: Rating
    reason: str | None = Field(None, max_length=200)
    comment: str | None = Field(None, max_length=1000)


class AskedQuestion(Record):
    """One question as kept, and what came of it.

    Attributes:
        answer_id: The id of its Answer.
        question: Its words with personal data masked; empty where none may be kept.
        cited, near: Clauses cited by the answer, or named beside a refusal, in their order.
        timings_ms: One entry for each step, and ``total``.
        feedback: The last feedback on the answer, if any.
    """

    answer_id: str
    asked_at: datetime
    question: str
    status: Status
    composer: ComposerName
    language: Language
    cited: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    feedback: Feedback | None = None


AskedShow = Literal["all", "refused", "down", "up", "unanswered"]
"""``unanswered``: refused or half answered for want of words, or rated down; text kept."""


class AskedQuery(Record):
    """Which questions are wanted; what is None confines nothing."""

    show: AskedShow = "all"
    answer_id: str | None = None
    words: str = ""
    since: datetime | None = None
    limit: int = Field(50, ge=1, le=5000)
    offset: int = Field(0, ge=0)


class Cluster(Record):
    """Questions alike that found no answer, or a bad one.

    Attributes:
        id: Stable name of the cluster: that of its first question's words.
        question: The wording asked most.
        wordings: Every wording, the one asked most first.
        asked: How often it was asked; ``refused`` and ``down`` of these.
        last_asked: When last.
        answer_id: The answer given last.
    """

    id: str
    question: str
    wordings: tuple[str, ...]
    asked: int
    refused: int
    down: int
    last_asked: datetime
    answer_id: str


class DayCount(Record):
    """Questions of one day, of the server's time zone."""

    day: date
    questions: int
    refusals: int


class ClauseHit(Record):
    """A clause and how many answers cited it; its place is None once it is gone."""

    clause_id: str
    hits: int
    document_id: str | None
    title: str | None
    clause_path: str | None
    permalink: str | None


class Stats(Record):
    """What was asked in the last days, and what came of it.

    Attributes:
        since: The beginning of the first day counted.
        questions, refusals: How many were asked, and how many of them refused.
        by_status, by_composer: The questions by outcome, and by what drafted the answer.
        ratings: Answers rated, by rating.
        days: One entry for each day, the first day first.
        unanswered: Clusters of questions without a good answer, the most asked first.
        clause_hits: The clauses cited most.
        kept_days: How long questions are kept; 0 where none are, and nothing can be told.
    """

    since: datetime
    questions: int
    refusals: int
    by_status: dict[Status, int]
    by_composer: dict[str, int]
    ratings: dict[str, int]
    days: tuple[DayCount, ...]
    unanswered: tuple[Cluster, ...]
    clause_hits: tuple[ClauseHit, ...]
    kept_days: int
