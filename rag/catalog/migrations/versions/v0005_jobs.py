"""Work in the background, and the files that documents were read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("problem", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    for column in ("state", "created_at"):
        op.create_index(f"ix_jobs_{column}", "jobs", [column])
    op.create_table(
        "job_files",
        sa.Column("job_id", sa.String, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("original", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("values", sa.JSON, nullable=False),
        sa.Column("notices", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "ordinal", name="pk_job_files"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], "fk_job_files_job_id", ondelete="CASCADE"),
    )
    op.create_table(
        "originals",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("given", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_originals"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], "fk_originals_document_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_originals_sha256", "originals", ["sha256"])
