"""Ingestion killed at any moment: whole documents or none, and nothing lost at the next start."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import a_text
from pair_encoder import PairEncoder
from waiting import until

from rag.catalog import Catalog
from rag.clauses import clause_tree, passages
from rag.documents import document_id
from rag.index import Index
from rag.ingest import ingest
from rag.settings import Settings
from rag.storage import DataDirectory

SCRIPT = Path(__file__).parent / "ingest_slowly.py"
DOCUMENTS = 24


def start(data: Path, documents: Path, seconds: float = 0.02) -> subprocess.Popen[str]:
    """Start an ingestion; returns once it has opened the data folder."""
    process = subprocess.Popen(
        [sys.executable, SCRIPT, data, documents, str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]
    assert lines == ["owned\n", "opened\n"], [*lines, process.stdout.read()]
    return process


def write(folder: Path, version: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        text = a_text(version * 1_000 + number, clauses=8)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_what_was_taken_in_survives_a_kill(seed: int, tmp_path: Path) -> None:
    """First a new folder, then the same one changed; killed each time, then finished."""
    chance = random.Random(seed)
    data, documents = tmp_path / "data", tmp_path / "documents"
    settings = Settings(_env_file=None, data_dir=data, embedding_provider="none")
    for version in (1, 2):
        write(documents, version)
        process = start(data, documents)
        time.sleep(chance.uniform(0.0, 1.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()

        began = time.perf_counter()
        encoder = PairEncoder()
        with DataDirectory.own(data):
            catalog = Catalog(settings.catalog_url)
            catalog.upgrade()
            assert catalog.check() == ()
            for summary in catalog.documents():
                whole = catalog.document(summary.id)
                assert whole is not None
                assert catalog.clauses(summary.id) == clause_tree(whole)
                assert catalog.passages(summary.id) == passages(
                    whole, clause_tree(whole), settings.passage_chars
                )
            with Index.open(settings, catalog, encoder) as index:
                assert time.perf_counter() - began < 30
                for passage in catalog.passages():
                    found = [name for name, _ in index.search(passage.text, 3)]
                    assert passage.id in found
                index.embed_missing()
                report = index.verify()
                assert report.sound
                assert report.pending == 0
                assert report.vectors == report.passages == len(catalog.passages())
            catalog.dispose()

    catalog = Catalog(settings.catalog_url)
    with DataDirectory.own(data), Index.open(settings, catalog, PairEncoder()) as index:
        report = ingest([documents], settings, catalog, index)
        assert len(report.files) == DOCUMENTS
        assert not report.refused
        assert index.verify().sound
    for number in range(DOCUMENTS):
        whole = catalog.document(document_id(f"{number}.txt"))
        assert whole is not None
        assert whole.text == a_text(2_000 + number, clauses=8)
    catalog.dispose()


def test_vectors_made_before_a_kill_are_not_made_again(tmp_path: Path) -> None:
    data, documents = tmp_path / "data", tmp_path / "documents"
    settings = Settings(_env_file=None, data_dir=data, embedding_provider="none")
    write(documents, 1)
    process = start(data, documents, seconds=0.1)
    catalog = Catalog(settings.catalog_url)
    key = PairEncoder().fingerprint.key
    names = [document_id(f"{number}.txt") for number in range(DOCUMENTS)]
    # vectors are made while later files are still being read
    until(lambda: all(catalog.document(name) for name in names))
    until(lambda: catalog.pending(key) < len(catalog.passages()) - 40)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = catalog.pending(key)
    assert left > 0

    encoder = PairEncoder()
    with DataDirectory.own(data), Index.open(settings, catalog, encoder) as index:
        assert ingest([documents], settings, catalog, index).embedded == left
        assert encoder.encoded == left
        assert index.verify().sound
    catalog.dispose()
