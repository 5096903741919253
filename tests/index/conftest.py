"""A catalog in a folder of its own, and indexes over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pair_encoder import PairEncoder

from rag.catalog import Catalog
from rag.index import Index
from rag.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")


@pytest.fixture
def catalog(settings: Settings) -> Iterator[Catalog]:
    settings.data_dir.mkdir(exist_ok=True)
    opened = Catalog(settings.catalog_url)
    opened.upgrade()
    yield opened
    opened.dispose()


@pytest.fixture
def open_index(settings: Settings, catalog: Catalog) -> Iterator[Callable[..., Index]]:
    """Open an index over the catalog, closed when the test ends."""
    with ExitStack() as stack:

        def make(encoder: PairEncoder | None = None) -> Index:
            return stack.enter_context(Index.open(settings, catalog, encoder))

        yield make
