"""The door to Chroma: embedded, and as a server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from making import fill
from pair_encoder import PairEncoder

from rag.catalog import Catalog, PassageKey
from rag.errors import ConfigurationError, SearchIndexError
from rag.index import Index
from rag.index.chroma import ClosedError, VectorIndex, Vectors
from rag.settings import Settings

CHROMA = Path(sys.executable).parent / "chroma"


def unit(rows: np.ndarray) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def keys_for(count: int, documents: int = 7) -> list[PassageKey]:
    return [PassageKey(f"p{n}", f"d{n % documents}", f"h{n}") for n in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex.create(tmp_path / "vectors", "vectors-test", "test")
    yield opened
    opened.close()


def test_six_thousand_rows_go_in_and_each_finds_itself(store: VectorIndex) -> None:
    """More than embedded Chroma takes in one batch."""
    keys = keys_for(6_000)
    vectors = unit(np.random.default_rng(0).normal(size=(6_000, 16)))
    store.add(keys, vectors)
    assert store.count() == 6_000
    assert store.unreachable(keys, vectors) == []
    assert store.nearest(vectors[17], 1)[0][0] == "p17"


def test_many_documents_may_be_asked_for(store: VectorIndex) -> None:
    """More than Chroma takes in one filter."""
    keys = keys_for(200, documents=200)
    vectors = unit(np.random.default_rng(0).normal(size=(200, 16)))
    store.add(keys, vectors)
    crowd = [f"other-{n}" for n in range(25_000)]
    found = store.nearest(vectors[3], 5, ["d3", *crowd, "d9"])
    assert [name for name, _ in found] == ["p3", "p9"]
    store.remove([*crowd, "d3"])
    assert store.count() == 199


def test_a_removed_row_is_not_found_and_may_come_back(store: VectorIndex) -> None:
    keys, vectors = keys_for(50), unit(np.random.default_rng(0).normal(size=(50, 8)))
    store.add(keys, vectors)
    store.remove(["d3"])
    gone = [key for key in keys if key.document_id == "d3"]
    rows = [keys.index(key) for key in gone]
    assert store.count() == 50 - len(gone)
    assert store.unreachable(gone, vectors[rows]) == gone
    assert not {name for name, _ in store.nearest(vectors[3], 50)} & {k.passage_id for k in gone}
    store.add(gone, vectors[rows])
    assert store.unreachable(keys, vectors) == []


def test_equal_vectors_do_not_hide_the_others(store: VectorIndex) -> None:
    """Many rows with one vector cut others off in Chroma's graph; none may be lost."""
    chance = np.random.default_rng(0)
    many = np.vstack(
        [chance.normal(size=(1_500, 48)), np.repeat(chance.normal(size=(1, 48)), 900, 0)]
    )
    keys, vectors = keys_for(len(many)), unit(many)
    store.add(keys, vectors)
    strays = store.unreachable(keys, vectors)
    store.compare_always(strays, vectors[[int(key.text_hash[1:]) for key in strays]])
    for row in range(0, 1_500, 25):
        found = store.nearest(vectors[row], 1)
        assert found[0][0] == f"p{row}"
        assert found[0][1] == pytest.approx(1.0, abs=1e-3)
    for key in strays[:50]:
        vector = vectors[int(key.text_hash[1:])]
        assert store.nearest(vector, 1)[0][1] == pytest.approx(1.0, abs=1e-3)
        assert key.document_id in {f"d{n}" for n in range(7)}
        within = {name for name, _ in store.nearest(vector, 2_400, [key.document_id])}
        assert within <= {k.passage_id for k in keys if k.document_id == key.document_id}


def test_a_damaged_vector_does_not_pass_for_found(store: VectorIndex) -> None:
    keys, vectors = keys_for(40), unit(np.random.default_rng(0).normal(size=(40, 8)))
    stored = vectors.copy()
    stored[5] = -stored[5]
    store.add(keys, stored)
    assert store.unreachable(keys, vectors) == [keys[5]]


def test_fewer_rows_than_asked_for(store: VectorIndex) -> None:
    keys, vectors = keys_for(2), unit(np.random.default_rng(0).normal(size=(2, 8)))
    assert store.nearest(vectors[0], 5) == []
    store.add(keys, vectors)
    assert len(store.nearest(vectors[0], 50)) == 2
    assert store.unreachable(keys, vectors) == []


