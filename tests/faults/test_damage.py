"""Index files damaged, lost or restored in part: noticed at opening, and built anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from making import fill
from pair_encoder import PairEncoder

from rag.catalog import Catalog
from rag.index import Index
from rag.settings import Settings

DOCUMENTS = 120
"""With the passages of these, Chroma has written its graph to files (over 1,000 rows)."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with everything in it; tests take copies."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("whole"))
    catalog = Catalog(settings.catalog_url)
    catalog.upgrade()
    fill(catalog, range(DOCUMENTS), clauses=10)
    with Index.open(settings, catalog, PairEncoder()) as index:
        index.embed_missing()
        assert index.verify().sound
    assert len(catalog.passages()) > 1_100
    catalog.dispose()
    return settings.data_dir


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "data")


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Catalog, Index]]:
    settings = Settings(_env_file=None, data_dir=folder)
    catalog = Catalog(settings.catalog_url)
    with Index.open(settings, catalog, PairEncoder()) as index:
        yield catalog, index
    catalog.dispose()


def graph_file(folder: Path, name: str) -> Path:
    (found,) = (folder / "index").glob(f"vectors-*/*/{name}")
    return found


def overwrite(path: Path, share: float = 0.2) -> None:
    content = bytearray(path.read_bytes())
    size = max(1, int(len(content) * share))
    start = (len(content) - size) // 2
    content[start : start + size] = np.random.default_rng(0).bytes(size)
    path.write_bytes(content)


def postings(folder: Path) -> Path:
    return max((folder / "index").glob("lexical-*/**/*.idx"), key=lambda path: path.stat().st_size)


def chroma(folder: Path) -> Path:
    (found,) = (folder / "index").glob("vectors-*/chroma.sqlite3")
    return found


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def only_databases(folder: Path) -> None:
    """As a backup leaves it that takes along *.sqlite3 and *.json alone."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in {".sqlite3", ".json"}:
            path.unlink()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "graph overwritten": lambda f: overwrite(graph_file(f, "data_level0.bin")),
    "graph cut off": lambda f: graph_file(f, "data_level0.bin").write_bytes(b"\0" * 100),
    "graph header overwritten": lambda f: overwrite(graph_file(f, "header.bin"), 1.0),
    "graph names overwritten": lambda f: overwrite(graph_file(f, "index_metadata.pickle")),
    "graph file deleted": lambda f: graph_file(f, "data_level0.bin").unlink(),
    "graph folder deleted": lambda f: shutil.rmtree(graph_file(f, "header.bin").parent),
    "one byte of the graph changed": lambda f: flip(graph_file(f, "data_level0.bin")),
    "chroma overwritten": lambda f: overwrite(chroma(f)),
    "chroma emptied": lambda f: chroma(f).write_bytes(b""),
    "chroma deleted": lambda f: chroma(f).unlink(),
    "vector folder deleted": lambda f: shutil.rmtree(chroma(f).parent),
    "vector pointer torn": lambda f: (f / "index" / "vectors.json").write_text('{"name": '),
    "vector pointer deleted": lambda f: (f / "index" / "vectors.json").unlink(),
    "postings overwritten": lambda f: overwrite(postings(f)),
    "one byte of the postings changed": lambda f: flip(postings(f)),
    "postings deleted": lambda f: postings(f).unlink(),
    "lexical meta overwritten": lambda f: overwrite(postings(f).parent / "meta.json"),
    "lexical folder deleted": lambda f: shutil.rmtree(postings(f).parent),
    "lexical pointer torn": lambda f: (f / "index" / "lexical.json").write_bytes(b"\xff\xfe"),
    "index folder deleted": lambda f: shutil.rmtree(f / "index"),
    "only databases restored": only_databases,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_and_nothing_is_lost(damage: str, folder: Path) -> None:
    DAMAGE[damage](folder)
    with opened(folder) as (catalog, index):
        passages = catalog.passages()
        assert index.problems == ()
        assert index.pending == 0
        report = index.verify()
        assert report.sound
        assert report.vectors == report.passages == len(passages)
        for passage in passages[:: len(passages) // 20]:
            assert passage.id in {name for name, _ in index.search(passage.text, 5)}
    with opened(folder) as (_, index):
        assert index.repairs == ()  # what was built anew is whole


def test_without_damage_nothing_is_built_anew(folder: Path) -> None:
    before = sorted(path.name for path in (folder / "index").iterdir())
    with opened(folder) as (_, index):
        assert index.repairs == ()
    assert sorted(path.name for path in (folder / "index").iterdir()) == before


def test_rows_lost_while_open_are_noticed_and_healed(folder: Path) -> None:
    with opened(folder) as (catalog, index):
        assert index.check() == ()
        store = index._vectors._upkeep.store  # type: ignore[union-attr]
        assert store is not None
        store.remove(list(catalog.stored())[:3])  # behind the index's back
        assert any(problem.startswith("vectors") for problem in index.check())
        assert not index.verify().problems  # a refresh heals what a check found
        assert index.check() == ()
        assert len(index.repairs) == 1


def test_vectors_missing_from_the_catalog_are_made_again(folder: Path) -> None:
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(folder / "catalog.sqlite3") as connection:
        connection.execute("DELETE FROM vectors WHERE rowid % 3 = 0")
    connection.close()
    with opened(folder) as (_, index):
        assert index.pending > 0
        assert index.embed_missing() > 0
        assert index.verify().sound
