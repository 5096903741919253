"""Questions to learn from lose the names of their regions whole, as questions asked do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.training.regions import GAZETTEER, NAMES
from rag.text import fold


@pytest.mark.parametrize("name", NAMES)
def test_a_region_is_known_and_struck_out_whole(name: str) -> None:
    asked = fold(f"{name}有哪些任务")
    assert GAZETTEER.strip(asked) == fold(" 有哪些任务")
    places = GAZETTEER.find(asked, lambda _: False)
    assert (len(places.regions), places.unknown) == (1, ())


def test_a_region_keeps_its_kind() -> None:
    assert "河口县" in GAZETTEER.regions
    assert "河口区" not in GAZETTEER.regions


def test_every_region_that_an_answerable_question_names_is_known() -> None:
    lines = Path("eval/fitting/ledger-a-invented.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["answerable"]]
    assert len(cases) > 50
    strangers = {
        name
        for case in cases
        for name in GAZETTEER.find(fold(case["question"]), lambda _: False).unknown
    }
    assert strangers == set()
