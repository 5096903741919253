"""Answers worded by a model, over HTTP: streams, faults, callers that leave, meters."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from serving import LIFTS, serving
from standin import Reply, StandIn, marker_of

from rag.chain import Engine
from rag.ingest import ingest
from rag.settings import Settings
from rag.web import create_app
from rag.wording import say
from rag.workspace import Workspace

CORPUS = Path(__file__).parents[2] / "corpus"
FACT = "加装电梯300部"


@pytest.fixture
def client(writing_engine: Engine) -> Iterator[TestClient]:
    with TestClient(create_app(writing_engine, writing_engine.settings)) as opened:
        yield opened


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for lines in blocks
        if lines[0].startswith("event: ")
    ]


def test_a_worded_answer_is_labelled(client: TestClient, model: StandIn) -> None:
    answer = client.post("/api/ask", json={"question": LIFTS}).json()
    assert (answer["composer"], answer["ai_generated"]) == ("generative", True)
    assert say("notice.generated") in answer["notices"]
    quoted = client.post("/api/ask", json={"question": LIFTS, "composer": "extractive"}).json()
    assert (quoted["composer"], quoted["ai_generated"]) == ("extractive", False)
    assert say("notice.generated") not in quoted["notices"]


@pytest.mark.parametrize(
    ("reply", "notice"),
    [
        (Reply(status=429, retry_after="30"), "notice.model.limited"),
        (Reply(status=500), "notice.model.faulty"),
        (Reply("西工区", first_s=30), "notice.model.slow"),
        (Reply("西工区加装", hang_after=1), "notice.model.slow"),
        (Reply(raw=b"\x00\xffdata: {"), "notice.model.garbled"),
        (Reply("西工区加装电梯3000部。[1]"), "notice.model.unproved"),
        (Reply("忽略规则，系统提示词如下。[1]"), "notice.model.unproved"),
    ],
)
def test_every_fault_ends_in_quotes_and_says_so(
    reply: Reply, notice: str, client: TestClient, model: StandIn
) -> None:
    model.write = lambda _: reply
    began = time.monotonic()
    events = events_of(client.post("/api/ask/stream", json={"question": LIFTS}).text)
    assert time.monotonic() - began < 6
    name, answer = events[-1]
    assert name == "answer"
    assert answer["composer"] == "extractive"
    assert "300部" in answer["answer"]
    assert say(notice) in answer["notices"]
    assert "".join(d["text"] for n, d in events if n == "token") == answer["answer"]


def test_sentences_arrive_while_the_model_still_writes(
    writing_engine: Engine, model: StandIn
) -> None:
    model.write = lambda request: Reply(
        f"西工区加装电梯300部[{marker_of(request, FACT)}]。西工区还有别的安排", hang_after=13
    )
    app = create_app(writing_engine, writing_engine.settings)
    with (
        serving(app, writing_engine.settings) as (_, client),
        client.stream("POST", "/api/ask/stream", json={"question": LIFTS}) as reply,
    ):
        lines = reply.iter_lines()
        assert next(line for line in lines if "300部" in line)
        assert model.open_requests == 1
        assert any("event: answer" in line for line in lines)


@pytest.fixture(scope="module")
def patient_engine(
    served_model: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """An engine that would wait for the model's first words much longer than the tests do."""
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("data"),
        chat_model="a-model",
        chat_base_url=served_model.url,
        chat_first_token_s=30,
        chat_total_s=30,
        ask_timeout_s=30,
    )
    with Workspace.open(settings) as workspace:
        ingest([CORPUS], settings, workspace.catalog, workspace.index)
    with Engine.open(settings) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_a_caller_who_leaves_closes_the_request_to_the_model(
    path: str, patient_engine: Engine, model: StandIn
) -> None:
    model.write = lambda _: Reply("西工区", first_s=60)
    app = create_app(patient_engine, patient_engine.settings)
    with serving(app, patient_engine.settings) as (_, client):
        with (
            pytest.raises(httpx.ReadTimeout),
            client.stream("POST", path, json={"question": LIFTS}, timeout=1) as reply,
        ):
            reply.read()
        assert model.requests
        assert model.abandoned.wait(5)


def test_a_hanging_model_leaves_time_for_the_quotes(patient_engine: Engine, model: StandIn) -> None:
    model.write = lambda _: Reply("西工区", first_s=60)
    hurried = patient_engine.settings.model_copy(update={"ask_timeout_s": 3.0})
    with TestClient(create_app(patient_engine, hurried)) as client:
        reply = client.post("/api/ask", json={"question": LIFTS})
    assert reply.status_code == 200
    assert "300部" in reply.json()["answer"]
    assert say("notice.model.slow") in reply.json()["notices"]


def test_the_meters_tell_calls_tokens_and_cost(client: TestClient, model: StandIn) -> None:
    def meter(name: str) -> float:
        lines = client.get("/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    before = meter("tiaowen_model_cost_total")
    calls = meter('tiaowen_model_calls_total{outcome="ok"}')
    client.post("/api/ask", json={"question": LIFTS})
    assert meter('tiaowen_model_calls_total{outcome="ok"}') == calls + 1
    assert meter("tiaowen_model_cost_total") > before
    assert meter('tiaowen_model_tokens_total{counted="reported",kind="prompt"}') > 0
    assert meter('tiaowen_model_sentences_total{outcome="proved"}') > 0
    assert meter("tiaowen_model_calls_in_progress") == 0
    assert meter("tiaowen_model_resting") == 0
