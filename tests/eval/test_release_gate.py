"""No release is worse than the last beyond noise: every question set here, against its floors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from eval.report.gate import read_gate, row_figures
from eval.report.record import Figures
from eval.report.sets import LEDGER_ROWS, asked, figures, ledger_rows
from eval.run import CORPUS
from eval.session import engine_over


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Figures]:
    # An engine of its own: every vector has to be made before the first question.
    with engine_over(CORPUS, tmp_path_factory.mktemp("data")) as engine:
        found = {name: figures(answers) for name, answers in asked(engine).items()}
    rows = ledger_rows()
    return {**found, LEDGER_ROWS: row_figures((*rows.pairs, *rows.missed, *rows.extra))}


def test_no_figure_fell_beyond_noise(measured: Mapping[str, Figures]):
    assert read_gate().fallen(measured) == []


def test_every_set_has_its_floors(measured: Mapping[str, Figures]):
    assert set(measured) <= set(read_gate().sets)
