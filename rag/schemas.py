"""The records that stages exchange. All are frozen; a stage returns new ones.

Offsets are always character positions (Python ``str`` indices) into the stored
text of the document they belong to, half open, so that
``document.text[start:end] == quote`` holds for every quote shown.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of every record: immutable, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- documents -----------------------------------------------------------------


class DocumentStatus(StrEnum):
    """Legal standing of a document, as stated by its text or its manifest."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


class DocumentMeta(Record):
    """What is known of a document apart from its words; nothing here is guessed.

    Attributes:
        title: The document's own title, or a description of ours.
        title_is_ours: True where ``title`` describes a text that states none.
        issuer: Issuing body, where stated.
        region: District or other area the document is about, where stated.
        region_aliases: Other names people use for that area.
        status: Legal standing.
        issued_on: Date of issue, where stated.
        effective_on: First day of force, where stated.
        expires_on: Last day of force, where stated.
        year: The year the document plans for, where stated.
    """

    title: str
    title_is_ours: bool = False
    issuer: str | None = None
    region: str | None = None
    region_aliases: tuple[str, ...] = ()
    status: DocumentStatus = DocumentStatus.UNKNOWN
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    year: int | None = None


class Document(Record):
    """One version of one document.

    Attributes:
        id: Stable name, derived from ``source``.
        source: File path relative to the ingested folder, with ``/``.
        text: The stored text that every offset refers to.
        content_hash: SHA-256 (hex) of the text; names the version.
        meta: What is known of it.
    """

    id: str
    source: str
    text: str
    content_hash: str
    meta: DocumentMeta


class DocumentSummary(Record):
    """A stored document without its words.

    Attributes:
        characters, clauses, passages: How many of each it has.
        ingested_at: When this version was stored (UTC).
        revision: Changes each time the document is stored; not part of the public shape.
    """

    id: str
    source: str
    content_hash: str
    meta: DocumentMeta
    characters: int
    clauses: int
    passages: int
    ingested_at: datetime
    revision: str = Field(exclude=True)


class ClauseKind(StrEnum):
    """Level of a node of the clause tree, outermost first."""

    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    CLAUSE = "clause"
    ITEM = "item"


class Clause(Record):
    """A node of the clause tree: a numbered division of the document, or its preamble.

    Attributes:
        id: Stable name, unique over all documents and safe in a URL.
        parent_id: The enclosing node, or None at the top.
        label: The numbering exactly as printed, e.g. ``(六)``; empty for a preamble.
        path: Labels from the top joined as printed, e.g. ``六、(十二)``.
        title: The heading's words without label and closing 。; may be empty.
        start, end: The node's whole extent, heading and descendants included.
        body_start: First character after the heading (label and title).
        ordinal: Position in reading order over the whole document, from 0.
    """

    id: str
    document_id: str
    parent_id: str | None
    kind: ClauseKind
    label: str
    path: str
    title: str
    start: int
    end: int
    body_start: int
    ordinal: int


class Span(Record):
    """A half-open range of characters of one document's stored text."""

    start: int
    end: int


class Passage(Record):
    """What is indexed: one topic, or a run of sentences, inside one clause.

    Attributes:
        id: Unique over all documents; changes when the text or its place changes.
        clause_id: The innermost clause that holds it.
        topic: Run-in heading it stands under, or None.
        start, end: Extent in the stored text; ``text == document.text[start:end]``.
        sentences: Extents of its sentences, in order, offsets as above.
        ordinal: Position in reading order over the whole document, from 0.
    """

    id: str
    document_id: str
    clause_id: str
    topic: str | None
    text: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    ordinal: int


# --- asking --------------------------------------------------------------------


class Turn(Record):
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=8000)


class Filters(Record):
    """What the search is confined to; None confines nothing."""

    document_ids: tuple[str, ...] | None = None
    region: str | None = None
    category: str | None = None
    as_of: date | None = None


ComposerName = Literal["extractive", "generative", "ledger", "canned"]
ComposerChoice = Literal["auto", "extractive", "generative", "ledger"]
Language = Literal["zh", "en"]


class Question(Record):
    """What was asked, as received."""

    text: str
    history: tuple[Turn, ...] = ()
    composer: ComposerChoice = "auto"
    language: Literal["auto", "zh", "en"] = "auto"
    filters: Filters = Filters()


