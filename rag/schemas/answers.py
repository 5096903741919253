"""What was found, drafted and shown."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from rag.schemas.commitments import Commitment, Tally
from rag.schemas.documents import DocumentStatus, Passage
from rag.schemas.questions import ComposerName, Language
from rag.schemas.record import Record


class Hit(Record):
    """A passage found.

    Attributes:
        score: Fused score, higher is better; comparable within one search only.
        ranks: 1-based rank in each retriever that found it.
        passage: The passage itself; not part of the public shape.
        similarity: Cosine similarity of question and passage, where the vectors found
            it; not part of the public shape.
    """

    document_id: str
    source: str
    title: str
    clause_id: str
    clause_path: str
    text: str
    start: int
    end: int
    score: float
    ranks: dict[str, int]
    passage: Passage = Field(exclude=True)
    similarity: float | None = Field(default=None, exclude=True)


class Citation(Record):
    """A proof: the words of one clause, and where they stand.

    ``marker`` is the 1-based number that stands as ``[n]`` in the answer.
    ``quote`` is verbatim: the stored text from ``start`` to ``end``. ``page`` is the page of
    the file it begins on, from 1, where the file has pages; ``scanned`` tells that some of it
    was recognised in a picture. ``version`` is the
    hash of that text. ``expired`` tells that the document's last day of force has passed.
    """

    marker: int
    document_id: str
    source: str
    title: str
    issuer: str | None
    region: str | None
    document_status: DocumentStatus
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    expired: bool
    version: str
    clause_id: str
    clause_path: str
    clause_title: str
    topic: str | None
    quote: str
    start: int
    end: int
    permalink: str
    page: int | None = None
    scanned: bool = False


class Evidence(Record):
    """Words of one clause that a draft rests on, before they are numbered."""

    document_id: str
    clause_id: str
    topic: str | None
    start: int
    end: int
    quote: str


class DraftSentence(Record):
    """One sentence of a draft, without markers, and the evidence it cites.

    ``evidence`` indexes ``Draft.evidence``. ``ours`` marks a lead-in of our own
    wording that states nothing of the documents (it carries no marker), but may count or
    add up the draft's commitments: ``tally`` then says which, and how. ``generated`` marks
    words of a language model, which the gate has passed.
    """

    text: str
    evidence: tuple[int, ...] = ()
    ours: bool = False
    generated: bool = False
    tally: Tally | None = None


class Draft(Record):
    """What a composer proposes, and the gate disposes of.

    ``confidence`` (0-1) is the composer's own estimate that the evidence answers
    the question; the chain refuses below the operating point. ``partial`` tells that the
    evidence says more on it than the sentences do.
    """

    sentences: tuple[DraftSentence, ...]
    evidence: tuple[Evidence, ...]
    composer: ComposerName
    confidence: float = 1.0
    complete: bool | None = None
    commitments: tuple[Commitment, ...] = ()
    notices: tuple[str, ...] = ()
    missing: str = ""
    partial: bool = False


class Status(StrEnum):
    """Outcome of a question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NEEDS_CLARIFICATION = "needs_clarification"
    REFUSED_NO_BASIS = "refused_no_basis"
    REFUSED_OUT_OF_SCOPE = "refused_out_of_scope"
    REFUSED_UNSAFE = "refused_unsafe"


class Answer(Record):
    """What a person gets, refusals included.

    ``ai_generated`` tells that a language model worded some of ``answer``; verbatim quotes
    alone are not so marked. ``notices`` then holds the label in words.
    """

    id: str
    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    complete: bool | None = None
    near: tuple[Citation, ...] = ()
    followups: tuple[str, ...] = ()
    composer: ComposerName
    ai_generated: bool = False
    language: Language
    notices: tuple[str, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)


class AskEvent(Record):
    """One event of a streamed answer; ``answer`` comes last and holds the whole Answer.

    ``data`` by name: ``stage`` {"stage"}, ``token`` {"text"}, ``citation`` a Citation,
    ``answer`` an Answer, ``error`` a problem document.
    """

    name: Literal["stage", "token", "citation", "answer", "error"]
    data: dict[str, object]


class Readiness(Record):
    """Whether questions can be answered now, and what stands in the way."""

    ready: bool
    documents: int
    passages: int
    problems: tuple[str, ...] = ()
