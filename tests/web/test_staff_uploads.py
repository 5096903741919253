"""The staff page of the documents, used without any script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from fastapi.testclient import TestClient
from making import a_text
from pydantic import SecretStr
from waiting import until

from rag.chain import Engine
from rag.ingest import take_in
from rag.jobs import worker
from rag.wording import say

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TOKEN = "a staff token of length"
CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@pytest.fixture
def inside(engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]) -> TestClient:
    own = engine_of({"first.txt": a_text(1)})
    client = client_with(own, data_dir=own.settings.data_dir, staff_token=SecretStr(TOKEN))
    client.follow_redirects = False
    assert client.post("/staff/sign-in", data={"token": TOKEN}).status_code == 303
    return client


def csrf(client: TestClient) -> str:
    found = CSRF.search(client.get("/staff/documents").text)
    assert found
    return found[1]


def upload(client: TestClient, name: str, content: bytes, **fields: str) -> str:
    reply = client.post(
        "/staff/documents",
        files={"files": (name, content)},
        data={"csrf": csrf(client), "title": "", "status": "", **fields},
    )
    assert reply.status_code == 303, reply.text
    return reply.headers["location"]


def ended(client: TestClient, page: str) -> str:
    def shown() -> str:
        reply = client.get(page)
        assert reply.status_code == 200
        return reply.text

    until(lambda: 'http-equiv="refresh"' not in shown())
    return shown()


def test_an_upload_is_followed_to_its_document(inside: TestClient) -> None:
    page = upload(inside, "河道.txt", a_text(5).encode(), region="甲区", issued_on="2025-03-01")
    text = ended(inside, page)
    assert say("staff.job.stage.done") in text
    assert say("staff.job.file.new") in text
    link = re.search(r'href="(/documents/[^"]+)"', text)
    assert link
    assert inside.get(link[1]).status_code == 200
    listed = inside.get("/staff/documents").text
    assert "河道.txt" in listed
    assert "甲区" in listed
    assert page in listed


def test_what_the_form_states_stands_in_place_of_the_words(inside: TestClient) -> None:
    ended(
        inside, upload(inside, "old.txt", a_text(6).encode(), title="旧、办法", number="甲〔1〕号")
    )
    page = upload(
        inside, "new.txt", a_text(7).encode(), number="甲〔2〕号", status="in_force",
        issued_on="2025-03-01", effective_on="2025-04-01", supersedes="《旧、办法》\r\n甲〔0〕号",
    )  # fmt: skip
    ended(inside, page)
    found = {one["source"]: one["meta"] for one in inside.get("/api/documents").json()["documents"]}
    assert found["new.txt"]["supersedes"] == ["《旧、办法》", "甲〔0〕号"]
    assert found["new.txt"]["number"] == "甲〔2〕号"
    assert found["new.txt"]["effective_on"] == "2025-04-01"
    assert found["old.txt"]["status"] == "superseded"
    two = [("files", ("a.txt", b"x")), ("files", ("b.txt", b"y"))]
    stated = {"csrf": csrf(inside), "number": "甲〔3〕号"}
    reply = inside.post("/staff/documents", files=two, data=stated)
    assert reply.status_code == 422
    assert say("bad_input.one_title") in reply.text


RULES = "青岭市加装电梯补助办法\n\n一、补助标准\n\n(一)加装电梯补助。每部电梯补助{figure}万元。\n"


def test_a_former_version_answers_about_the_past_and_is_compared(inside: TestClient) -> None:
    title = "青岭市加装电梯补助办法"
    old = {"title": f"{title}（旧）", "status": "in_force", "effective_on": "2020-01-01"}
    ended(inside, upload(inside, "old.txt", RULES.format(figure=20).encode(), **old))
    new = {"title": title, "status": "in_force", "effective_on": "2024-01-01"}
    content = RULES.format(figure=30).encode()
    ended(inside, upload(inside, "new.txt", content, **new, supersedes=old["title"]))

    def found(**filters: str) -> str:
        body = {"query": "加装电梯每部补助多少万元", "filters": filters}
        hits = inside.post("/api/search", json=body).json()["hits"]
        return "".join(hit["text"] for hit in hits)

    assert "30万元" in found()
    assert "20万元" not in found()
    past = found(as_of="2022-05-01")
    assert "20万元" in past
    assert "30万元" not in past
    ids = {one["source"]: one["id"] for one in inside.get("/api/documents").json()["documents"]}
    reader = inside.get(f"/documents/{ids['new.txt']}").text
    compared = f"/documents/{ids['new.txt']}/diff/{ids['old.txt']}"
    assert compared in reader
    shown = inside.get(compared).text
    assert "20" in shown
    assert "30" in shown


def test_a_refused_file_says_why_in_the_language_of_the_page(inside: TestClient) -> None:
    page = upload(inside, "空<b>.txt", b" \n")
    assert say("empty_document", name="空_b_.txt") in ended(inside, page)
    assert say("empty_document", "en", name="空_b_.txt") in ended(inside, f"{page}?lang=en")


def chunks() -> Iterator[bytes]:
    for _ in range(200):
        yield b" " * 1_000


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_upload_that_cannot_be_taken_is_told_in_a_page(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient], language: str
) -> None:
    own = engine_of({"first.txt": a_text(1)})
    client = client_with(
        own,
        data_dir=own.settings.data_dir,
        staff_token=SecretStr(TOKEN),
        max_body_bytes=100_000,
        upload_files=2,
    )
    client.post("/staff/sign-in", data={"token": TOKEN})
    address = f"/staff/documents?lang={language}"
    form = {"content-type": "multipart/form-data; boundary=x"}
    token = {"csrf": csrf(client)}
    three = [("files", (f"{n}.txt", b"x")) for n in range(3)]
    big = [("files", ("a.txt", b"x" * 100_001))]
    dated = {**token, "issued_on": "yesterday"}
    refused = {
        say("bad_input.form", language, most=2): (422, {"files": three, "data": token}),
        say("too_large", language): (413, {"files": big, "data": token}),
        say("bad_fields", language, fields="issued_on"): (422, {"files": three[:1], "data": dated}),
    }
    for words, (status, sent) in refused.items():
        reply = client.post(address, headers=BROWSER, **sent)
        assert reply.status_code == status
        assert reply.headers["content-type"].startswith("text/html"), words
        assert words in reply.text
        assert "<h1>" in reply.text
    # a body that comes without its length
    reply = client.post(address, headers={**BROWSER, **form}, content=chunks())
    assert reply.status_code == 413
    assert say("too_large", language) in reply.text
    assert reply.headers["content-type"].startswith("text/html")
    program = client.post("/api/documents", headers={**BROWSER, **form}, content=b"x" * 100_001)
    assert program.headers["content-type"] == "application/problem+json"


def test_a_document_is_erased_from_the_page(inside: TestClient) -> None:
    ended(inside, upload(inside, "a.txt", a_text(5).encode()))
    shown = inside.get("/staff/documents").text
    target = re.search(r'action="(/staff/documents/a-[^"]+/delete)"', shown)
    assert target
    assert inside.post(target[1], data={}).status_code == 422
    assert inside.post(target[1], data={"csrf": "0" * 64}).status_code == 422
    assert "a.txt" in inside.get("/staff/documents").text
    reply = inside.post(target[1], data={"csrf": csrf(inside)})
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/documents?done=deleted")
    after = inside.get(reply.headers["location"]).text
    assert say("staff.deleted") in after
    assert target[1] not in after


def test_the_index_is_rebuilt(inside: TestClient) -> None:
    reply = inside.post("/staff/reindex", data={"csrf": csrf(inside)})
    assert say("staff.job.stage.done") in ended(inside, reply.headers["location"])


def test_a_job_is_called_off_while_it_reads(
    inside: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, called_off = Event(), Event()

    def held(*given: object) -> object:
        reading.set()
        assert called_off.wait(30)
        return take_in(*given)

    monkeypatch.setattr(worker, "take_in", held)
    page = upload(inside, "a.txt", a_text(5).encode())
    assert reading.wait(30)
    stopped = inside.post(f"{page}/cancel", data={"csrf": csrf(inside)})
    called_off.set()
    assert (stopped.status_code, stopped.headers["location"]) == (303, page)
    text = ended(inside, page)
    assert say("staff.job.stage.cancelled") in text
    assert say("staff.job.stage.done") not in text


def test_a_page_of_another_session_changes_nothing(inside: TestClient) -> None:
    for token in ({}, {"csrf": "0" * 64}):
        reply = inside.post("/staff/documents", files={"files": ("a.txt", b"x")}, data=token)
        assert reply.status_code == 422
        assert say("bad_input.stale_page") in reply.text
        assert inside.post("/staff/reindex", data=token).status_code == 422
    assert say("staff.jobs") not in inside.get("/staff/documents").text
    inside.cookies.clear()
    reply = inside.post("/staff/documents", files={"files": ("a.txt", b"x")})
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/sign-in")


def test_the_script_of_the_page_may_use_the_routes(inside: TestClient) -> None:
    token = csrf(inside)
    files = {"files": ("a.txt", a_text(5).encode())}
    assert inside.post("/api/documents", files=files, data={"csrf": token}).status_code == 401
    reply = inside.post(
        "/api/documents", files=files, data={"csrf": token}, headers={"x-csrf-token": token}
    )
    assert reply.status_code == 202
    job_id = reply.json()["job_id"]
    assert ended(inside, f"/staff/jobs/{job_id}")
    assert inside.get(f"/api/jobs/{job_id}").json()["stage"] == "done"
