"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from making import a_text
from running import Run

from rag.documents.registry import readers
from rag.schemas import Answer
from rag.storage import DataDirectory

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(a_text(number), encoding="utf-8")
    return made


def test_ingest_tells_what_became_of_each_file(run: Run, folder: Path) -> None:
    first = run("ingest", folder)
    assert first.code == 0
    assert [line[:2] for line in first.out.splitlines()[:3]] == ["新增"] * 3
    assert "新增 3，更新 0，未变 0，拒绝 0" in first.out
    again = run("ingest", folder, language="en")
    assert (again.code, len(again.out.splitlines())) == (0, 1)
    assert "0 new, 0 changed, 3 unchanged, 0 refused" in again.out


def test_progress_is_plain_lines_on_standard_error(run: Run, folder: Path) -> None:
    outcome = run("ingest", folder)
    assert "读取文件 3/3" in outcome.err.splitlines()
    assert "\x1b" not in outcome.err + outcome.out


def test_refused_files_are_named_and_counted(run: Run, folder: Path) -> None:
    (folder / "空.txt").write_text("", encoding="utf-8")
    (folder / "表.zip").write_bytes(b"PK")
    outcome = run("ingest", folder, folder / "没有.txt")
    assert outcome.code == 3
    refused = [line for line in outcome.err.splitlines() if line.startswith("拒绝")]
    assert len(refused) == 2
    assert any("空.txt" in line and "没有文字" in line for line in refused)
    assert any("没有.txt" in line and "没有找到" in line for line in refused)
    assert "表.zip" in outcome.out


def test_json_stands_alone_on_standard_output(run: Run, folder: Path) -> None:
    (folder / "空.txt").write_text("", encoding="utf-8")
    taken = run("ingest", "--json", folder)
    report = json.loads(taken.out)
    assert taken.code == 3
    assert [file["outcome"] for file in report["files"]] == ["new", "new", "new", "refused"]
    assert taken.err == ""

    listed = json.loads(run("documents", "--json").out)["documents"]
    assert [document["source"] for document in listed] == ["0.txt", "1.txt", "2.txt"]
    assert "revision" not in listed[0]

    seen = run("doctor", "--json")
    assert seen.code == 0
    assert json.loads(seen.out)["sound"] is True


def test_documents_lists_one_line_each(run: Run, folder: Path) -> None:
    assert "tiaowen ingest" in run("documents").out
    run("ingest", folder)
    listed = run("documents")
    assert listed.code == 0
    assert len(listed.out.splitlines()) == 3
    assert "第0号工作安排" in listed.out


@pytest.mark.parametrize("question", ["西工区计划加装电梯多少部？", "如何办理护照？"])
def test_ask_prints_the_answer_then_its_proof(run: Run, question: str) -> None:
    run("ingest", CORPUS)
    asked = run("ask", "--json", question)
    assert asked.code == 0
    answer = Answer.model_validate_json(asked.out)

    shown = run("ask", question).out

    assert shown.startswith(answer.answer)
    for citation in (*answer.citations, *answer.near):
        heading = f"[{citation.marker}] 《{citation.title}》"
        assert shown.index(heading) < shown.index(citation.quote)
        assert citation.clause_path in shown
    assert all(notice in shown for notice in answer.notices)


