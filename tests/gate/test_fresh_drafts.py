"""Drafts written afresh, in three batches, each before the gate was mended by what it showed.

They cite passages of invented documents as the index cuts them, with what stands around the
sentence that is meant. Faithful ones that give way to their quote are left out. Those with
``appended`` leave out a condition, which then has to follow them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.gate import Cited, Source, left_out, prove
from rag.text import fold

HERE = Path(__file__).parent
CLAUSES = {
    name: Source.model_validate(fields)
    for name, fields in json.loads((HERE / "fresh_clauses.json").read_text("utf-8")).items()
}
DRAFTS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "fresh_drafts.jsonl").read_text("utf-8").splitlines()
]
REGIONS = {
    source.region: tuple(map(fold, (source.region, *source.region_aliases)))
    for source in CLAUSES.values()
    if source.region
}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: f"{draft['kind']}: {draft['text']}")
def test_a_fresh_draft_is_shown_exactly_where_it_is_faithful(draft: dict[str, Any]) -> None:
    shown = {name: CLAUSES[name] for name in draft["cites"]}
    verdict = prove(draft["text"], draft["cites"], shown, REGIONS)
    assert verdict.proved is not draft["stop"], verdict.faults


@pytest.mark.parametrize(
    "draft", [d for d in DRAFTS if "appended" in d], ids=lambda draft: str(draft["text"])
)
def test_a_condition_that_a_fresh_draft_leaves_out_follows_it(draft: dict[str, Any]) -> None:
    shown = {name: CLAUSES[name] for name in draft["cites"]}
    found = left_out([Cited(draft["text"], tuple(draft["cites"]))], shown, draft["text"])
    assert draft["appended"] in [omission.quote for omission in found.quotes]