class IntentKind(StrEnum):
    """What sort of answer a question calls for."""

    FACT = "fact"
    LEDGER = "ledger"
    CHAT = "chat"
    OUT_OF_SCOPE = "out_of_scope"
    UNSAFE = "unsafe"
    UNCLEAR = "unclear"


class AnswerType(StrEnum):
    """What the words of an answer must contain."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    WHO = "who"
    LIST = "list"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    METHOD = "method"
    REASON = "reason"
    OTHER = "other"


class Part(Record):
    """One thing that a question asks.

    Attributes:
        region: The region it asks of, or None where it names none.
        text: What it asks, folded, without the region's name.
    """

    region: str | None
    text: str


class Intent(Record):
    """A question understood.

    Attributes:
        kind: The route it takes.
        reason: Why an unsafe, unclear or out-of-scope question is so; keys the wording.
        text: The question normalised, and made whole from the history.
        language: Language of the answer.
        answer_type: What the answer must contain.
        unit: The measure word asked for, e.g. ``个`` or ``部``, where there is one.
        regions: Known regions named, as in the documents' metadata.
        unknown_regions: Places named that no document is about.
        years: Years named.
        parts: The things it asks; one unless it asks several.
        wanted: How many answers it asks for, e.g. 2 for 哪两件事; 1 unless it says more.
    """

    kind: IntentKind
    reason: str = ""
    text: str
    language: Language = "zh"
    answer_type: AnswerType = AnswerType.OTHER
    unit: str | None = None
    regions: tuple[str, ...] = ()
    unknown_regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    wanted: int = 1


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
    ``quote`` is verbatim: the stored text from ``start`` to ``end``.
    """

    marker: int
    document_id: str
    source: str
    title: str
    issuer: str | None
    region: str | None
    document_status: DocumentStatus
    issued_on: date | None
    clause_id: str
    clause_path: str
    clause_title: str
    topic: str | None
    quote: str
    start: int
    end: int
    permalink: str


class Commitment(Record):
    """One measurable or time-bound promise of a clause (a row of the ledger).

    Attributes:
        value, value_max: Decimal strings; ``value_max`` closes a range.
        comparator: ``=``, ``>=``, ``>``, ``<=``, ``<`` or None.
        deadline_from, deadline_to: None while the year is unknown; then
            ``deadline_month_day`` holds ``MM-DD``.
        strict: True where a literal number, percentage or date stands in the quote.
    """

    id: str
    document_id: str
    source: str
    region: str | None
    clause_id: str
    clause_path: str
    quote: str
    start: int
    end: int
    action: str
    subject: str
    value: str | None
    value_max: str | None
    unit: str | None
    comparator: Literal["=", ">=", ">", "<=", "<"] | None
    is_percentage: bool
    deadline_text: str | None
    deadline_from: date | None
    deadline_to: date | None
    deadline_month_day: str | None
    places: tuple[str, ...]
    category: str
    strict: bool


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
    wording that states nothing of the documents (it carries no marker).
    """

    text: str
    evidence: tuple[int, ...] = ()
    ours: bool = False


class Draft(Record):
    """What a composer proposes, and the gate disposes of.

    ``confidence`` (0-1) is the composer's own estimate that the evidence answers
    the question; the chain refuses below the operating point.
    """

    sentences: tuple[DraftSentence, ...]
    evidence: tuple[Evidence, ...]
    composer: ComposerName
    confidence: float = 1.0
    complete: bool | None = None
    commitments: tuple[Commitment, ...] = ()
    notices: tuple[str, ...] = ()
    missing: str = ""


class Status(StrEnum):
    """Outcome of a question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NEEDS_CLARIFICATION = "needs_clarification"
    REFUSED_NO_BASIS = "refused_no_basis"
    REFUSED_OUT_OF_SCOPE = "refused_out_of_scope"
    REFUSED_UNSAFE = "refused_unsafe"


class Answer(Record):
    """What a person gets, refusals included."""

    id: str
    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    complete: bool | None = None
    near: tuple[Citation, ...] = ()
    followups: tuple[str, ...] = ()
    composer: ComposerName
    language: Language
    notices: tuple[str, ...] = ()
    timings_ms: dict[str, float] = {}


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
