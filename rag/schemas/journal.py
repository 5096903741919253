"""What is kept of questions asked and of what people thought of their answers."""

from __future__ import annotations

from datetime import datetime
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
