"""What a document states of itself: its number, what it replaces, and where it says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("documents", sa.Column("number", sa.String))
    for name in ("supersedes", "found"):
        op.add_column(
            "documents", sa.Column(name, sa.JSON, nullable=False, server_default=sa.text("'[]'"))
        )
