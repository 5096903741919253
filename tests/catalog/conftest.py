"""An empty catalog: in a file, and on a server where one is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from rag.catalog import Catalog
from rag.catalog.models import Base

SERVER = os.environ.get("TIAOWEN_TEST_DATABASE_URL", "")


@pytest.fixture(params=["sqlite", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database; also on a server, where TIAOWEN_TEST_DATABASE_URL names one."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalog.sqlite3'}"
    if not SERVER:
        if os.environ.get("CI"):
            pytest.fail("TIAOWEN_TEST_DATABASE_URL names no server: .ci/run starts one")
        pytest.skip("TIAOWEN_TEST_DATABASE_URL names no server")
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        for table in [*Base.metadata.tables, "alembic_version"]:
            connection.execute(text(f"DROP TABLE IF EXISTS {table} CASCADE"))
    engine.dispose()
    return SERVER


@pytest.fixture
def catalog(url: str) -> Iterator[Catalog]:
    opened = Catalog(url)
    opened.upgrade()
    yield opened
    opened.dispose()
