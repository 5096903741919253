"""No room left: a clear fault, everything taken in before is kept, and it goes on afterwards."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from making import a_text, fill
from pair_encoder import PairEncoder

from rag.catalog import Catalog
from rag.errors import CatalogError, SearchIndexError
from rag.index import Index
from rag.ingest import ingest
from rag.settings import Settings


def run(data: Path, *arguments: str, room: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line; no file it writes may outgrow ``room`` bytes."""

    def confine() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [sys.executable, "-m", "rag", *arguments],
        env={**os.environ, "TIAOWEN_DATA_DIR": str(data), "TIAOWEN_EMBEDDING_PROVIDER": "none"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=confine,
    )


def test_what_fits_is_kept_and_the_rest_follows(tmp_path: Path) -> None:
    data, documents = tmp_path / "data", tmp_path / "documents"
    documents.mkdir()
    for number in range(40):
        (documents / f"{number:02}.txt").write_text(a_text(number, clauses=40), encoding="utf-8")

    full = run(data, "ingest", str(documents), room=400_000)

    assert full.returncode == 1
    last = full.stderr.strip().splitlines()[-1]
    assert "Traceback" not in full.stderr
    assert "disk" in last or "磁盘" in last
    settings = Settings(_env_file=None, data_dir=data, embedding_provider="none")
    catalog = Catalog(settings.catalog_url)
    catalog.upgrade()
    assert catalog.check() == ()
    kept = len(catalog.documents())
    assert 0 < kept < 40
    with Index.open(settings, catalog, None) as index:
        assert index.search("推进", 5)
        report = ingest([documents], settings, catalog, index)
        assert sum(file.outcome == "unchanged" for file in report.files) == kept
        assert index.verify().sound
    assert len(catalog.documents()) == 40
    catalog.dispose()
    assert run(data, "doctor", "--json").returncode == 0


def test_reading_goes_on_while_nothing_can_be_written(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    settings.data_dir.mkdir()
    catalog = Catalog(settings.catalog_url)
    catalog.upgrade()
    fill(catalog, range(60), clauses=10)
    encoder = PairEncoder()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Index.open(settings, catalog, encoder) as index:
        index.embed_missing()
        before = catalog.generation(), catalog.stored()
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
        try:
            with pytest.raises(CatalogError, match="disk"):
                fill(catalog, [100])
            assert (catalog.generation(), catalog.stored()) == before
            with pytest.raises(SearchIndexError):
                index.rebuild()
            passage = catalog.passages()[7]
            assert passage.id in {name for name, _ in index.search(passage.text, 3)}
            vector = encoder.encode_questions([passage.text])[0]
            assert index.dense(vector, 1)[0][1] > 0.9
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        fill(catalog, [100])
        index.embed_missing()
        assert index.verify().sound
        assert index.repairs == ()
    catalog.dispose()
