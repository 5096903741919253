"""Staff hand documents in over HTTP, watch the work on them, call it off, and erase them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from making import a_text
from pydantic import SecretStr
from waiting import until

from rag.chain import Engine
from rag.index import Index
from rag.ingest import take_in
from rag.jobs import worker
from rag.wording import say

TOKEN = "a staff token of length"
STAFF = {"authorization": f"Bearer {TOKEN}"}
RIVERS = "青浦工区河道保洁工作方案\n\n(一)清理河道。\n年底前清理淀湖河道317公里，由河道专班负责。\n"


@pytest.fixture
def staffed(
    engine: Engine,
    engine_of: Callable[..., Engine],
    client_with: Callable[..., TestClient],
    tmp_path: Path,
) -> TestClient:
    models = engine.settings.data_dir / "models"
    shutil.copytree(models, tmp_path / "data" / "models")  # quicker than building them anew
    own = engine_of({"first.txt": a_text(1)}, "bundled")
    return client_with(own, data_dir=own.settings.data_dir, staff_token=SecretStr(TOKEN))


def upload(client: TestClient, *files: tuple[str, bytes], **stated: str) -> str:
    reply = client.post(
        "/api/documents",
        files=[("files", file) for file in files],
        data=stated,
        headers=STAFF,
    )
    assert reply.status_code == 202, reply.text
    return reply.json()["job_id"]


def ended(client: TestClient, job_id: str, language: str = "zh") -> dict:
    def job() -> dict:
        reply = client.get(f"/api/jobs/{job_id}", headers={**STAFF, "accept-language": language})
        assert reply.status_code == 200
        return reply.json()

    until(lambda: job()["state"] in ("done", "failed", "cancelled"), 60)
    last = job()
    assert last["stage"] == last["state"]
    return last


def detail(reply: object, status: int) -> str:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.json()["detail"]


def test_only_staff_may_hand_in_watch_and_erase(staffed: TestClient) -> None:
    assert staffed.post("/api/documents", files={"files": ("a.txt", b"x")}).status_code == 401
    for method, path in (
        ("GET", "/api/jobs"),
        ("GET", "/api/jobs/any"),
        ("DELETE", "/api/jobs/any"),
        ("POST", "/api/reindex"),
        ("DELETE", "/api/documents/any"),
    ):
        assert staffed.request(method, path).status_code == 401
    assert len(staffed.get("/api/documents").json()["documents"]) == 1


def test_a_file_becomes_an_answer_and_then_is_gone(staffed: TestClient) -> None:
    job = ended(staffed, upload(staffed, ("河道方案.txt", RIVERS.encode()), region="青浦工区"))
    assert (job["state"], job["done"], job["total"], job["errors"]) == ("done", 1, 1, [])
    (file,) = job["files"]
    assert (file["source"], file["state"]) == ("河道方案.txt", "new")
    name = file["document_id"]
    assert staffed.get(f"/api/documents/{name}").json()["meta"]["region"] == "青浦工区"
    asked = staffed.post("/api/ask", json={"question": "要清理淀湖河道多少公里？"}).json()
    assert asked["status"] == "answered"
    assert "317公里" in asked["answer"]
    assert asked["citations"][0]["document_id"] == name

    assert staffed.delete(f"/api/documents/{name}", headers=STAFF).status_code == 204
    assert staffed.get(f"/api/documents/{name}").status_code == 404
    asked = staffed.post("/api/ask", json={"question": "要清理淀湖河道多少公里？"}).json()
    assert asked["status"].startswith("refused")
    assert staffed.get("/readyz").status_code == 200
    reply = staffed.delete(f"/api/documents/{name}", headers=STAFF)
    assert detail(reply, 404) == say("not_found.document")


def test_what_is_erased_is_on_no_page_of_the_disk(staffed: TestClient) -> None:
    data: Path = staffed.app.state.desk.settings.data_dir
    files = [(f"{n}.txt", a_text(n, clauses=9).encode()) for n in range(40, 52)]
    names = [
        file["document_id"]
        for file in ended(staffed, upload(staffed, *files, ("k.txt", RIVERS.encode())))["files"]
    ]
    words = [part.encode() for part in ("淀湖", "317公里", "河道专班", "淀 湖", "淀湖河")]
    vectors = staffed.app.state.desk.engine.catalog.vectors
    engine = staffed.app.state.desk.engine
    hashes = {key.text_hash for key in engine.catalog.passage_keys([names[-1]])}
    bits = [
        vector.tobytes()[:64]
        for vector in vectors(engine.workspace.encoder.fingerprint.key, hashes).values()
    ]
    assert bits

    def held() -> set[bytes]:
        whole = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
        return {one for one in [*words, *bits] if any(one in content for content in whole)}

    before = held()
    assert before >= {words[0], *bits}
    assert staffed.delete(f"/api/documents/{names[-1]}", headers=STAFF).status_code == 204
    assert held() == set()
    report = engine.index.verify()
    assert report.sound
    assert report.pending == 0
    for name in names[:-1]:
        assert staffed.get(f"/api/documents/{name}").status_code == 200


def test_the_same_name_again_is_the_next_version(staffed: TestClient) -> None:
    first = ended(staffed, upload(staffed, ("a.txt", RIVERS.encode()), region="青浦工区"))
    again = ended(staffed, upload(staffed, ("x/../a.txt", RIVERS.encode())))
    assert [job["files"][0]["state"] for job in (first, again)] == ["new", "unchanged"]
    newer = RIVERS.replace("317", "420").encode("gb18030")
    changed = ended(staffed, upload(staffed, ("a.txt", newer)))["files"][0]
    assert changed["state"] == "changed"
    assert changed["document_id"] == first["files"][0]["document_id"]
    stored = staffed.get(f"/api/documents/{changed['document_id']}").json()
    assert "420公里" in stored["text"]
    assert stored["meta"]["region"] == "青浦工区"
    originals = list((_data(staffed) / "originals").iterdir())
    assert [path.read_bytes() for path in originals] == [newer]


def test_what_the_sender_states_is_not_said_to_stand_in_the_words(staffed: TestClient) -> None:
    text = (
        "洛川市财政局关于补助的通知\n\n洛政发〔2023〕12号\n\n各区：\n\n请执行。\n\n"
        "洛川市财政局\n2023年6月5日"
    )
    upload_of = [("notice.txt", text.encode())]
    for given in ({"title": "别的标题", "number": "甲〔1〕号"}, {"region": "洛川市"}):
        file = ended(staffed, upload(staffed, *upload_of, **given))["files"][0]
        stored = staffed.get(f"/api/documents/{file['document_id']}").json()
        meta = stored["meta"]
        told = {name: meta[name] for name in given}
        assert told == given
        places = {place["field"]: place for place in meta["found"]}
        assert set(places) == {"title", "number", "issuer", "issued_on"} - given.keys()
        issuer = places["issuer"]
        assert stored["text"][issuer["start"] : issuer["end"]] == meta["issuer"]


def test_places_are_no_field_of_the_form(staffed: TestClient) -> None:
    described = staffed.get("/openapi.json").json()["paths"]["/api/documents"]["post"]
    (form,) = described["requestBody"]["content"].values()
    assert {"files", "title", "supersedes"} <= form["schema"]["properties"].keys()
    assert "found" not in form["schema"]["properties"]


def test_a_bad_file_is_refused_with_its_reason_and_the_rest_go_on(staffed: TestClient) -> None:
    files = [
        ("damaged.docx", b"PK\x03\x04 no archive at all"),
        ("picture.bmp", b"BM"),
        ("good.txt", RIVERS.encode()),
        ("empty.txt", b"  \n"),
    ]
    job_id = upload(staffed, *files)
    job = ended(staffed, job_id, "en")
    assert job["state"] == "done"
    assert [file["state"] for file in job["files"]] == ["refused", "refused", "new", "refused"]
    told = {error["source"]: (error["reason"], error["detail"]) for error in job["errors"]}
    assert set(told) == {"damaged.docx", "picture.bmp", "empty.txt"}
    assert told["empty.txt"] == ("empty_document", say("empty_document", "en", name="empty.txt"))
    assert all(name in words for name, (_, words) in told.items())
    assert ended(staffed, job_id, "zh")["errors"][-1]["detail"] == say(
        "empty_document", name="empty.txt"
    )
    alone = ended(staffed, upload(staffed, ("empty.txt", b"  \n")))
    assert alone["state"] == "failed"
    assert len(list((_data(staffed) / "originals").iterdir())) == 1


@pytest.mark.parametrize(
    ("files", "stated", "words"),
    [
        ((), {}, say("bad_input.no_files")),
        ((("../..", b"x"),), {}, say("bad_input.no_name")),
        (
            (("a.txt", b"x"), ("b/a.txt", b"y")),
            {},
            say("bad_input.same_name", name="a.txt"),
        ),
        ((("a.txt", b"x"), ("b.txt", b"y")), {"title": "某"}, say("bad_input.one_title")),
        ((("a.txt", b"x"),), {"colour": "red"}, say("unknown_fields", fields="colour")),
        ((("a.txt", b"x"),), {"issued_on": "20250101"}, say("bad_fields", fields="issued_on")),
        ((("a.txt", b"x"),), {"found": "title"}, say("bad_fields", fields="found")),
        ((("a.txt", b"x"),), {"status": "fine"}, say("bad_fields", fields="status")),
    ],
)
def test_an_upload_that_cannot_be_taken_is_refused_at_once(
    staffed: TestClient, files: tuple, stated: dict[str, str], words: str
) -> None:
    parts = [("files", file) for file in files] or {"note": (None, "nothing")}
    reply = staffed.post("/api/documents", files=parts, data=stated, headers=STAFF)
    if not files:
        assert reply.status_code == 422
    else:
        assert detail(reply, 422) == words
    folder = _data(staffed) / "originals"
    assert not folder.exists() or not list(folder.iterdir())
    assert staffed.get("/api/jobs", headers=STAFF).json() == {"jobs": []}


def test_limits_of_an_upload(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    engine = engine_of({"first.txt": a_text(1)})
    client = client_with(
        engine,
        data_dir=engine.settings.data_dir,
        staff_token=SecretStr(TOKEN),
        max_body_bytes=100_000,
        public_body_bytes=50_000,
        upload_files=2,
    )
    big = ("files", ("big.txt", a_text(3).encode() * 400))
    assert len(big[1][1]) > 100_000
    assert detail(client.post("/api/documents", files=[big], headers=STAFF), 413) == say(
        "too_large"
    )
    fits = ("files", ("fits.txt", a_text(3).encode() * 250))
    assert 50_000 < len(fits[1][1]) < 100_000
    assert client.post("/api/documents", files=[fits], headers=STAFF).status_code == 202
    three = [("files", (f"{n}.txt", b"x")) for n in range(3)]
    assert detail(client.post("/api/documents", files=three, headers=STAFF), 422) == say(
        "bad_input.form", most=2
    )
    reply = client.post("/api/documents", json={"files": []}, headers=STAFF)
    assert detail(reply, 415)


def test_questions_are_answered_while_documents_are_taken_in(staffed: TestClient) -> None:
    files = [(f"{n}.txt", a_text(n, clauses=60).encode()) for n in range(100, 140)]
    upload(staffed, ("k.txt", RIVERS.encode()))
    job_id = upload(staffed, *files)
    seen, answered = set(), 0
    while (job := staffed.get(f"/api/jobs/{job_id}", headers=STAFF).json())["state"] in (
        "queued",
        "running",
    ):
        seen.add(job["stage"])
        reply = staffed.post("/api/ask", json={"question": "要清理淀湖河道多少公里？"})
        assert reply.status_code == 200
        answered += "317公里" in reply.json()["answer"]
        if job["stage"] == "embed" and answered > 2:
            break
    assert "embed" in seen
    assert answered > 2
    assert staffed.delete(f"/api/jobs/{job_id}", headers=STAFF).status_code == 204
    assert ended(staffed, job_id)["state"] in ("cancelled", "done")


def test_a_job_called_off_leaves_whole_documents(staffed: TestClient) -> None:
    first = upload(staffed, *[(f"{n}.txt", a_text(n, 60).encode()) for n in range(100, 130)])
    second = upload(staffed, ("k.txt", RIVERS.encode()))
    third = upload(staffed, ("l.txt", RIVERS.encode()))
    assert staffed.delete(f"/api/jobs/{second}", headers=STAFF).status_code == 204
    assert staffed.delete(f"/api/jobs/{first}", headers=STAFF).status_code == 204
    assert ended(staffed, second)["state"] == "cancelled"
    assert ended(staffed, second)["files"][0]["state"] == "cancelled"
    assert ended(staffed, third)["state"] == "done"
    job = ended(staffed, first)
    there = {one["id"] for one in staffed.get("/api/documents").json()["documents"]}
    assert {f["document_id"] for f in job["files"] if f["state"] == "new"} <= there
    assert staffed.app.state.desk.engine.index.verify().sound
    assert detail(staffed.delete("/api/jobs/none", headers=STAFF), 404) == say("not_found.job")
    assert detail(staffed.get("/api/jobs/none", headers=STAFF), 404) == say("not_found.job")


def test_the_kept_files_are_read_again_on_request(staffed: TestClient) -> None:
    stated = {"region": "青浦工区", "issued_on": "2025-03-01", "region_aliases": "青浦,老青浦"}
    ended(staffed, upload(staffed, ("k.txt", RIVERS.encode()), **stated))
    reply = staffed.post("/api/reindex", headers=STAFF)
    assert reply.status_code == 202
    job = ended(staffed, reply.json()["job_id"])
    assert (job["kind"], job["state"]) == ("reindex", "done")
    (file,) = job["files"]
    assert file["state"] == "unchanged"
    meta = staffed.get(f"/api/documents/{file['document_id']}").json()["meta"]
    assert (meta["issued_on"], meta["region_aliases"]) == ("2025-03-01", ["青浦", "老青浦"])
    listed = staffed.get("/api/jobs", headers=STAFF).json()["jobs"]
    assert [one["kind"] for one in listed] == ["reindex", "ingest"]


def test_an_accepted_upload_outlasts_the_server(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    engine = engine_of({"first.txt": a_text(1)})
    staff = {"data_dir": engine.settings.data_dir, "staff_token": SecretStr(TOKEN)}
    client = client_with(engine, **staff)
    jobs = client.app.state.desk.jobs
    jobs.close()  # the worker is gone: what is accepted now is left lying
    job_id = upload(client, ("k.txt", RIVERS.encode()))
    assert client.get(f"/api/jobs/{job_id}", headers=STAFF).json()["state"] == "queued"
    after = client_with(engine, **staff)
    assert ended(after, job_id)["state"] == "done"


def test_faults_of_ours_in_many_files_do_not_hold_up_the_rest(
    staffed: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(path: Path, source: str, *others: object) -> object:
        if source.startswith("trap"):
            raise ZeroDivisionError(source)
        return take_in(path, source, *others)

    monkeypatch.setattr(worker, "take_in", faulty)
    names = [f"trap{n}.txt" if n < 13 else f"{n}.txt" for n in range(20)]
    job = ended(staffed, upload(staffed, *[(name, a_text(5).encode()) for name in names]))
    assert [file["state"] for file in job["files"]] == ["refused"] * 13 + ["new"] * 7
    assert (job["state"], job["problem"]) == ("done", "")
    told = [error["detail"] for error in job["errors"]]
    assert told == [say("bad_document.unforeseen", name=name) for name in names[:13]]
    logged = [str(one.exc_info[1]) for one in caplog.records if one.exc_info]
    assert logged == names[:13]  # once each, with its traceback
    assert ended(staffed, upload(staffed, ("c.txt", RIVERS.encode())))["state"] == "done"


def test_a_fault_of_ours_ends_its_own_job_and_says_so(
    staffed: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ended(staffed, upload(staffed, ("a.txt", RIVERS.encode())))

    def faulty(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Index, "rebuild", faulty)
    job_id = staffed.post("/api/reindex", headers=STAFF).json()["job_id"]
    job = ended(staffed, job_id)
    assert (job["state"], job["problem"]) == ("failed", say("job.problem.fault"))
    assert len([one for one in caplog.records if one.exc_info]) == 1
    assert ended(staffed, upload(staffed, ("b.txt", RIVERS.encode())))["state"] == "done"


def test_a_job_that_can_no_longer_be_read_does_not_hold_up_the_next(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    engine = engine_of({"first.txt": a_text(1)})
    staff = {"data_dir": engine.settings.data_dir, "staff_token": SecretStr(TOKEN)}
    client = client_with(engine, **staff)
    client.app.state.desk.jobs.close()
    first = upload(client, ("k.txt", RIVERS.encode()))
    second = upload(client, ("l.txt", RIVERS.encode()))
    with closing(sqlite3.connect(engine.settings.data_dir / "catalog.sqlite3")) as database:
        database.execute("UPDATE job_files SET original = '{}' WHERE job_id = ?", [first])
        database.commit()
    after = client_with(engine, **staff)
    assert ended(after, second)["state"] == "done"
    states = {
        one["job_id"]: one["state"] for one in after.get("/api/jobs", headers=STAFF).json()["jobs"]
    }
    assert states == {first: "failed", second: "done"}


def _data(client: TestClient) -> Path:
    data: Path = client.app.state.desk.settings.data_dir
    return data
