"""Ingestion: every file has its outcome, and what has not changed is not touched."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from making import a_text
from numpy.typing import NDArray
from pair_encoder import PairEncoder
from waiting import until

from rag.catalog import Catalog
from rag.errors import ConfigurationError
from rag.index import Index
from rag.ingest import IngestReport, ingest
from rag.schemas import DocumentStatus
from rag.settings import Settings
from rag.wording import say

Take = Callable[..., IngestReport]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")


@pytest.fixture
def catalog(settings: Settings) -> Iterator[Catalog]:
    settings.data_dir.mkdir()
    opened = Catalog(settings.catalog_url)
    opened.upgrade()
    yield opened
    opened.dispose()


@pytest.fixture
def encoder() -> PairEncoder:
    return PairEncoder()


@pytest.fixture
def index(settings: Settings, catalog: Catalog, encoder: PairEncoder) -> Iterator[Index]:
    with Index.open(settings, catalog, encoder) as opened:
        yield opened


@pytest.fixture
def take(settings: Settings, catalog: Catalog, index: Index) -> Take:
    def run(*paths: Path, **more: object) -> IngestReport:
        return ingest(paths, settings, catalog, index, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    (made / "区").mkdir(parents=True)
    for number, name in enumerate(("甲.txt", "乙.txt", "区/丙.md")):
        (made / name).write_text(a_text(number), encoding="utf-8")
    return made


def outcomes(report: IngestReport) -> dict[str, str]:
    return {file.source: file.outcome for file in report.files}


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_folder_is_taken_in(folder: Path, take: Take, catalog: Catalog, index: Index) -> None:
    report = take(folder)
    assert outcomes(report) == {"甲.txt": "new", "乙.txt": "new", "区/丙.md": "new"}
    assert report.passages == len(catalog.passages())
    assert report.embedded > 0
    assert (report.pending, report.problems, report.refused) == (0, (), ())
    assert {s.source for s in catalog.documents()} == set(outcomes(report))
    assert index.search("推进", 5)
    assert index.verify().sound


def test_what_has_not_changed_is_not_touched(
    folder: Path, take: Take, catalog: Catalog, settings: Settings, encoder: PairEncoder
) -> None:
    take(folder)
    encoded, before = encoder.encoded, (catalog.generation(), catalog.stored())
    files = state_of(settings.data_dir)

    report = take(folder)

    assert set(outcomes(report).values()) == {"unchanged"}
    assert (catalog.generation(), catalog.stored()) == before
    assert state_of(settings.data_dir) == files
    assert encoder.encoded == encoded
    assert report.embedded == 0


def test_only_what_changed_is_taken_in_again(
    folder: Path, take: Take, catalog: Catalog, index: Index, encoder: PairEncoder
) -> None:
    take(folder)
    encoded, before = encoder.encoded, catalog.stored()
    (folder / "甲.txt").write_text(
        a_text(0) + "\n(十)推进灯塔建设。新建灯塔九座。", encoding="utf-8"
    )

    report = take(folder)

    assert outcomes(report) == {"甲.txt": "changed", "乙.txt": "unchanged", "区/丙.md": "unchanged"}
    assert len(catalog.stored().items() - before.items()) == 1
    assert index.search("灯塔", 5)
    assert 0 < encoder.encoded - encoded < encoded
    assert index.verify().sound


def test_line_ends_and_marks_do_not_make_a_change(folder: Path, take: Take) -> None:
    take(folder)
    text = (folder / "甲.txt").read_text(encoding="utf-8")
    (folder / "甲.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert outcomes(take(folder))["甲.txt"] == "unchanged"


def test_files_that_cannot_be_read_are_refused_and_the_others_go_on(
    folder: Path, take: Take, catalog: Catalog, tmp_path: Path
) -> None:
    (folder / "空.txt").write_text(" \n\n", encoding="utf-8")
    (folder / "图.txt").write_bytes(b"\x00\x01\x02\x03" * 500)
    (folder / "表.xyz").write_text("x", encoding="utf-8")
    missing = tmp_path / "没有这个文件.txt"

    report = take(folder, missing, folder / "表.xyz")

    refused = {file.source: file.reason for file in report.refused}
    assert refused == {
        "空.txt": "empty_document",
        "图.txt": "undecodable_text.binary",
        str(missing): "bad_document.missing",
        "表.xyz": "unsupported_format",
    }
    assert report.passed_over == ("表.xyz",)
    assert len(catalog.documents()) == 3
    for file in report.refused:
        for language in ("zh", "en"):
            assert Path(file.source).name in say(file.reason, language, **file.values)  # type: ignore[arg-type]


def test_a_refused_version_leaves_the_former_in_place(
    folder: Path, take: Take, catalog: Catalog
) -> None:
    take(folder)
    before = catalog.stored()
    (folder / "甲.txt").write_bytes(b"")
    assert outcomes(take(folder))["甲.txt"] == "refused"
    assert catalog.stored() == before


def test_links_out_of_the_folder_are_not_followed(folder: Path, take: Take, tmp_path: Path) -> None:
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "密.txt").write_text(a_text(9), encoding="utf-8")
    (folder / "密.txt").symlink_to(outside / "密.txt")
    (folder / "夹").symlink_to(outside)
    (folder / "圈").symlink_to(folder)
    (folder / "内.txt").symlink_to(folder / "甲.txt")

    report = take(folder)

    refused = {file.source: file.reason for file in report.refused}
    assert refused == {"密.txt": "bad_document.outside"}
    assert outcomes(report)["内.txt"] == "new"
    assert len(report.files) == 5


def test_a_folder_that_is_itself_a_link_is_taken_in(
    folder: Path, take: Take, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert set(outcomes(take(link)).values()) == {"new"}


def test_one_file_is_named_as_its_folder_names_it(folder: Path, take: Take) -> None:
    take(folder)
    assert outcomes(take(folder / "甲.txt")) == {"甲.txt": "unchanged"}


def test_a_file_given_twice_is_taken_once(folder: Path, take: Take) -> None:
    report = take(folder, folder / "甲.txt", folder)
    assert len(report.files) == 3


def test_two_files_of_one_name_are_not_confused(
    folder: Path, take: Take, catalog: Catalog, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "甲.txt").write_text(a_text(50), encoding="utf-8")

    report = take(folder, other)

    assert [file.reason for file in report.refused] == ["bad_document.same_name"]
    (kept,) = (s for s in catalog.documents() if s.source == "甲.txt")
    stored = catalog.document(kept.id)
    assert stored is not None
    assert stored.text == a_text(0)


def test_a_manifest_says_what_the_words_do_not(
    folder: Path, take: Take, catalog: Catalog, encoder: PairEncoder, index: Index
) -> None:
    manifest = folder / "manifest.toml"
    manifest.write_text(
        '[[documents]]\nsource = "甲.txt"\ntitle = "独角兽办法"\nregion = "某区"\n',
        encoding="utf-8",
    )
    take(folder)
    encoded = encoder.encoded
    (summary,) = (s for s in catalog.documents() if s.source == "甲.txt")
    assert (summary.meta.title, summary.meta.region) == ("独角兽办法", "某区")

    manifest.write_text(
        '[[documents]]\nsource = "甲.txt"\ntitle = "麒麟办法"\nstatus = "repealed"\n',
        encoding="utf-8",
    )
    report = take(folder)

    assert outcomes(report) == {"甲.txt": "changed", "乙.txt": "unchanged", "区/丙.md": "unchanged"}
    (summary,) = (s for s in catalog.documents() if s.source == "甲.txt")
    assert summary.meta.status is DocumentStatus.REPEALED
    assert summary.meta.region is None
    assert encoder.encoded == encoded
    assert index.search("麒麟", 5, field="head")
    assert not index.search("独角兽", 5, field="head")
    assert report.passed_over == ()


def test_a_wrong_manifest_stops_everything(folder: Path, take: Take, catalog: Catalog) -> None:
    (folder / "manifest.toml").write_text("[[documents]]\nsource = 1\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="manifest"):
        take(folder)
    assert catalog.documents() == ()


def test_progress_reaches_the_end_of_each_stage(folder: Path, take: Take) -> None:
    seen: list[tuple[str, int, int]] = []
    take(folder, progress=lambda stage, done, total: seen.append((stage, done, total)))
    last = {stage: (done, total) for stage, done, total in seen}
    assert list(last) == ["read", "index", "embed"]
    assert all(done == total for done, total in last.values())
    assert last["read"] == (3, 3)


def test_vectors_are_made_while_files_are_still_read(
    folder: Path, take: Take, encoder: PairEncoder
) -> None:
    def wait(stage: str, done: int, total: int) -> None:
        # the last file is not read before the model has begun with the first
        if stage == "read" and done == total - 1:
            until(lambda: encoder.encoded > 0)

    report = take(folder, progress=wait)
    assert report.pending == 0
    assert report.embedded == encoder.encoded


def test_a_model_that_stops_beside_the_reading_is_told_of(
    folder: Path, take: Take, encoder: PairEncoder
) -> None:
    encoder.left = 0
    report = take(folder)
    assert set(outcomes(report).values()) == {"new"}
    assert report.problems == ("vectors: the model stopped",)
    encoder.left = None
    assert take(folder).pending == 0


def test_a_document_erased_while_its_vectors_are_made_leaves_none(
    folder: Path, take: Take, catalog: Catalog, index: Index, encoder: PairEncoder,
    settings: Settings, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    take(folder, embed=False)
    victim = next(one.id for one in catalog.documents() if one.source == "甲.txt")
    make = encoder.encode_passages

    def erased_meanwhile(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = make(texts)
        catalog.delete(victim)
        return vectors

    monkeypatch.setattr(encoder, "encode_passages", erased_meanwhile)
    index.embed_missing()
    with contextlib.closing(sqlite3.connect(settings.data_dir / "catalog.sqlite3")) as opened:
        kept = {name for (name,) in opened.execute("SELECT text_hash FROM vectors")}
        there = {name for (name,) in opened.execute("SELECT text_hash FROM passages")}
    assert kept == there != set()
    assert index.verify().sound


def test_vectors_may_be_left_for_later(folder: Path, take: Take, index: Index) -> None:
    report = take(folder, embed=False)
    assert report.pending == report.passages
    assert index.search("推进", 5)
    assert take(folder).pending == 0


def test_a_model_that_fails_does_not_fail_the_documents(
    folder: Path, settings: Settings, catalog: Catalog
) -> None:
    with Index.open(settings, catalog, PairEncoder(left=0)) as index:
        report = ingest([folder], settings, catalog, index)
        assert set(outcomes(report).values()) == {"new"}
        assert report.pending == report.passages
        assert report.problems == ("vectors: the model stopped",)
        assert index.search("推进", 5)
    with Index.open(settings, catalog, PairEncoder()) as index:
        assert ingest([folder], settings, catalog, index).pending == 0


def test_another_length_of_passages_divides_again(
    folder: Path, take: Take, settings: Settings, catalog: Catalog, index: Index
) -> None:
    (folder / "长.txt").write_text("通知\n(一)说明。" + "推进电梯改造工作。" * 60, encoding="utf-8")
    take(folder)
    shorter = settings.model_copy(update={"passage_chars": 100})
    report = ingest([folder], shorter, catalog, index)
    assert outcomes(report)["长.txt"] == "changed"
    assert index.verify().sound
    again = ingest([folder], shorter, catalog, index)
    assert set(outcomes(again).values()) == {"unchanged"}


def test_an_empty_folder_is_no_fault(take: Take, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = take(tmp_path / "empty")
    assert (report.files, report.problems) == ((), ())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(folder: Path, take: Take) -> None:
    (folder / "甲.txt").chmod(0)
    assert [file.reason for file in take(folder).refused] == ["bad_document.unreadable"]
