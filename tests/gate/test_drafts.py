"""Drafts that must be stopped, and faithful ones that must pass.

Those written ``before`` came before the rules of the proof, those written ``after`` were
tried on the rules as they then were, those written ``last`` on the rules mended, and those
written ``mended`` came with a rule of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.gate import Source, faults_of, prove
from rag.schemas import Document, DocumentMeta, DraftSentence, Evidence
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


def _document(name: str) -> Document:
    source = CLAUSES[name]
    known = source.model_dump(include={"title", "issuer", "region", "region_aliases", "status"})
    meta = DocumentMeta.model_validate(known)
    return Document(id=name, source=name, text=source.quote, content_hash="", meta=meta)


@pytest.mark.parametrize(
    "draft", [d for d in DRAFTS if not d["stop"]], ids=lambda draft: str(draft["text"])
)
def test_what_was_proved_passes_the_last_look_at_the_whole_answer(draft: dict[str, Any]) -> None:
    documents = {name: _document(name) for name in draft["cites"]}
    shown = {name: CLAUSES[name] for name in documents}
    evidence = [
        Evidence(
            document_id=rest.marker,
            clause_id=rest.marker,
            topic=None,
            start=rest.start,
            end=rest.end,
            quote=shown[rest.marker].quote[rest.start : rest.end],
        )
        for rest in prove(draft["text"], draft["cites"], shown, REGIONS).support
    ]
    sentence = DraftSentence(text=draft["text"], evidence=tuple(range(len(evidence))))
    assert faults_of(sentence, evidence, documents, REGIONS) == ()
