"""The bootstrap over questions, and intervals of shares."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.report.noise import margin, resampled, share_interval, unseen
from eval.report.record import Figures


def shares(cases: Sequence[bool]) -> Figures:
    return {"right": sum(cases) / len(cases), "nothing": None}


def test_samples_scatter_as_a_share_does():
    cases = [True] * 70 + [False] * 30
    drawn = resampled(cases, shares)
    # One-sided: 1.645 standard errors of a share of 0.7 over 100 cases.
    assert margin(0.7, drawn["right"], higher_is_better=True) == pytest.approx(0.0754, abs=0.015)
    assert margin(0.7, drawn["right"], higher_is_better=False) == pytest.approx(0.0754, abs=0.015)


def test_samples_are_the_same_each_time_and_leave_out_what_is_no_figure():
    cases = [True, False, True]
    assert resampled(cases, shares, rounds=20) == resampled(cases, shares, rounds=20)
    assert set(resampled(cases, shares, rounds=20)) == {"right"}


def test_cases_that_are_all_alike_leave_no_margin():
    assert margin(1.0, resampled([True] * 9, shares)["right"], higher_is_better=True) == 0


def test_where_nothing_went_wrong_more_cases_allow_less():
    assert unseen(60) == pytest.approx(0.05)
    assert unseen(2) == 1
    assert unseen(0) == 0


def test_an_interval_holds_its_share_and_stays_within_bounds():
    low, high = share_interval(0.5, 10)
    assert (low, high) == (pytest.approx(0.237, abs=0.002), pytest.approx(0.763, abs=0.002))
    assert share_interval(1.0, 5)[1] == 1
    assert share_interval(0.0, 5)[0] == 0
