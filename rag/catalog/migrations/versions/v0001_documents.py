"""Documents, clauses, passages, vectors and markers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("title_is_ours", sa.Boolean, nullable=False),
        sa.Column("issuer", sa.String),
        sa.Column("region", sa.String),
        sa.Column("region_aliases", sa.JSON, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("issued_on", sa.Date),
        sa.Column("effective_on", sa.Date),
        sa.Column("expires_on", sa.Date),
        sa.Column("year", sa.Integer),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_table(
        "clauses",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("parent_id", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("body_start", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clauses"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], "fk_clauses_document_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_clauses_document_id", "clauses", ["document_id"])
    op.create_table(
        "passages",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("clause_id", sa.String, nullable=False),
        sa.Column("topic", sa.String),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text_hash", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], "fk_passages_document_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_passages_document_id", "passages", ["document_id"])
    op.create_index("ix_passages_text_hash", "passages", ["text_hash"])
    op.create_table(
        "vectors",
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("text_hash", sa.String, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "text_hash", name="pk_vectors"),
    )
    op.create_index("ix_vectors_text_hash", "vectors", ["text_hash"])
    op.create_table(
        "markers",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_markers"),
    )
