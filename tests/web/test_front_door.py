"""The mounted front end: its chat works, and nothing else of its framework is reachable."""

from __future__ import annotations

import json
import re
import time

import pytest
from fastapi.testclient import TestClient
from serving import LIFTS, Paced, serving, whole_app

from rag.chain import Engine
from rag.settings import Settings
from rag.wording import say

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

HOSTILE = "<img src=x onerror=alert(1)>${1+1}{{7*7}}</article>"


def config_of(page: str) -> dict:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def ask_of(page: str) -> int:
    """Return the number of the handler that a question is sent to."""
    config = config_of(page)
    (sent,) = [c["id"] for c in config["components"] if c["props"].get("elem_id") == "go"]
    return next(
        d["id"]
        for d in config["dependencies"]
        if [sent, "click"] in d["targets"] and d["backend_fn"]
    )


def chat(
    caller: object, question: str, session: str, page: str = "/", scope: str = ""
) -> list[dict]:
    """Ask as the page does, and return the messages that come."""
    number = ask_of(caller.get(page).text)
    joined = caller.post(
        "/gradio_api/queue/join",
        json={"data": [question, None, None, scope], "fn_index": number, "session_hash": session},
    )
    assert joined.status_code == 200
    with caller.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as reply:
        lines = [line for line in reply.iter_lines() if line]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def shown(messages: list[dict]) -> str:
    (last,) = [m for m in messages if m["msg"] == "process_completed"]
    assert last["success"]
    return last["output"]["data"][1]


def test_chat_answers_like_the_route(front: TestClient) -> None:
    page = shown(chat(front, LIFTS, "chat1"))
    answer = front.post("/api/ask", json={"question": LIFTS}).json()
    cited = answer["citations"] + answer["near"]
    assert cited
    for citation in cited:
        assert citation["quote"] in page
        assert citation["clause_path"] in page
        assert citation["region"] in page
        assert citation["permalink"].replace("&", "&amp;") in page


def test_refusal_shows_near_clauses_and_whom_to_call(front: TestClient) -> None:
    page = shown(chat(front, "西工区地铁票价是多少？", "chat2"))
    assert say("front.outcome.refused_no_basis") in page
    assert say("front.near") in page
    assert page.count("可以拨打 12345 咨询") == 1  # in what is copied of the answer
    assert '可以拨打 <a href="tel:12345">12345</a> 咨询' in page


def test_words_of_people_stay_text(front: TestClient) -> None:
    page = shown(chat(front, f"加装电梯{HOSTILE}", "chat3"))
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_fault_is_told_in_words(front: TestClient) -> None:
    page = shown(chat(front, "电" * 501, "chat4", page="/en"))
    assert say("bad_question.too_long", "en", limit=500, length=501) in page


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file=http://127.0.0.1:1/x"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://127.0.0.1:1/x"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/config"),
        ("GET", "/monitoring"),
        ("POST", "/gradio_api/run/answer"),
        ("POST", "/gradio_api/api/answer"),
        ("POST", "/gradio_api/call/_answer"),
        ("POST", "/gradio_api/call/v2/_answer"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/process_recording"),
        ("GET", "/gradio_api/queue/join"),
        ("GET", "/assets/../../routes.py"),
        ("GET", "/static/%2e%2e/%2e%2e/routes.py"),
    ],
)
def test_rest_of_the_framework_is_closed(front: TestClient, method: str, path: str) -> None:
    files = {"files": ("a.txt", b"words")} if path.endswith("upload") else None
    reply = front.request(method, path, files=files)
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_no_handler_but_those_of_the_chat(front: TestClient) -> None:
    config = config_of(front.get("/").text)
    handlers = [d for d in config["dependencies"] if d["backend_fn"]]
    names = {re.sub(r"_\d+$", "", d["api_name"]) for d in handlers}
    assert names == {
        "_answer",
        "_end",
        "_forget",
        "_save_md",
        "_save_docx",
        "_speak_other",
        "lambda",
    }
    assert config["run_history"] is False
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []


@pytest.mark.parametrize(("path", "tag"), [("/", "zh-CN"), ("/en", "en")])
def test_page_names_no_outside_host(front: TestClient, path: str, tag: str) -> None:
    reply = front.get(path, headers={"accept-encoding": "gzip, br"})
    assert reply.status_code == 200
    assert re.search(rf'<html\s+lang="{tag}"', reply.text)
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+\.\w{2,})", reply.text))
    assert hosts <= {"testserver"}
    policy = reply.headers["content-security-policy"]
    assert "script-src 'self' 'unsafe-eval' 'sha256-" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    theme = front.get("/theme.css").text
    assert not re.search(r"@import|url\((?!['\"]?data:)", theme)


def test_work_stops_when_a_chat_is_left(engine: Engine, settings: Settings) -> None:
    paced = Paced(engine, pause=0.1)
    with serving(whole_app(paced, settings), settings) as (_, caller):
        number = ask_of(caller.get("/").text)
        caller.post(
            "/gradio_api/queue/join",
            json={"data": [LIFTS, None, None, ""], "fn_index": number, "session_hash": "left"},
        )
        address = "/gradio_api/queue/data?session_hash=left"
        with caller.stream("GET", address) as reply:
            for line in reply.iter_lines():
                if "process_generating" in line:
                    break
        assert paced.ended.wait(5)
        assert "answer" not in paced.given


def test_questions_of_the_chat_are_counted(engine: Engine, settings: Settings) -> None:
    few = settings.model_copy(update={"ask_per_minute": 1})
    with TestClient(whole_app(engine, few)) as caller:
        assert say("front.failed") not in shown(chat(caller, "你好", "few1"))
        refused = shown(chat(caller, "你好", "few2"))
        assert say("front.failed") in refused
        assert "60" in refused or "秒后再试" in refused


def test_open_pages_do_not_delay_the_end(engine: Engine, settings: Settings) -> None:
    patient = settings.model_copy(update={"shutdown_s": 8})
    with serving(whole_app(engine, patient), patient) as (running, caller):
        with caller.stream("GET", "/gradio_api/heartbeat/open1") as reply:
            lines = reply.iter_lines()
            assert next(lines) == "data: ALIVE"
            began = time.monotonic()
            running.should_exit = True
            assert {line for line in lines if line} <= {"data: ALIVE"}
        assert time.monotonic() - began < 3
