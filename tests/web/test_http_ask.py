"""Asking over HTTP: the shape of answers, the order of events, the end of streams."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi.testclient import TestClient
from serving import LIFTS, Paced, serving
from waiting import until

from rag.chain import Engine
from rag.settings import Settings
from rag.web import create_app

ANSWER_KEYS = {
    "id", "status", "answer", "citations", "commitments", "complete", "near", "followups",
    "composer", "ai_generated", "language", "notices", "timings_ms",
}  # fmt: skip
CITATION_KEYS = {
    "marker", "document_id", "source", "title", "issuer", "region", "document_status",
    "issued_on", "effective_on", "expires_on", "expired", "version", "clause_id", "clause_path",
    "clause_title", "topic", "quote", "start", "end", "permalink", "page", "scanned",
}  # fmt: skip
HIT_KEYS = {
    "document_id", "source", "title", "clause_id", "clause_path", "text", "start", "end",
    "score", "ranks",
}  # fmt: skip


def events_of(text: str) -> list[tuple[str, dict]]:
    events = []
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        assert name.startswith("event: ")
        assert data.startswith("data: ")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


def test_answer_has_the_public_shape_and_quotes_the_text(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": LIFTS})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"
    answer = reply.json()
    assert set(answer) == ANSWER_KEYS
    assert answer["status"] == "answered"
    assert "300部" in answer["answer"]
    assert answer["citations"]
    for citation in answer["citations"]:
        assert set(citation) == CITATION_KEYS
        assert f"[{citation['marker']}]" in answer["answer"]
        document = client.get(f"/api/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["permalink"] == (
            f"/documents/{citation['document_id']}?start={citation['start']}"
            f"&end={citation['end']}&version={document['content_hash'][:12]}"
            f"#{citation['clause_id']}"
        )
    assert "total" in answer["timings_ms"]


def test_refusal_is_an_answer_with_near_clauses(client: TestClient) -> None:
    reply = client.post("/api/ask", json={"question": "西工区地铁票价是多少？"})
    assert reply.status_code == 200
    answer = reply.json()
    assert answer["status"] == "refused_no_basis"
    assert answer["citations"] == []
    assert answer["near"]
    assert all(set(near) == CITATION_KEYS for near in answer["near"])


def test_history_and_filters_reach_the_engine(client: TestClient) -> None:
    whole = client.post("/api/ask", json={"question": LIFTS}).json()
    other = "chengdong-2021-urbanisation-measures-draft.txt"
    documents = client.get("/api/documents").json()["documents"]
    elsewhere = [each["id"] for each in documents if each["source"] == other]
    confined = client.post(
        "/api/ask", json={"question": "加装多少部电梯？", "filters": {"document_ids": elsewhere}}
    ).json()
    assert all(c["source"] == other for c in confined["citations"] + confined["near"])
    followed = client.post(
        "/api/ask",
        json={
            "question": "城东区呢？",
            "history": [
                {"role": "user", "content": LIFTS},
                {"role": "assistant", "content": whole["answer"]},
            ],
        },
    ).json()
    assert any("电梯" in c["quote"] for c in followed["citations"] + followed["near"])


def test_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    reply = client.post("/api/ask/stream", json={"question": LIFTS})
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = events_of(reply.text)
    names = [name for name, _ in events]
    assert names[0] == "stage"
    assert names[-1] == "answer"
    assert names.count("answer") == 1
    order = {"stage": 0, "token": 1, "citation": 2, "answer": 3}
    assert [order[name] for name in names] == sorted(order[name] for name in names)
    answer = events[-1][1]
    assert set(answer) == ANSWER_KEYS
    assert "".join(data["text"] for name, data in events if name == "token") == answer["answer"]
    assert [data for name, data in events if name == "citation"] == answer["citations"]
    whole = client.post("/api/ask", json={"question": LIFTS}).json()
    for own in ("id", "timings_ms"):
        del whole[own], answer[own]
    assert answer == whole


def test_question_that_cannot_be_taken_is_refused_before_the_stream(client: TestClient) -> None:
    reply = client.post("/api/ask/stream", json={"question": "？！…"})
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"


def test_search_finds_passages(client: TestClient) -> None:
    found = client.post("/api/search", json={"query": "加装电梯", "k": 3}).json()
    assert 0 < len(found["hits"]) <= 3
    for hit in found["hits"]:
        assert set(hit) == HIT_KEYS
        text = client.get(f"/api/documents/{hit['document_id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
    assert "电梯" in found["hits"][0]["text"]


def test_work_stops_when_a_reader_of_a_stream_leaves(engine: Engine, settings: Settings) -> None:
    paced = Paced(engine, pause=0.05)
    with serving(create_app(paced, settings), settings) as (_, caller):
        with caller.stream("POST", "/api/ask/stream", json={"question": LIFTS}) as reply:
            for _ in reply.iter_lines():
                if "token" in paced.given:
                    break
        assert paced.ended.wait(3)
        assert "answer" not in paced.given


def test_place_is_given_back_when_a_caller_leaves(engine: Engine, settings: Settings) -> None:
    narrow = settings.model_copy(update={"concurrent_asks": 1})
    paced = Paced(engine, pause=0.2)
    with serving(create_app(paced, narrow), narrow) as (_, caller):
        with pytest.raises(httpx.ReadTimeout):
            caller.post("/api/ask", json={"question": LIFTS}, timeout=0.1)
        assert paced.ended.wait(3)
        assert "answer" not in paced.given
        paced.go_on.set()
        assert caller.post("/api/ask", json={"question": LIFTS}).status_code == 200
        metrics = caller.get("/metrics").text
    assert "tiaowen_asks_in_progress 0.0" in metrics
    assert 'route="/api/ask",status="499"' in metrics


def test_health_answers_while_every_place_is_taken(engine: Engine, settings: Settings) -> None:
    paced = Paced(engine, pause=10)
    with (
        serving(create_app(paced, settings), settings) as (_, caller),
        ThreadPoolExecutor(60) as crowd,
    ):
        asked = [crowd.submit(caller.post, "/api/ask", json={"question": LIFTS}) for _ in range(50)]
        assert paced.begun.wait(5)
        began = time.perf_counter()
        assert caller.get("/healthz").json() == {"status": "ok"}
        assert time.perf_counter() - began < 1
        paced.go_on.set()
        assert {each.result().status_code for each in asked} == {200}


def test_answers_are_given_at_the_same_time(
    engine: Engine, client_with: Callable[..., TestClient]
) -> None:
    paced = Paced(engine, pause=5)
    client = client_with(paced, concurrent_asks=2)
    with ThreadPoolExecutor(3) as crowd:
        asked = [crowd.submit(client.post, "/api/ask", json={"question": LIFTS}) for _ in range(3)]
        until(lambda: paced.given.count("stage") >= 2)
        working = [t for t in threading.enumerate() if t.name == "tiaowen-ask"]
        assert len(working) == 2
        paced.go_on.set()
        assert {each.result().status_code for each in asked} == {200}