def test_search_prints_the_best_first(run: Run) -> None:
    run("ingest", CORPUS)
    outcome = run("search", "-k", 2, "电梯")
    assert outcome.code == 0
    assert [line[:3] for line in outcome.out.splitlines() if line[0].isdigit()] == ["1. ", "2. "]
    hits = json.loads(run("search", "--json", "-k", 2, "电梯").out)["hits"]
    assert len(hits) == 2
    assert "电梯" in hits[0]["text"]
    assert hits[0]["score"] >= hits[1]["score"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "请输入问题"),
        (("ask", "啊" * 600), "500"),
        (("ask", "\udcff\udcfe"), "没有可以辨认的文字"),
    ],
)
def test_a_question_that_cannot_be_asked_is_bad_usage(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert words in outcome.err


@pytest.mark.parametrize(
    "arguments", [("ingest",), ("ask",), ("no-such",), ("search", "-k", 0, "x")]
)
def test_bad_usage_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.err


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIAOWEN_PORT", "many")
    outcome = run("documents")
    assert outcome.code == 2
    assert "TIAOWEN_PORT" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_busy_folder_is_told_and_reading_still_works(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("ingest", folder)
    with DataDirectory.own(tmp_path / "data", "http://127.0.0.1:7860"):
        for command in (("ask", "电梯"), ("ingest", folder), ("doctor",), ("search", "电梯")):
            outcome = run(*command)
            assert outcome.code == 1
            assert "http://127.0.0.1:7860" in outcome.err
            assert len(outcome.err.splitlines()) == 1
        listed = run("documents")
        assert listed.code == 0
        assert len(listed.out.splitlines()) == 3


def test_doctor_names_what_it_repaired(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", folder)
    (postings, *_) = (tmp_path / "data" / "index").glob("lexical-*/**/*.idx")
    postings.unlink()
    outcome = run("doctor")
    assert outcome.code == 0
    assert "已重建" in outcome.out
    assert "一切正常" in outcome.out
    assert "已重建" not in run("doctor").out
    assert run("doctor", "--repair").code == 0


def test_doctor_makes_what_is_missing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", folder)
    monkeypatch.setenv("TIAOWEN_EMBEDDING_PROVIDER", "bundled")
    before = json.loads(run("doctor", "--json").out)
    if before["encoder"] is None:
        pytest.skip("the bundled model is not available here")
    assert before["index"]["pending"] == before["index"]["passages"]
    after = json.loads(run("doctor", "--repair", "--json").out)
    assert (after["index"]["pending"], after["sound"]) == (0, True)
    assert after["index"]["vectors"] == after["index"]["passages"]


def test_a_ruined_catalog_is_one_clear_line(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", folder)
    for path in (tmp_path / "data").glob("catalog.sqlite3*"):
        path.write_bytes(b"ruined" * 4_000)
    outcome = run("documents")
    assert outcome.code == 1
    assert "资料库" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TIAOWEN_DATA_DIR", str(tmp_path / "file" / "data"))
    outcome = run("documents")
    assert outcome.code == 1
    assert "数据目录" in outcome.err


def test_a_taken_port_is_told_before_anything_is_opened(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("TIAOWEN_PORT", str(port))
        outcome = run("serve")
    assert outcome.code == 1
    assert str(port) in outcome.err
    assert "TIAOWEN_PORT" in outcome.err
    assert not (tmp_path / "data").exists()


def test_the_language_is_that_of_the_option(run: Run) -> None:
    assert "请输入问题" in run("ask", "", language="zh").err
    assert "Please type a question" in run("ask", "", language="en").err


def test_a_folder_of_mixed_files_is_taken_in_without_the_bad_ones(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, reader in ((f"好{suffix}", readers()[suffix]) for suffix in sorted(readers())):
        (folder / name).write_bytes(reader.sample()[0])
    page = "<html><body><h1>供暖办法</h1><p>按时供暖。<i hidden>密</i></p></body></html>"
    (folder / "隐.html").write_text(page, encoding="utf-8")
    (folder / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    (folder / "假.docx").write_bytes(b"%PDF-1.7")
    (folder / "坏.xlsx").write_bytes(readers()[".xlsx"].sample()[0][:300])
    outcome = run("ingest", folder)
    assert outcome.code == 3
    refused = [line for line in outcome.err.splitlines() if line.startswith("拒绝")]
    assert [line[3:].split("：")[0] for line in refused] == ["假.docx", "坏.xlsx", "旧.doc"]
    assert "PDF" in refused[0]
    assert "损坏" in refused[1]
    assert ".docx" in refused[2]
    assert f"新增 {len(readers()) + 1}，" in outcome.out
    assert "隐藏" in outcome.out
