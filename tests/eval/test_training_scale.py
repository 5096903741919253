"""How sure an answer is said to be is moved to how often such answers are right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.calibration import Told, expected_error
from eval.training.scale import error_over_folds, fit_scale
from rag.compose import shipped_models
from rag.compose.models import Scale


def outcomes(true: Scale, count: int = 40_000) -> list[Told]:
    """Answers whose confidence is off by a scale."""
    random = np.random.default_rng(1)
    sure = random.random(count)
    right = random.random(count) < [true.told(float(one)) for one in sure]
    return [Told(float(p), bool(r), True) for p, r in zip(sure, right, strict=True)]


def test_a_scale_is_found_again() -> None:
    found = fit_scale(outcomes(Scale(1.5, 0.4)))
    assert found.slope == pytest.approx(1.5, abs=0.1)
    assert found.shift == pytest.approx(0.4, abs=0.1)


def test_what_is_well_told_already_stays() -> None:
    found = fit_scale(outcomes(Scale()))
    assert found.slope == pytest.approx(1.0, abs=0.1)
    assert found.shift == pytest.approx(0.0, abs=0.1)


def test_answers_of_other_folds_are_told_better() -> None:
    told = outcomes(Scale(2.0, 0.5))
    before = expected_error([one.confidence for one in told], [one.right for one in told])
    assert error_over_folds(told) < before / 2


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_shipped_scale_keeps_the_order(one: float, other: float) -> None:
    scale = shipped_models().scale
    low, high = sorted((one, other))
    assert 0 < scale.told(low) <= scale.told(high) < 1
