"""Everything in one file and back, and documents erased, by the command line."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from making import a_text, fill
from running import Run
from waiting import until

from rag.catalog import Catalog
from rag.jobs import Jobs
from rag.settings import Settings
from rag.storage import REPLACED, UNDOING, DataDirectory
from rag.wording import say
from rag.workspace import Workspace


@pytest.fixture
def data(run: Run, tmp_path: Path) -> Path:
    """A data folder with a document taken in, one uploaded, and an upload still waiting."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(a_text(1), encoding="utf-8")
    assert run("ingest", documents).code == 0
    with Workspace.open(_settings(tmp_path)) as workspace:
        jobs = Jobs(workspace, workspace.index.refresh)
        job = jobs.accept([jobs.receive(io.BytesIO(a_text(2).encode()), "b.txt", {})])
        until(lambda: jobs.find(job.id).state.ended)
        jobs.close()
        jobs.accept([jobs.receive(io.BytesIO(a_text(3).encode()), "c.txt", {"region": "甲区"})])
    (tmp_path / "data" / "inbox.jsonl").write_text("{}\n", encoding="utf-8")
    return tmp_path / "data"


def _settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")


def _sources(run: Run) -> list[str]:
    listed = json.loads(run("documents", "list", "--json").out)["documents"]
    return [one["source"] for one in listed]


