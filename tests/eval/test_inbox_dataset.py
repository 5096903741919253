"""The inbox of a running service is a question set that the evaluation measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import run
from rag.chain import Engine
from rag.loop import Inbox, case_of, quotes_of
from rag.schemas import Pick, Question
from rag.settings import get_settings

LIFTS = "西工区今年要加装多少部电梯？"


def test_an_inbox_is_measured_over_the_data_folder(
    own_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine, folder = own_engine, own_engine.settings.data_dir
    cited = engine.ask(Question(text=LIFTS)).citations[0]
    pick = Pick(clause_id=cited.clause_id, quote=cited.quote)
    quotes = quotes_of(engine.library, engine.catalog.clause, [pick])
    inbox = Inbox(folder)
    inbox.add(case_of(LIFTS, quotes, (), engine.library))
    inbox.add(case_of("西工区的失业率目标是多少？", [], (), engine.library))
    inbox.add(case_of("西工区今年要加装多少部自动扶梯？", quotes, ("没有的词",), engine.library))
    engine.close()
    monkeypatch.setenv("TIAOWEN_DATA_DIR", str(folder))
    monkeypatch.chdir(Path(folder).parent)
    get_settings.cache_clear()
    try:
        assert run.main(["--dataset", str(folder / "inbox.jsonl"), "--here", "--json"]) == 0
    finally:
        get_settings.cache_clear()
    told = json.loads(capsys.readouterr().out)
    assert (told["dataset"], told["split"]) == ("inbox.jsonl", "all")
    count, right, passed = told["categories"]["inbox"]
    assert count == 3
    assert right == passed == pytest.approx(2 / 3)
