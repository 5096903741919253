"""The book of answers that staff have pinned to questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select

from rag.catalog import connection as door
from rag.catalog.models import CuratedRow
from rag.errors import InputError
from rag.schemas import Curated

MOST: Final = 2_000
"""Most curated answers kept; they are for the handful that matter."""


class CuratedBook:
    """Curated answers in the catalog's database.

    Methods raise ``CatalogError`` when the database fails. An instance may be shared by
    threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    def put(self, curated: Curated) -> None:
        """Keep an answer, in place of the one of the same id.

        Raises:
            InputError: There are too many already.
        """
        row = curated.model_dump(mode="json") | {"created_at": curated.created_at}
        with self._writing() as connection:
            connection.execute(delete(CuratedRow).where(CuratedRow.id == curated.id))
            if (connection.scalar(select(func.count()).select_from(CuratedRow)) or 0) >= MOST:
                raise InputError(reason="too_many_curated")
            connection.execute(insert(CuratedRow), row)

    def every(self) -> tuple[Curated, ...]:
        """Return all of them, the oldest first."""
        statement = select(CuratedRow.__table__).order_by(CuratedRow.created_at, CuratedRow.id)
        with door.translated(), self._engine.connect() as connection:
            return tuple(map(_curated_of, connection.execute(statement).mappings()))

    def delete(self, curated_id: str) -> bool:
        """Forget an answer; False if there is none."""
        with self._writing() as connection:
            gone = connection.execute(delete(CuratedRow).where(CuratedRow.id == curated_id))
            return bool(gone.rowcount)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with door.translated(), self._writer.begin() as connection:
            yield connection


def _curated_of(row: RowMapping) -> Curated:
    stored: datetime = row["created_at"]
    # SQLite keeps no time zone; what is stored is always UTC
    at = stored if stored.tzinfo else stored.replace(tzinfo=UTC)
    return Curated.model_validate({**row, "created_at": at})