def test_a_vector_of_another_length_is_a_fault(store: VectorIndex) -> None:
    keys, vectors = keys_for(2), unit(np.random.default_rng(0).normal(size=(2, 8)))
    store.add(keys, vectors)
    with pytest.raises(SearchIndexError, match="dimension"):
        store.nearest(np.ones(5, dtype=np.float32), 1)


def test_closing_waits_for_those_who_search(tmp_path: Path) -> None:
    store = VectorIndex.create(tmp_path / "vectors", "vectors-test", "test")
    keys, vectors = keys_for(500), unit(np.random.default_rng(0).normal(size=(500, 32)))
    store.add(keys, vectors)
    faults: list[Exception] = []

    def search() -> None:
        try:
            for row in range(2_000):
                assert store.nearest(vectors[row % 500], 5)
        except ClosedError:
            pass
        except Exception as error:  # noqa: BLE001  whatever else it is, the test must see it
            faults.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    store.close()
    for thread in threads:
        thread.join(10)
    assert faults == []
    with pytest.raises(ClosedError):
        store.nearest(vectors[0], 1)


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError):
        VectorIndex.open(tmp_path / "missing", "vectors-test")


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://x", "http://"])
def test_an_address_that_is_none_is_a_fault_of_the_settings(address: str) -> None:
    with pytest.raises(ConfigurationError, match="TIAOWEN_CHROMA_URL"):
        VectorIndex.open(address, "vectors-test")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A real Chroma server, the compiled one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [CHROMA, "run", "--path", tmp_path / "server", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                if httpx.get(f"{address}/api/v2/heartbeat").is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        process.kill()
        process.wait()


def test_a_server_holds_the_vectors_for_several_processes(
    server: str, settings: Settings, catalog: Catalog, tmp_path: Path
) -> None:
    encoder = PairEncoder()
    fill(catalog, range(10))
    here = settings.model_copy(update={"chroma_url": server})
    there = here.model_copy(update={"data_dir": tmp_path / "other"})
    vector = encoder.encode_questions(["推进电梯改造"])[0]
    with Index.open(here, catalog, encoder) as first:
        first.embed_missing()
        found = dict(first.dense(vector, 5))
        assert len(found) == 5
        assert first.verify().sound
        with Index.open(there, catalog, encoder) as second:
            assert second.pending == 0
            assert dict(second.dense(vector, 5)) == pytest.approx(found, abs=1e-5)
            fill(catalog, [77])
            second.refresh()
            second.embed_missing()
            first.refresh()
            assert first.pending == 0
            first.rebuild()
            # the other's collection was replaced under its hands
            assert dict(second.dense(vector, 5)) == pytest.approx(
                dict(first.dense(vector, 5)), abs=1e-5
            )
            assert second.problems == ()


def test_words_answer_while_the_server_is_away(
    server: str, settings: Settings, catalog: Catalog
) -> None:
    encoder = PairEncoder()
    fill(catalog, range(5))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
        away = settings.model_copy(update={"chroma_url": nobody})
        with Index.open(away, catalog, encoder) as index:
            index.embed_missing()
            assert index.search("推进", 5)
            assert index.dense(encoder.encode_questions(["推进"])[0], 5) == []
            assert index.pending == len(catalog.passages())
            assert any(problem.startswith("vectors") for problem in index.problems)
    back = settings.model_copy(update={"chroma_url": server})
    with Index.open(back, catalog, encoder) as index:
        assert index.pending == 0
        assert index.problems == ()


def test_it_is_the_folder_that_makes_the_index(
    settings: Settings, catalog: Catalog, tmp_path: Path
) -> None:
    """A copy of the whole folder, taken while closed, is as good as the folder."""
    encoder = PairEncoder()
    fill(catalog, range(10))
    with Index.open(settings, catalog, encoder) as index:
        index.embed_missing()
    catalog.dispose()
    copied = settings.model_copy(update={"data_dir": tmp_path / "copy"})
    shutil.copytree(settings.data_dir, copied.data_dir)
    twin = Catalog(copied.catalog_url)
    with Index.open(copied, twin, encoder) as index:
        assert index.repairs == ()
        assert index.verify().sound
    twin.dispose()
