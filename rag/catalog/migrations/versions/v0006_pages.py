"""Where the pages of documents begin, and which of them were recognised in pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; documents stored before have no pages until they are read anew."""
    op.add_column("documents", sa.Column("pages", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("documents", sa.Column("scanned", sa.JSON, nullable=False, server_default="{}"))
