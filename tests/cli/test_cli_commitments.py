"""``tiaowen commitments``: the ledger as a table, as lines, and as files."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import icalendar
import pytest
from openpyxl import load_workbook
from running import Run

from rag.storage import DataDirectory

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def taken_in(run: Run) -> Run:
    assert run("ingest", CORPUS).code == 0
    return run


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output, captured as it is, says that it is a terminal."""
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def test_lines_for_programs_and_a_count_beside_them(taken_in: Run) -> None:
    shown = taken_in("commitments", "--region", "西工", "--category", "住房")
    assert shown.code == 0
    lines = [line.split("\t") for line in shown.out.splitlines()]
    assert lines
    assert {len(line) for line in lines} == {6}
    assert {(line[0], line[2]) for line in lines} == {("洛阳市西工区", "住房")}
    assert any("1000 套" in line[3] and "12-31" in line[4] for line in lines)
    assert f"共 {len(lines)} 条，已全部列出" in shown.err
    cut = taken_in("commitments", "--limit", 2, language="en")
    assert len(cut.out.splitlines()) == 2
    assert "of which 2 are here" in cut.err


@pytest.mark.usefixtures("terminal")
def test_a_table_on_a_terminal_loses_no_word(taken_in: Run) -> None:
    rows = json.loads(taken_in("commitments", "--format", "json", "--limit", 9).out)
    shown = taken_in("commitments", "--limit", 9).out
    assert "期限" in shown
    words = "".join(line.split("│")[-2].strip() for line in shown.splitlines() if "│" in line)
    for row in rows["commitments"]:
        assert "".join(row["quote"].split()) in "".join(words.split())


def test_files_are_written_by_their_names(taken_in: Run, tmp_path: Path) -> None:
    total = json.loads(taken_in("commitments", "--format", "json").out)["total"]
    for name in ("表.csv", "表.XLSX", "历.ics", "表.json"):
        outcome = taken_in("commitments", "--output", tmp_path / name)
        assert (outcome.code, outcome.out) == (0, "")
        assert "已全部列出" in outcome.err
    text = (tmp_path / "表.csv").read_bytes().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == total + 1
    assert "http://127.0.0.1:7860/documents/" in text
    assert load_workbook(tmp_path / "表.XLSX").worksheets[0].max_row == total + 1
    assert icalendar.Calendar.from_ical((tmp_path / "历.ics").read_bytes()).walk("VEVENT")
    assert json.loads((tmp_path / "表.json").read_text(encoding="utf-8"))["total"] == total
    taken_in("commitments", "--format", "csv", "--output", tmp_path / "无后缀")
    assert (tmp_path / "无后缀").read_bytes() == (tmp_path / "表.csv").read_bytes()


def test_a_file_can_be_piped(taken_in: Run) -> None:
    shown = taken_in("commitments", "--format", "csv", "--deadline-before", "06-30")
    assert shown.out.startswith("\ufeff地区,")
    made = taken_in("commitments", "--format", "ics", "--region", "城东")
    assert made.out.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--category", "宇航"), "住房"),
        (("--deadline-before", "06-31"), "06-31"),
        (("--deadline-after", "07-01", "--deadline-before", "06-30"), "07-01"),
        (("--document-id", "no-such"), "没有找到"),
        (("--limit", 0), "limit"),
        (("--limit", 10_001), "limit"),
        (("--offset", -1), "offset"),
        (("--region", "长" * 101), "region"),
        (("--q", "\udcff"), "q"),
        (("--output", "x.pdf"), "--format"),
        (("--format", "table", "--output", "x.csv"), "--format"),
    ],
)
def test_bad_usage_is_one_clear_line(
    taken_in: Run, tmp_path: Path, arguments: tuple[object, ...], words: str
) -> None:
    outcome = taken_in("commitments", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert words in outcome.err
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("arguments", [("--format", "pdf"), ("--sort", "x"), ("--strict", "x")])
def test_unknown_choices_are_bad_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("commitments", *arguments).code == 2


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("kind", ["xlsx", "ics"])
def test_what_a_terminal_cannot_show_needs_a_file(taken_in: Run, tmp_path: Path, kind: str) -> None:
    outcome = taken_in("commitments", "--format", kind)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--output" in outcome.err
    assert taken_in("commitments", "--format", kind, "--output", tmp_path / "x").code == 0


def test_a_file_that_cannot_be_written_is_a_fault(taken_in: Run, tmp_path: Path) -> None:
    outcome = taken_in("commitments", "--output", tmp_path / "no" / "x.csv")
    assert outcome.code == 1
    assert "x.csv" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_the_ledger_is_read_beside_a_server(taken_in: Run, tmp_path: Path) -> None:
    with DataDirectory.own(tmp_path / "data", "http://127.0.0.1:7860"):
        assert taken_in("commitments", "--category", "养老").out


def test_an_empty_ledger_is_told(run: Run) -> None:
    outcome = run("commitments")
    assert (outcome.code, outcome.out) == (0, "")
    assert "共 0 条" in outcome.err
