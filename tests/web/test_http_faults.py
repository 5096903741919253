"""Faults over HTTP: each a problem document, in the caller's language, telling nothing inner."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import LIFTS, Paced

from rag import errors
from rag.chain import Engine
from rag.web.problems import problem_of
from rag.wording import say

KEYS = {"type", "title", "status", "detail", "request_id"}
JSON = {"content-type": "application/json"}


def problem(reply: object, status: int) -> dict:
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert set(body) == KEYS
    assert body["status"] == status
    assert body["type"].startswith("urn:tiaowen:problem:")
    assert body["request_id"] == reply.headers["x-request-id"]
    assert "Traceback" not in reply.text
    assert str(Path(__file__).parents[2]) not in reply.text
    return body


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/api/search"])
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "empty"),
        (" \n\t　", "empty"),
        ("\x00\x01\x02", "unreadable"),
        ("\x00\x01\x02\x03\x04\x05好", "unreadable"),
        ("？！", "unreadable"),
    ],
)
def test_question_without_words(client: TestClient, path: str, words: str, reason: str) -> None:
    field = "query" if path == "/api/search" else "question"
    body = problem(client.post(path, json={field: words}), 422)
    assert body["detail"] == say(f"bad_question.{reason}")


def test_question_of_the_longest_length(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "电" * 500}).status_code == 200
    body = problem(client.post("/api/ask", json={"question": "电" * 501}), 422)
    assert body["detail"] == say("bad_question.too_long", limit=500, length=501)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "question"),
        ({"question": 5}, "question"),
        ({"question": LIFTS, "mood": "calm"}, "mood"),
        ({"question": LIFTS, "filters": {"colour": "red"}}, "filters.colour"),
        ({"question": LIFTS, "composer": "canned"}, "composer"),
        ({"question": LIFTS, "language": "fr"}, "language"),
        ({"question": LIFTS, "filters": {"as_of": "tomorrow"}}, "filters.as_of"),
        ({"question": LIFTS, "history": [{"role": "user", "content": "a"}] * 21}, "history"),
        ({"question": LIFTS, "history": [{"role": "system", "content": "a"}]}, "history.0.role"),
        ({"question": LIFTS, "history": [{"role": "user", "content": "a" * 8001}]}, "history.0"),
    ],
)
def test_wrong_field_is_named(client: TestClient, body: dict, named: str) -> None:
    assert named in problem(client.post("/api/ask", json=body), 422)["detail"]


def test_longest_history_is_taken(client: TestClient) -> None:
    history = [{"role": "user", "content": LIFTS}] * 20
    assert client.post("/api/ask", json={"question": LIFTS, "history": history}).is_success


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b'{"question":', 422),
        (b"\xff\xfe\x00", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'{"question": "\\ud800"}', 422),
        (b"[" * 100_000, 400),
    ],
)
def test_malformed_body(client: TestClient, sent: bytes, status: int) -> None:
    problem(client.post("/api/ask", content=sent, headers=JSON), status)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_content_type(client: TestClient, kind: str) -> None:
    sent = json.dumps({"question": LIFTS})
    problem(client.post("/api/ask", content=sent, headers={"content-type": kind}), 415)


def test_body_over_the_limit(client_with: Callable[..., TestClient]) -> None:
    client = client_with(public_body_bytes=10_000)
    problem(client.post("/api/ask", content=b" " * 10_001, headers=JSON), 413)
    pieces = (b" " * 1_000 for _ in range(11))
    problem(client.post("/api/ask", content=pieces, headers=JSON), 413)
    padded = json.dumps({"question": LIFTS}).encode().ljust(10_000)
    assert client.post("/api/ask", content=padded, headers=JSON).status_code == 200


def test_address_and_method(client: TestClient, front: TestClient) -> None:
    for caller in (client, front):
        problem(caller.get("/api/nothing"), 404)
        problem(caller.get("/api/documents/nothing"), 404)
        problem(caller.get("/api/clauses/nothing"), 404)
        refused = caller.put("/api/ask", json={})
        problem(refused, 405)
        assert refused.headers["allow"] == "POST"


def test_too_many_questions(client_with: Callable[..., TestClient]) -> None:
    client = client_with(ask_per_minute=2)
    assert [client.post("/api/ask", json={"question": LIFTS}).status_code for _ in "ab"] == [
        200,
        200,
    ]
    for path in ("/api/ask", "/api/ask/stream"):
        refused = client.post(path, json={"question": LIFTS})
        seconds = int(refused.headers["retry-after"])
        assert 1 <= seconds <= 60
        assert str(seconds) in problem(refused, 429)["detail"]
    assert client.post("/api/search", json={"query": LIFTS}).status_code == 200
    assert client.get("/api/documents").status_code == 200


def test_answer_that_takes_too_long(engine: Engine, client_with: Callable[..., TestClient]) -> None:
    paced = Paced(engine, pause=1)
    client = client_with(paced, ask_timeout_s=0.3)
    refused = client.post("/api/ask", json={"question": LIFTS})
    assert refused.headers["retry-after"]
    assert problem(refused, 504)["detail"] == say("answer_timeout")
    assert paced.ended.wait(3)
    streamed = client.post("/api/ask/stream", json={"question": LIFTS}).text
    name, data = streamed.strip().split("\n\n")[-1].split("\n")
    assert name == "event: error"
    told = json.loads(data.removeprefix("data: "))
    assert set(told) == KEYS
    assert told["status"] == 504


def test_no_place_becomes_free(engine: Engine, client_with: Callable[..., TestClient]) -> None:
    paced = Paced(engine, pause=5)
    client = client_with(paced, concurrent_asks=1, ask_timeout_s=0.4)
    # the first question times out, but its thread keeps the only place
    problem(client.post("/api/ask", json={"question": LIFTS}), 504)
    problem(client.post("/api/ask", json={"question": LIFTS}), 503)
    paced.go_on.set()
    assert paced.ended.wait(3)
    assert client.post("/api/ask", json={"question": LIFTS}).status_code == 200


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (errors.CatalogError("/srv/secret/catalog.sqlite3 is locked"), 503),
        (errors.SearchIndexError("/srv/secret/chroma"), 503),
        (errors.ModelUnavailableError("/srv/secret/model"), 503),
        (errors.ConfigurationError("/srv/secret"), 500),
        (ZeroDivisionError("/srv/secret"), 500),
    ],
)
def test_failing_engine_tells_nothing_inner(
    engine: Engine, client_with: Callable[..., TestClient], fault: Exception, status: int
) -> None:
    class Failing(Paced):
        def stream(self, question: object) -> object:
            raise fault

        def search(self, query: str, k: int, filters: object) -> object:
            raise fault

        @property
        def catalog(self) -> object:
            raise fault

    client = client_with(Failing(engine))
    replies = [
        client.post("/api/ask", json={"question": LIFTS}),
        client.post("/api/ask/stream", json={"question": LIFTS}),
        client.post("/api/search", json={"query": LIFTS}),
        client.get("/api/documents"),
    ]
    for reply in replies:
        body = problem(reply, status)
        assert "secret" not in reply.text
        assert body["request_id"] in body["detail"]


def test_language_of_faults(client: TestClient) -> None:
    def detail(**sent: object) -> str:
        body = {"question": "", **sent.get("body", {})}
        return client.post("/api/ask", json=body, headers=sent.get("headers")).json()["detail"]

    english = {"accept-language": "fr;q=0.9, en-GB;q=0.8, zh;q=0.1"}
    assert detail() == say("bad_question.empty", "zh")
    assert detail(headers=english) == say("bad_question.empty", "en")
    assert detail(headers={"accept-language": "zh-TW,en;q=0.5"}) == say("bad_question.empty", "zh")
    assert detail(headers={"accept-language": "de;q=x"}) == say("bad_question.empty", "zh")
    assert detail(headers=english, body={"language": "zh"}) == say("bad_question.empty", "zh")
    assert detail(body={"language": "en"}) == say("bad_question.empty", "en")
    too_long = client.post("/api/ask", json={"question": "a" * 501, "language": "en"})
    assert too_long.json()["detail"] == say("bad_question.too_long", "en", limit=500, length=501)


def test_every_fault_of_the_tree_has_words() -> None:
    def kinds(parent: type[errors.TiaowenError]) -> list[type[errors.TiaowenError]]:
        return [parent, *(k for child in parent.__subclasses__() for k in kinds(child))]

    values = {"seconds": 3, "origin": "https://example.org"}
    for kind in kinds(errors.TiaowenError):
        for language in ("zh", "en"):
            told = problem_of(kind("inner", **values), language, "0")
            assert 400 <= told.status < 600
            assert told.title
            assert told.detail
            assert "inner" not in told.detail
