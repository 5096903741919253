"""The tables of the catalog, alike on SQLite and PostgreSQL.

Strings have no declared length: neither database gains by one.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, DateTime, Double, ForeignKey, Index, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of the tables; names every constraint, so that migrations can alter them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class DocumentRow(Base):
    """The stored version of one document, its metadata in columns."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    text: Mapped[str]
    content_hash: Mapped[str]
    title: Mapped[str]
    title_is_ours: Mapped[bool]
    issuer: Mapped[str | None]
    region: Mapped[str | None]
    region_aliases: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[str]
    issued_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    year: Mapped[int | None]
    pages: Mapped[list[int]] = mapped_column(JSON)
    scanned: Mapped[dict[str, float]] = mapped_column(JSON)
    number: Mapped[str | None]
    supersedes: Mapped[list[str]] = mapped_column(JSON)
    found: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    revision: Mapped[str]
    ingested_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ClauseRow(Base):
    """A node of a document's clause tree."""

    __tablename__ = "clauses"

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    parent_id: Mapped[str | None]
    kind: Mapped[str]
    label: Mapped[str]
    path: Mapped[str]
    title: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    body_start: Mapped[int]
    ordinal: Mapped[int]


class PassageRow(Base):
    """A passage; ``sentences`` holds ``[start, end]`` pairs, ``text_hash`` names its vector."""

    __tablename__ = "passages"

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    clause_id: Mapped[str]
    topic: Mapped[str | None]
    text: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    sentences: Mapped[list[list[int]]] = mapped_column(JSON)
    ordinal: Mapped[int]
    text_hash: Mapped[str] = mapped_column(index=True)


class CommitmentRow(Base):
    """A row of the ledger.

    ``amount`` is ``value`` as a number, to compare and sort by; ``due`` the month and day
    (``MM-DD``) of its deadline whether or not the year is known; ``words`` the folded text
    that a search of the ledger looks through.
    """

    __tablename__ = "commitments"

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    clause_id: Mapped[str]
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    action: Mapped[str]
    subject: Mapped[str]
    value: Mapped[str | None]
    value_max: Mapped[str | None]
    amount: Mapped[float | None] = mapped_column(Double)
    unit: Mapped[str | None] = mapped_column(index=True)
    comparator: Mapped[str | None]
    is_percentage: Mapped[bool]
    deadline_text: Mapped[str | None]
    deadline_from: Mapped[date | None]
    deadline_to: Mapped[date | None]
    deadline_month_day: Mapped[str | None]
    due: Mapped[str | None] = mapped_column(index=True)
    places: Mapped[list[str]] = mapped_column(JSON)
    category: Mapped[str] = mapped_column(index=True)
    strict: Mapped[bool]
    words: Mapped[str]


class AskedRow(Base):
    """A question that was asked, and what came of it; no sender is kept."""

    __tablename__ = "asked"

    answer_id: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    question: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    composer: Mapped[str]
    language: Mapped[str]
    timings_ms: Mapped[dict[str, float]] = mapped_column(JSON)


class AskedClauseRow(Base):
    """A clause that an answer cited, or that a refusal named as near."""

    __tablename__ = "asked_clauses"

    answer_id: Mapped[str] = mapped_column(
        ForeignKey("asked.answer_id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[str] = mapped_column(index=True)
    cited: Mapped[bool]


class FeedbackRow(Base):
    """What somebody thought of an answer; the last word counts."""

    __tablename__ = "feedback"

    answer_id: Mapped[str] = mapped_column(
        ForeignKey("asked.answer_id", ondelete="CASCADE"), primary_key=True
    )
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    rating: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str | None]
    comment: Mapped[str | None]


class CuratedRow(Base):
    """An answer that staff pinned to questions; ``quotes`` as the records spell them."""

    __tablename__ = "curated"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    wordings: Mapped[list[str]] = mapped_column(JSON)
    quotes: Mapped[list[dict[str, object]]] = mapped_column(JSON)


class JobRow(Base):
    """Work on the documents in the background."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    stage: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancelling: Mapped[bool]
    problem: Mapped[str]


class JobFileRow(Base):
    """One file of a job; ``sha256`` names its bytes among the originals."""

    __tablename__ = "job_files"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    original: Mapped[dict[str, object]] = mapped_column(JSON)
    sha256: Mapped[str]
    state: Mapped[str]
    document_id: Mapped[str | None]
    passages: Mapped[int]
    reason: Mapped[str]
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    notices: Mapped[list[dict[str, object]]] = mapped_column(JSON)


class OriginalRow(Base):
    """The file that a document was read from, where it is kept."""

    __tablename__ = "originals"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    given: Mapped[dict[str, object]] = mapped_column(JSON)


class VectorRow(Base):
    """A vector (little-endian float32) of the words named ``text_hash``."""

    __tablename__ = "vectors"
    __table_args__ = (Index("ix_vectors_text_hash", "text_hash"),)

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class MarkerRow(Base):
    """A value the catalog keeps under a name, such as its generation."""

    __tablename__ = "markers"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
