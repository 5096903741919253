"""Runs the migrations on the connection that ``Catalog.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from rag.catalog.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # on SQLite too: the transaction is ours
)
context.run_migrations()
