"""Expected calibration error, and what small numbers alone would show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.calibration import Told, bins, calibration, error_by_chance, expected_error

SURE = st.floats(0, 1, allow_nan=False)
OUTCOMES = st.lists(st.tuples(SURE, st.booleans()), min_size=1, max_size=60)


def test_the_error_is_the_distance_of_each_bin_weighted_by_its_answers():
    # Three answers at 0.9 of which two are right, one at 0.2 that is right.
    error = expected_error([0.9, 0.9, 0.9, 0.2], [True, True, False, True])
    assert error == pytest.approx((3 * (0.9 - 2 / 3) + 1 * 0.8) / 4)


def test_confidence_that_is_always_borne_out_has_no_error():
    assert expected_error([1.0, 1.0, 0.0], [True, True, False]) == 0


def test_full_confidence_stands_in_the_last_bin_beside_its_neighbours():
    (only,) = bins([0.95, 1.0], [True, False])
    assert (only.count, only.confidence, only.right) == (2, pytest.approx(0.975), 0.5)


@given(OUTCOMES)
def test_the_error_is_a_share_and_the_bins_hold_every_answer(outcomes: list[tuple[float, bool]]):
    sure, right = [c for c, _ in outcomes], [r for _, r in outcomes]
    assert 0 <= expected_error(sure, right) <= 1
    assert sum(b.count for b in bins(sure, right)) == len(outcomes)


def test_chance_shows_less_the_more_answers_there_are():
    few, many = error_by_chance([0.7] * 20), error_by_chance([0.7] * 2000)
    assert many < 0.02 < few


def test_without_answers_there_is_no_error():
    assert calibration([]) is None
    with pytest.raises(ValueError, match="at least one"):
        expected_error([], [])
    with pytest.raises(ValueError, match="one outcome"):
        expected_error([0.5], [])


def test_answers_withheld_count_but_are_told_apart():
    found = calibration([Told(0.9, right=True, shown=True), Told(0.3, right=False, shown=False)])
    assert found is not None
    assert found.answers == 2
    assert found.error == pytest.approx(0.2)
    assert found.shown_error == pytest.approx(0.1)
