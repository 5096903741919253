"""Answers that staff pinned to questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "curated",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wordings", sa.JSON, nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_curated"),
    )
