"""The ledger: one row for each commitment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "commitments",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("clause_id", sa.String, nullable=False),
        sa.Column("quote", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("value", sa.String),
        sa.Column("value_max", sa.String),
        sa.Column("amount", sa.Double),
        sa.Column("unit", sa.String),
        sa.Column("comparator", sa.String),
        sa.Column("is_percentage", sa.Boolean, nullable=False),
        sa.Column("deadline_text", sa.String),
        sa.Column("deadline_from", sa.Date),
        sa.Column("deadline_to", sa.Date),
        sa.Column("deadline_month_day", sa.String),
        sa.Column("due", sa.String),
        sa.Column("places", sa.JSON, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("strict", sa.Boolean, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitments"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], "fk_commitments_document_id", ondelete="CASCADE"
        ),
    )
    for column in ("document_id", "category", "unit", "due"):
        op.create_index(f"ix_commitments_{column}", "commitments", [column])
