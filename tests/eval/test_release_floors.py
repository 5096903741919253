"""What passes the gate, and what is named as fallen."""

from __future__ import annotations

from pathlib import Path

import pytest
from judged_answers import judged

from eval.ledger import GoldRow, Scored
from eval.report.gate import Gate, Limit, read_gate, row_figures, set_gate, write_gate
from eval.report.sets import LEDGER_ROWS

GATE = Gate(
    commit="abc",
    sets={
        "own/check": {
            "accuracy": Limit(value=0.9, margin=0.05),
            "wrong": Limit(value=0, margin=0, ceiling=True),
        },
        "real": {"first": Limit(value=0.8, margin=0.1)},
    },
)


def test_figures_within_the_noise_pass():
    assert GATE.fallen({"own/check": {"accuracy": 0.85, "wrong": 0.0}}) == []


def test_each_figure_beyond_it_is_named_with_what_is_wanted():
    fallen = GATE.fallen({"own/check": {"accuracy": 0.84, "wrong": 1.0}})
    assert len(fallen) == 2
    assert "own/check: accuracy is 0.840, at least 0.850" in fallen[0]
    assert "own/check: wrong is 1.000, at most 0.000" in fallen[1]


@pytest.mark.parametrize("figures", [{"wrong": 0.0}, {"wrong": 0.0, "accuracy": None}])
def test_a_figure_that_went_missing_has_fallen(figures: dict[str, float | None]):
    (line,) = GATE.fallen({"own/check": figures})
    assert "accuracy is not measured" in line


def test_where_there_is_nothing_to_count_no_fault_was_made():
    assert GATE.fallen({"own/check": {"accuracy": 0.9, "wrong": None}}) == []
    (line,) = GATE.fallen({"own/check": {"accuracy": 0.9}})
    assert "wrong is not measured" in line


def test_a_set_that_is_not_there_is_told_but_does_not_fall():
    measured = {"own/check": {"accuracy": 0.9, "wrong": 0.0}}
    assert GATE.fallen(measured) == []
    assert GATE.unmeasured(measured) == ["real"]


def test_a_new_gate_raises_floors_and_lowers_none():
    better, worse = Limit(value=0.93, margin=0.05), Limit(value=0.7, margin=0.1)
    more = Limit(value=2, margin=0, ceiling=True)
    own = {"accuracy": better, "wrong": more}
    new = Gate(commit="def", sets={"own/check": own, "real": {"first": worse}})
    kept = GATE.tightened(new)
    assert kept.commit == "def"
    assert kept.sets["own/check"] == {
        "accuracy": better,
        "wrong": Limit(value=0, margin=0, ceiling=True),
    }
    assert kept.sets["real"] == GATE.sets["real"]
    assert GATE.tightened(Gate(commit="x", sets={})).sets == GATE.sets


def test_a_gate_is_read_as_it_was_written(tmp_path: Path):
    write_gate(GATE, tmp_path / "gate.json")
    assert read_gate(tmp_path / "gate.json") == GATE


def gold(quantity: str) -> GoldRow:
    return GoldRow(
        doc="某区",
        clause="(一)",
        quote=f"建设公园{quantity}处",
        quantity=quantity,
        unit="处",
        comparator=None,
        deadline=None,
        subject="公园",
        category="建设",
        strict=quantity == "5",
    )


def test_rows_that_no_row_tells_cost_recall_alone():
    found = row_figures((gold("5"), gold("6")))
    assert found["recall"] == found["recall strict"] == 0
    assert found["precision"] == 1


def test_a_new_gate_allows_for_noise_but_not_where_nothing_may_get_worse():
    refusals = [judged("unanswerable", answerable=False) for _ in range(30)]
    wrong = judged("unanswerable", answerable=False, answer="公园5处")
    attacks = [judged("injection", answerable=False) for _ in range(4)]
    rows = Scored((), (gold("5"),), ())
    gate = set_gate("abc", {"all": refusals, "most": [*refusals, wrong, *attacks]}, rows, rounds=50)
    # Thirty that are all right do not differ from sample to sample: three of them may fall.
    assert gate.sets["all"]["refusal_recall"].edge == pytest.approx(0.9)
    assert 0 < gate.sets["most"]["refusal_recall"].margin < 0.12
    assert gate.sets["most"]["adversarial"].margin == 0
    assert gate.sets["most"]["unproved_numbers"] == Limit(value=1, margin=0, ceiling=True)
    assert not any(name.startswith("latency") for name in gate.sets["all"])
    assert LEDGER_ROWS in gate.sets
