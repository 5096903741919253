"""The report: one page, nothing asked from outside, every word from outside escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.report.calibration import Told, calibration
from eval.report.history import Line, append, lines
from eval.report.page import page
from eval.report.record import Category, Poor, Quoted, Scorecard, SetResult

SCRIPT = '<script>alert("公园")</script>'


def a_set(*, fitted_on: bool) -> SetResult:
    return SetResult(
        cases=4,
        fitted_on=fitted_on,
        figures={"answer_accuracy_closed": 0.75, "refusal_recall": None},
        categories={"a<b": Category(cases=4, right=1.0, passed=0.75)},
        latency_ms=(3.0, 5.0),
        calibration=calibration([Told(0.9, right=True, shown=True)]),
    )


@pytest.fixture
def card() -> Scorecard:
    poor = Poor(
        set_name="own/tune",
        id="Q7",
        category="number",
        why="the answer is wrong",
        confidence=0.87,
        question=f"问{SCRIPT}",
        status="answered",
        answer=f"答{SCRIPT}",
        wanted=f"要{SCRIPT}",
        quotes=(Quoted(place=f"某区 (一){SCRIPT}", quote=f"文{SCRIPT}"),),
    )
    return Scorecard(
        version="1.2",
        commit="abc1234",
        at="2026-01-02T03:04:05+00:00",
        sets={"own/check": a_set(fitted_on=False), "own/tune": a_set(fitted_on=True)},
        others={"ledger rows": {"precision": 0.5, "recall": None}},
        poor=(poor,),
        limit=None,
        hardware={"processor": "<b>", "cores": 2},
    )


@pytest.fixture
def history(card: Scorecard) -> tuple[Line, ...]:
    kept = {"commit": card.commit, "at": card.at, "version": card.version}
    older = Line(**kept, figures={"policyqa": {"ROUGE-L": 0.4}})
    return (older, Line(**kept, figures=card.figures))


def test_words_from_documents_and_questions_are_escaped(card: Scorecard, history):
    html = page(card, history, [f"own/check: fell {SCRIPT}"])
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 6
    assert "<b>" not in html
    assert "文&lt;script&gt;" in html


def test_nothing_is_fetched_and_ids_are_unique(card: Scorecard, history):
    html = page(card, history, [])
    names = re.findall(r'\bid="([^"]+)"', html)
    assert len(names) == len(set(names))
    used = re.findall(r'(?:href|src)="([^"]+)"', html) + re.findall(r"url\(([^)]+)\)", html)
    assert used
    assert all(link.startswith("#") and link[1:] in names for link in used)
    assert "default-src 'none'" in html


def test_figures_stand_beside_what_is_wanted(card: Scorecard, history):
    html = page(card, history, [])
    assert "0.750 ✗" in html
    assert "≥ 0.970" in html
    assert "Fell beyond noise" not in html
    assert html.count("<svg") == 5
    assert "Q7" in html


def test_a_run_of_nothing_is_a_page_too(card: Scorecard):
    bare = card.model_copy(update={"sets": {}, "others": {}, "poor": (), "limit": 3})
    html = page(bare, (), [])
    assert "<svg" not in html
    assert "Not a full run: 3 cases" in html


def test_history_grows_by_a_line_for_each_run(card: Scorecard, tmp_path: Path):
    path = tmp_path / "history.jsonl"
    assert lines(path) == ()
    append(path, card)
    append(path, card.model_copy(update={"commit": None}))
    kept = lines(path)
    assert [line.commit for line in kept] == ["abc1234", None]
    assert kept[0].figures["own/check"]["calibration_error"] == pytest.approx(0.1)
    assert kept[0].figures["ledger rows"]["precision"] == 0.5
