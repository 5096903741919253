"""Drafts that must be stopped, and faithful ones that must pass.

Half of each were written before the rules of the proof, half after them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.gate import Source, prove
from rag.text import fold

HERE = Path(__file__).parent
CLAUSES = {
    name: Source.model_validate(fields)
    for name, fields in json.loads((HERE / "clauses.json").read_text("utf-8")).items()
}
DRAFTS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "drafts.jsonl").read_text("utf-8").splitlines()
]
REGIONS = {
    source.region: tuple(map(fold, (source.region, *source.region_aliases)))
    for source in CLAUSES.values()
    if source.region
}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: f"{draft['kind']}: {draft['text']}")
def test_a_draft_is_shown_exactly_where_it_is_faithful(draft: dict[str, Any]) -> None:
    shown = {name: CLAUSES[name] for name in draft["cites"] if name in CLAUSES}
    verdict = prove(draft["text"], draft["cites"], shown, REGIONS)
    assert verdict.proved is not draft["stop"], verdict.faults
