"""Staff turn bad answers into cases of the evaluation, and pin answers to questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from serving import LIFTS

from eval.questions import load
from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Filters, Question
from rag.wording import say

TOKEN = "a staff token of length"
STAFF = {"authorization": f"Bearer {TOKEN}"}
RATE = "西工区的失业率目标是多少？"


@pytest.fixture
def staffed(own_engine: Engine, client_with: Callable[..., TestClient]) -> TestClient:
    return client_with(
        own_engine, staff_token=SecretStr(TOKEN), data_dir=own_engine.settings.data_dir
    )


def ask(client: TestClient, question: str, **more: object) -> dict:
    return client.post("/api/ask", json={"question": question, **more}).json()


def post(client: TestClient, path: str, body: dict) -> tuple[int, dict]:
    reply = client.post(f"/api/{path}", json=body, headers=STAFF)
    return reply.status_code, reply.json()


def lifts(client: TestClient) -> dict:
    """The citation that answers the question about lifts."""
    return ask(client, LIFTS)["citations"][0]


def test_a_bad_answer_becomes_a_case(staffed: TestClient, own_engine: Engine) -> None:
    answer, gold = ask(staffed, RATE), lifts(staffed)
    quote = gold["quote"]
    body = {"answer_id": answer["id"], "gold": [{"clause_id": gold["clause_id"], "quote": quote}]}
    status, case = post(staffed, "inbox", body)
    assert status == 201
    assert post(staffed, "inbox", {**body, "must_contain": ["25", "部"]})[0] == 201
    unanswerable = ask(staffed, "西工区的出生率目标是多少？")
    assert post(staffed, "inbox", {"answer_id": unanswerable["id"]})[0] == 201

    first, second = load(own_engine.settings.data_dir / "inbox.jsonl")
    assert (first.id, first.question, first.lang) == (case["id"], RATE, "zh")
    assert (first.answerable, first.must_contain) == (True, ("25", "部"))
    assert first.clauses[0].clause == gold["clause_path"]
    assert first.clauses[0].doc == gold["source"].partition("-")[0]
    assert first.gold_quotes == (quote,)
    assert (second.answerable, second.clauses) == (False, ())
    taken = staffed.get("/api/inbox", headers=STAFF)
    assert [json.loads(line)["id"] for line in taken.text.splitlines()] == [first.id, second.id]


def test_figures_of_a_quote_must_be_answered(staffed: TestClient) -> None:
    answer, gold = ask(staffed, RATE), lifts(staffed)
    pick = {"clause_id": gold["clause_id"], "quote": gold["quote"]}
    _, case = post(staffed, "inbox", {"answer_id": answer["id"], "gold": [pick]})
    assert case["must_contain"] == ["300"]


@pytest.mark.parametrize(
    "question",
    ['"},\n{"id":"x"', "a\u2028b\u2029c 电梯几部", "=cmd|' /C calc'!A0 电梯", "<img src=x> 电梯"],
)
def test_words_of_a_question_stay_on_one_line(
    staffed: TestClient, own_engine: Engine, question: str
) -> None:
    answer = ask(staffed, question)
    status, body = post(staffed, "inbox", {"answer_id": answer["id"]})
    if answer["status"] == "refused_unsafe":
        assert (status, body["detail"]) == (422, say("bad_input.no_words"))
        return
    assert status == 201
    path = own_engine.settings.data_dir / "inbox.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1
    assert len(load(path)) == 1


def test_a_spoilt_line_is_left_and_the_inbox_goes_on(
    staffed: TestClient, own_engine: Engine
) -> None:
    path = own_engine.settings.data_dir / "inbox.jsonl"
    path.write_text("no json\n", encoding="utf-8")
    assert post(staffed, "inbox", {"answer_id": ask(staffed, RATE)["id"]})[0] == 201
    assert path.read_text(encoding="utf-8").startswith("no json\n")


def test_a_pinned_answer_is_given_for_its_question_alone(staffed: TestClient) -> None:
    gold = lifts(staffed)
    pick = {"clause_id": gold["clause_id"], "quote": gold["quote"]}
    before = ask(staffed, RATE)
    assert before["status"] == "refused_no_basis"
    status, made = post(staffed, "curated", {"wordings": [RATE, "失业率?"], "quotes": [pick]})
    assert status == 201

    for same in (RATE, "请问西工的失业率目标是多少呢", "西工區的失業率目標是多少？"):
        answer = ask(staffed, same)
        assert (answer["status"], answer["composer"]) == ("answered", "extractive"), same
        assert answer["answer"] == f"{gold['quote']}[1]"
        assert answer["citations"][0]["clause_id"] == gold["clause_id"]
        assert say("notice.curated") in answer["notices"]
    for other in (
        "城东区的失业率目标是多少？",
        "西工区2021年的失业率目标是多少？",
        "西工区的失业率目标不是多少？",
        "西工区的就业率目标是多少？",
        "西工区的失业率目标是多少？城东区呢？",
        "西工区3%的失业率目标是多少？",
    ):
        assert say("notice.curated") not in ask(staffed, other)["notices"], other
    elsewhere = {"filters": {"region": "城东区"}}
    assert say("notice.curated") not in ask(staffed, RATE, **elsewhere)["notices"]

    listed = staffed.get("/api/curated", headers=STAFF).json()["curated"]
    assert [(one["id"], one["in_use"]) for one in listed] == [(made["id"], True)]
    away = staffed.delete(f"/api/curated/{made['id']}", headers=STAFF)
    assert away.status_code == 204
    assert ask(staffed, RATE)["status"] == "refused_no_basis"
    assert staffed.delete(f"/api/curated/{made['id']}", headers=STAFF).status_code == 404


def test_a_pinned_answer_dies_with_the_version_it_quotes(
    staffed: TestClient, own_engine: Engine, tmp_path: Path
) -> None:
    gold = lifts(staffed)
    pick = {"clause_id": gold["clause_id"], "quote": gold["quote"]}
    assert post(staffed, "curated", {"wordings": [RATE], "quotes": [pick]})[0] == 201
    text = own_engine.library.document(gold["document_id"]).text
    changed = tmp_path / "changed" / gold["source"]
    changed.parent.mkdir()
    # the quote itself stays where it is, and yet it is another version
    changed.write_text(f"{text}\n又及。\n", encoding="utf-8")
    ingest([changed.parent], own_engine.settings, own_engine.catalog, own_engine.index)
    own_engine.refresh()
    assert own_engine.catalog.document(gold["document_id"]).text != text

    answer = own_engine.ask(Question(text=RATE, filters=Filters()))
    assert say("notice.curated") not in answer.notices
    (one,) = staffed.get("/api/curated", headers=STAFF).json()["curated"]
    assert not one["in_use"]


@pytest.mark.parametrize(
    ("pick", "reason"),
    [
        ({"clause_id": "../../etc/passwd"}, "clause_gone"),
        ({"quote": "完成26部电梯加装"}, "not_in_clause"),
    ],
)
@pytest.mark.parametrize("path", ["inbox", "curated"])
def test_only_what_stands_in_a_clause_is_taken(
    staffed: TestClient, path: str, pick: dict, reason: str
) -> None:
    gold = lifts(staffed)
    chosen = {"clause_id": gold["clause_id"], "quote": gold["quote"], **pick}
    answer_id = ask(staffed, RATE)["id"]
    body: dict = {"answer_id": answer_id, "gold": [chosen]}
    if path == "curated":
        body = {"wordings": [RATE], "quotes": [chosen]}
    status, problem = post(staffed, path, body)
    assert status == 422
    assert problem["detail"] == say(f"bad_input.{reason}", clause=gold["clause_path"])


def test_wordings_with_personal_data_pin_nothing(staffed: TestClient) -> None:
    gold = lifts(staffed)
    pick = {"clause_id": gold["clause_id"], "quote": gold["quote"]}
    status, problem = post(
        staffed, "curated", {"wordings": ["打13812345678问电梯"], "quotes": [pick]}
    )
    assert (status, problem["detail"]) == (422, say("bad_input.no_wording"))


def test_only_staff_may_do_this(staffed: TestClient) -> None:
    for path in ("inbox", "curated"):
        assert staffed.post(f"/api/{path}", json={}).status_code == 401
        assert staffed.get(f"/api/{path}").status_code == 401
    assert staffed.delete("/api/curated/x").status_code == 401


def test_no_answer_is_found_under_a_wrong_name(staffed: TestClient) -> None:
    status, problem = post(staffed, "inbox", {"answer_id": "../inbox"})
    assert (status, problem["detail"]) == (404, say("not_found.question"))
