"""Documents, clauses, health, readiness and meters over HTTP; what surrounds every reply."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from family import FAMILY
from fastapi.testclient import TestClient
from serving import LIFTS

from rag.chain import Engine
from rag.web import create_app

EVIL = "https://evil.example"


def test_documents_and_clauses(client: TestClient) -> None:
    listed = client.get("/api/documents").json()["documents"]
    assert len(listed) == 2
    for summary in listed:
        assert "text" not in summary
        document = client.get(f"/api/documents/{summary['id']}").json()
        assert len(document["text"]) == summary["characters"]
        assert document["meta"] == summary["meta"]
        tree = client.get(f"/api/documents/{summary['id']}/clauses").json()
        assert tree["document_id"] == summary["id"]
        whole = (0, len(document["text"]))
        assert checked(client, document, tree["clauses"], whole, None) == summary["clauses"]


def test_a_document_is_replaced_wherever_it_is_read(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    client = client_with(engine_of(FAMILY))
    listed = {one["source"]: one for one in client.get("/api/documents").json()["documents"]}
    assert listed["former.txt"]["meta"]["status"] == "superseded"
    for summary in listed.values():
        assert client.get(f"/api/documents/{summary['id']}").json()["meta"] == summary["meta"]
        tree = client.get(f"/api/documents/{summary['id']}/clauses").json()
        clause = client.get(f"/api/clauses/{tree['clauses'][0]['id']}").json()
        assert clause["meta"] == summary["meta"]


def checked(
    client: TestClient,
    document: dict,
    clauses: list[dict],
    within: tuple[int, int],
    parent: str | None,
) -> int:
    """Check the clauses that stand in ``parent``, and return how many there are in all."""
    count = 0
    for each in clauses:
        assert within[0] <= each["start"] <= each["end"] <= within[1]
        assert each["parent_id"] == parent
        clause = client.get(f"/api/clauses/{each['id']}").json()
        assert clause["text"] == document["text"][each["start"] : each["end"]]
        assert clause["label"] in clause["text"]
        assert clause["permalink"] == f"/documents/{document['id']}#{each['id']}"
        inner = (each["start"], each["end"])
        count += 1 + checked(client, document, each["clauses"], inner, each["id"])
    return count


def test_links_are_absolute_where_the_public_address_is_known(
    client_with: Callable[..., TestClient],
) -> None:
    client = client_with(public_url="https://ask.example.gov.cn/")
    (first, _) = client.get("/api/documents").json()["documents"]
    (clause, *_) = client.get(f"/api/documents/{first['id']}/clauses").json()["clauses"]
    link = client.get(f"/api/clauses/{clause['id']}").json()["permalink"]
    assert link == f"https://ask.example.gov.cn/documents/{first['id']}#{clause['id']}"


def test_ready_while_the_index_answers(client: TestClient) -> None:
    reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() | {"passages": 0} == {
        "ready": True,
        "documents": 2,
        "passages": 0,
        "problems": [],
    }


def test_not_ready_without_documents(engine_of: Callable[..., Engine], settings: object) -> None:
    with TestClient(create_app(engine_of({}), settings)) as client:
        reply = client.get("/readyz")
        assert reply.status_code == 503
        assert reply.headers["content-type"] == "application/problem+json"
        told = reply.json()
        assert told["status"] == 503
        assert told["ready"] is False
        assert told["problems"]
        assert client.get("/healthz").status_code == 200


def test_not_ready_when_the_index_is_gone(
    engine_of: Callable[..., Engine], settings: object
) -> None:
    engine = engine_of({"a.txt": "一、公园\n建设公园5个。\n"}, embedding_provider="bundled")
    with TestClient(create_app(engine, settings)) as client:
        assert client.get("/readyz").status_code == 200
        for file in (engine.settings.data_dir / "index").glob("vectors-*/**/*.*"):
            file.write_bytes(b"not an index")
        reply = client.get("/readyz")
        assert reply.status_code == 503
        assert reply.json()["problems"] == ["vectors"]
        (engine.settings.data_dir / "catalog.sqlite3").write_bytes(b"not a database" * 999)
        assert client.get("/readyz").json()["problems"] == ["catalog"]
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/documents").status_code == 503


def test_meters(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "你好"})
    client.get("/api/documents/nothing")
    client.request("BREW", "/secret-path-of-mine")
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'tiaowen_answers_total{composer="canned",status="answered"} 1.0' in reply.text
    assert 'tiaowen_step_seconds_count{step="total"} 1.0' in reply.text
    assert (
        'tiaowen_requests_total{method="GET",route="/api/documents/{document_id}",status="404"}'
        in reply.text
    )
    assert 'method="OTHER",route="none"' in reply.text
    assert "secret-path" not in reply.text


def test_access_log_holds_no_words_of_people(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="tiaowen.access"):
        reply = client.post("/api/ask?note=身份证", json={"question": LIFTS})
        client.get("/我的秘密")
    lines = [json.loads(r.getMessage()) for r in caplog.records if r.name == "tiaowen.access"]
    assert [set(line) for line in lines] == [{"request_id", "method", "route", "status", "ms"}] * 2
    assert lines[0]["request_id"] == reply.headers["x-request-id"]
    assert (lines[0]["route"], lines[0]["status"]) == ("/api/ask", 200)
    assert "电梯" not in caplog.text
    assert "身份证" not in caplog.text
    assert "秘密" not in caplog.text


def test_safe_headers_on_every_reply(front: TestClient) -> None:
    for path in ("/", "/healthz", "/api/documents", "/nothing", "/style/reader.css"):
        headers = front.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-request-id"]


def test_no_origin_is_let_in_by_itself(front: TestClient) -> None:
    for path in ("/", "/api/documents", "/gradio_api/startup-events", "/nothing"):
        reply = front.get(path, headers={"origin": EVIL})
        assert "access-control-allow-origin" not in reply.headers
    asked = {"origin": EVIL, "access-control-request-method": "POST"}
    for path in ("/api/ask", "/gradio_api/queue/join"):
        reply = front.options(path, headers=asked)
        assert "access-control-allow-origin" not in reply.headers


def test_origins_of_the_settings_are_let_in(client_with: Callable[..., TestClient]) -> None:
    client = client_with(allowed_origins=("https://www.example.gov.cn",))
    asked = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    good = client.options("/api/ask", headers=asked | {"origin": "https://www.example.gov.cn"})
    assert good.headers["access-control-allow-origin"] == "https://www.example.gov.cn"
    assert "access-control-allow-credentials" not in good.headers
    bad = client.options("/api/ask", headers=asked | {"origin": EVIL})
    assert "access-control-allow-origin" not in bad.headers