def test_a_folder_lost_comes_back_whole(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    made = run("backup", file)
    assert made.code == 0
    assert "2" in made.out
    assert file.stat().st_mode & 0o077 == 0
    shutil.rmtree(data)
    outcome = run("restore", file)
    assert outcome.code == 0, outcome.err
    assert say("operator.doctor.sound") in outcome.out
    assert _sources(run) == ["a.txt", "b.txt"]
    assert (data / "inbox.jsonl").read_text(encoding="utf-8") == "{}\n"
    assert run("search", a_text(2).splitlines()[3]).out.startswith("1.")
    # what was acknowledged and had not been read goes on as well
    with Workspace.open(_settings(tmp_path)) as workspace:
        jobs = Jobs(workspace, workspace.index.refresh)
        jobs.start()
        until(lambda: workspace.catalog.jobs.next() is None)
        jobs.close()
        found = {one.source: one.meta.region for one in workspace.catalog.documents()}
    assert found == {"a.txt": None, "b.txt": None, "c.txt": "甲区"}
    assert run("doctor").code == 0


def test_a_backup_is_made_while_another_process_writes(
    run: Run, data: Path, tmp_path: Path
) -> None:
    catalog = Catalog(_settings(tmp_path).catalog_url)
    with DataDirectory.own(data):
        fill(catalog, range(50, 60))
        assert run("backup", tmp_path / "all.zip").code == 0
        fill(catalog, range(60, 70))
        catalog.dispose()
        busy = run("restore", tmp_path / "all.zip", "--force")
        assert busy.code == 1
        assert str(os.getpid()) in busy.err
    shutil.rmtree(data)
    assert run("restore", tmp_path / "all.zip").code == 0
    assert len(_sources(run)) == 12


def test_documents_are_replaced_only_by_force(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    assert run("backup", file).code == 0
    assert run("documents", "delete", _id(run, "a.txt")).code == 0
    kept = run("restore", file)
    assert kept.code == 2
    assert kept.err.strip() == say("operator.bad_input.not_empty", path=data)
    assert _sources(run) == ["b.txt"]
    assert run("restore", file, "--force").code == 0
    assert _sources(run) == ["a.txt", "b.txt"]
    assert run("doctor").code == 0


def test_a_backup_is_never_written_over(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    file.write_text("precious", encoding="utf-8")
    outcome = run("backup", file)
    assert outcome.code == 2
    assert outcome.err.strip() == say("operator.bad_input.backup_exists", path=file)
    assert file.read_text(encoding="utf-8") == "precious"
    assert not list(tmp_path.glob(".tiaowen-backup-*"))


@pytest.mark.parametrize(
    "harm",
    ["cut", "flipped", "garbled", "locked", "foreign", "text", "lied", "climbs", "newer", "gone"],
)
def test_a_bad_backup_changes_nothing(run: Run, data: Path, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "all.zip"
    assert run("backup", file).code == 0
    _harm(file, harm)
    outcome = run("restore", file, "--force")
    assert outcome.code == 2, outcome.err
    assert outcome.err.count("\n") == 1
    assert "没有改动" in outcome.err or harm == "gone"
    assert _sources(run) == ["a.txt", "b.txt"]
    assert run("doctor").code == 0
    assert not (tmp_path / "evil").exists()


def _harm(file: Path, how: str) -> None:
    content = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(entries["contents.json"])
    if how == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif how == "flipped":
        middle = len(content) // 3
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif how == "garbled":
        middle = len(content) // 3
        file.write_bytes(content[:middle] + b"\xff" * 300 + content[middle + 300 :])
    elif how == "locked":
        # the flag that says an entry wants a password, of the entry and of the list at the end
        at = content.index(b"PK\x01\x02")
        flagged = bytearray(content)
        flagged[6] |= 1
        flagged[at + 8] |= 1
        file.write_bytes(flagged)
    elif how == "text":
        file.write_text("no archive", encoding="utf-8")
    elif how == "gone":
        file.unlink()
    else:
        if how == "foreign":
            entries = {"hello.txt": b"hello"}
        elif how == "lied":
            entries["catalog.sqlite3"] = b"SQLite format 3\x00" + bytes(2000)
        elif how == "climbs":
            entries["../evil"] = b"x"
            told["files"]["../evil"] = {"bytes": 1, "sha256": "0" * 64}
            entries["contents.json"] = json.dumps(told).encode()
        else:
            told["format"] = 99
            entries["contents.json"] = json.dumps(told).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, body in entries.items():
                archive.writestr(name, body)


HOSTILE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON commitments BEGIN "
    "UPDATE commitments SET value = '999'; END",
    "trigger on upgrade": "CREATE TRIGGER t BEFORE UPDATE ON markers BEGIN "
    "DELETE FROM documents; END",
    "view": "CREATE VIEW v AS SELECT * FROM documents",
    "view in a table's place": "ALTER TABLE feedback RENAME TO held; "
    "CREATE VIEW feedback AS SELECT * FROM held",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(words)",
    "table": "CREATE TABLE extra (a)",
    "generated column": "ALTER TABLE markers ADD COLUMN x AS (abs(-9223372036854775808))",
    "index": "CREATE INDEX i ON documents (abs(length(text) - 9223372036854775807))",
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_catalog_that_acts_by_itself_is_not_restored(
    run: Run, data: Path, tmp_path: Path, attack: str
) -> None:
    file, catalog = tmp_path / "all.zip", tmp_path / "hostile.sqlite3"
    assert run("backup", file).code == 0
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    catalog.write_bytes(entries["catalog.sqlite3"])
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        connection.executescript(HOSTILE[attack])
        connection.commit()
    entries["catalog.sqlite3"] = catalog.read_bytes()
    told = json.loads(entries["contents.json"])
    told["files"]["catalog.sqlite3"] = {
        "bytes": len(entries["catalog.sqlite3"]),
        "sha256": hashlib.sha256(entries["catalog.sqlite3"]).hexdigest(),
    }
    entries["contents.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in entries.items():
            archive.writestr(name, body)

    outcome = run("restore", file, "--force")

    assert outcome.code == 2, outcome.err
    assert "没有改动" in outcome.err
    assert _sources(run) == ["a.txt", "b.txt"]
    assert run("doctor").code == 0


def test_a_backup_larger_than_the_disk_is_not_unpacked(
    run: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    assert run("backup", file).code == 0
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(entries["contents.json"])
    for held in told["files"].values():
        held["bytes"] = 1 << 60
    entries["contents.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    outcome = run("restore", file, "--force")
    assert outcome.code == 2, outcome.err
    assert outcome.err.strip() == say("operator.bad_input.backup_too_large", path=file)
    assert _sources(run) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("moment", [UNDOING, REPLACED])
def test_a_restoring_cut_short_is_told_and_taken_back(
    run: Run, data: Path, tmp_path: Path, moment: str
) -> None:
    file = tmp_path / "all.zip"
    assert run("backup", file).code == 0
    aside = data / moment
    aside.mkdir()
    (data / "originals").rename(aside / "originals")
    if moment == REPLACED:  # then all of it is aside, and something new perhaps here
        (data / "catalog.sqlite3").rename(aside / "catalog.sqlite3")
        (data / "inbox.jsonl").rename(aside / "inbox.jsonl")
        (data / "catalog.sqlite3").write_bytes(b"new, and not whole")
    outcome = run("doctor")
    assert outcome.code == 1
    assert outcome.err.strip() == say("operator.storage.half_restored", path=data)
    assert run("restore", file).code == 2  # what was there is back, and kept
    assert _sources(run) == ["a.txt", "b.txt"]
    assert len(list((data / "originals").iterdir())) == 2
    assert run("doctor").code == 0


def test_documents_are_erased_by_name(run: Run, data: Path) -> None:
    name = _id(run, "b.txt")
    missing = run("documents", "delete", name, "none")
    assert missing.code == 2
    assert _sources(run) == ["a.txt", "b.txt"]
    outcome = run("documents", "delete", name)
    assert (outcome.code, outcome.out.strip()) == (0, say("operator.deleted", id=name))
    assert _sources(run) == ["a.txt"]
    words = a_text(2).splitlines()[3].encode()
    assert not [p for p in data.rglob("*") if p.is_file() and words in p.read_bytes()]
    assert run("doctor").code == 0


def test_a_catalog_elsewhere_is_for_the_tools_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIAOWEN_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    for words in (("backup", "x.zip"), ("restore", "x.zip")):
        outcome = run(*words)
        assert outcome.code == 2
        assert "pg_dump" in outcome.err


def test_ctrl_c_keeps_what_is_whole_and_goes_on_later(run: Run, tmp_path: Path) -> None:
    documents = tmp_path / "many"
    documents.mkdir()
    for number in range(400):
        (documents / f"{number}.txt").write_text(a_text(number, 30), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, "-m", "rag", "ingest", str(documents)],
        env=environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while not (line := process.stderr.readline()).endswith(" 40/400\n"):
            assert line
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 1
    assert say("operator.ingest.cancelled") in err
    assert "Traceback" not in err
    kept = len(_sources(run))
    assert 40 <= kept < 400
    assert f"新增 {kept}" in out
    assert run("doctor").code == 0
    assert f"新增 {400 - kept}，更新 0，未变 {kept}" in run("ingest", documents).out


def _id(run: Run, source: str) -> str:
    listed = json.loads(run("documents", "list", "--json").out)["documents"]
    return next(one["id"] for one in listed if one["source"] == source)
