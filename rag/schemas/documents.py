"""What the building journey makes: documents, clauses, passages."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from rag.schemas.record import Record


class DocumentStatus(StrEnum):
    """Legal standing of a document, as stated by its text or its manifest."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


class FoundPlace(Record):
    """Where the stored text states what is known of its document: from ``start`` to ``end``."""

    field: str
    start: int
    end: int


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
        number: Its document number (文号), where stated.
        supersedes: Titles, numbers, sources or ids of documents that it replaces.
        found: Where its own text states what is given here; what is not named came from
            a manifest or a sender.
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
    number: str | None = None
    supersedes: tuple[str, ...] = ()
    found: tuple[FoundPlace, ...] = ()


class Document(Record):
    """One version of one document.

    Attributes:
        id: Stable name, derived from ``source``.
        source: File path relative to the ingested folder, with ``/``.
        text: The stored text that every offset refers to.
        content_hash: SHA-256 (hex) of the text; names the version.
        meta: What is known of it.
        pages: Where each page of the file begins in the text; empty where it has none.
        scanned: How certain the words are of pages that were recognised in a picture, from
            0 to 1, by the number of the page, from 1.
    """

    id: str
    source: str
    text: str
    content_hash: str
    meta: DocumentMeta
    pages: tuple[int, ...] = ()
    scanned: dict[int, float] = Field(default_factory=dict)

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that a character stands on, if it has one."""
        return bisect_right(self.pages, offset) or None

    def is_scanned(self, start: int, end: int) -> bool:
        """Tell whether any of ``text[start:end]`` was recognised in a picture."""
        if not self.scanned:
            return False
        first, last = self.page_at(start) or 1, self.page_at(max(start, end - 1)) or 1
        return any(first <= page <= last for page in self.scanned)


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
