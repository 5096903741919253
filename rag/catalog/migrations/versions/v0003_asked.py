"""Questions asked, the clauses their answers named, and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "asked",
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("composer", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("timings_ms", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name="pk_asked"),
    )
    for column in ("asked_at", "status"):
        op.create_index(f"ix_asked_{column}", "asked", [column])
    op.create_table(
        "asked_clauses",
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("clause_id", sa.String, nullable=False),
        sa.Column("cited", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "ordinal", name="pk_asked_clauses"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["asked.answer_id"], "fk_asked_clauses_answer_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_asked_clauses_clause_id", "asked_clauses", ["clause_id"])
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rating", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("comment", sa.String),
        sa.PrimaryKeyConstraint("answer_id", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["asked.answer_id"], "fk_feedback_answer_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_feedback_rating", "feedback", ["rating"])
