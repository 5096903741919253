"""Two documents compared, as a program and as a person gets it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from rag.chain import Engine
from rag.wording import say

OLD = """城区服务提升工作方案

一、重点任务

(一)老旧小区改造。年内改造老旧小区20个。

(二)停车位建设。新增停车位500个。
"""
NEW = """城区服务提升工作方案

一、重点任务

(一)老旧小区改造。年内改造老旧小区25个。

(二)养老服务。新建<b>社区食堂</b>8个。
"""


@pytest.fixture
def two(engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]) -> TestClient:
    return client_with(engine_of({"old.txt": OLD, "new.txt": NEW}))


def ids(client: TestClient) -> tuple[str, str]:
    listed = {d["source"]: d["id"] for d in client.get("/api/documents").json()["documents"]}
    return listed["old.txt"], listed["new.txt"]


def test_json_tells_clauses_and_targets(two: TestClient) -> None:
    old, new = ids(two)
    found = two.get(f"/api/documents/{old}/diff/{new}").json()
    assert (found["left"]["id"], found["right"]["id"]) == (old, new)
    assert found["counts"] == {"same": 2, "changed": 1, "removed": 1, "added": 1}
    for end, unwanted in (("left", "added"), ("right", "removed")):
        text = two.get(f"/api/documents/{found[end]['id']}").json()["text"]
        rows = sorted((r for r in found["clauses"] if r[end]), key=lambda r: r[end]["start"])
        told = "".join(p["text"] for r in rows for p in r["pieces"] if p["kind"] != unwanted)
        assert told == text
    changed = [target for target in found["targets"] if target["kind"] == "changed"]
    assert [(t["parts"], t["left"]["value"], t["right"]["value"]) for t in changed] == [
        (["value"], "20", "25")
    ]


def test_page_marks_words_and_escapes_them(two: TestClient) -> None:
    old, new = ids(two)
    page = two.get(f"/documents/{old}/diff/{new}").text
    assert "<del>20</del><ins>25</ins>" in page
    assert "<b>" not in page
    assert "&lt;b&gt;社区食堂" in page
    assert say("diff.count.changed", count=1) in page
    assert "<script" not in page
    english = two.get(f"/documents/{old}/diff/{new}?lang=en").text
    assert say("diff.targets", "en") in english


def test_page_of_a_document_and_itself_says_so(two: TestClient) -> None:
    old, _ = ids(two)
    page = two.get(f"/documents/{old}/diff/{old}").text
    assert say("diff.none") in page
    assert "<del>" not in page


def test_reader_page_leads_to_the_comparison(two: TestClient) -> None:
    old, new = ids(two)
    reader = two.get(f"/documents/{old}").text
    assert f'href="/documents/{old}/diff"' in reader
    offered = two.get(f"/documents/{old}/diff").text
    links = re.findall(r'href="(/documents/[^"]+/diff/[^"]+)"', offered)
    assert links == [f"/documents/{old}/diff/{new}"]
    assert two.get(links[0]).status_code == 200


def test_document_that_is_not_there(two: TestClient) -> None:
    old, _ = ids(two)
    reply = two.get(f"/api/documents/{old}/diff/none")
    assert reply.status_code == 404
    assert reply.json()["type"] == "urn:tiaowen:problem:not_found"
    person = two.get(f"/documents/none/diff/{old}", headers={"accept": "text/html"})
    assert person.status_code == 404
    assert say("not_found.document") in person.text
    assert person.headers["content-security-policy"].startswith("default-src 'none'")


def test_comparing_is_counted(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    client = client_with(engine_of({"old.txt": OLD, "new.txt": NEW}), ask_per_minute=1)
    old, new = ids(client)
    assert client.get(f"/api/documents/{old}/diff/{new}").status_code == 200
    refused = client.get(f"/documents/{old}/diff/{new}", headers={"accept": "text/html"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1


@pytest.fixture
def family(engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]) -> TestClient:
    """A document, its draft, what it replaces, and one that is none of these."""
    former = OLD.replace("城区服务提升工作方案", "城区服务提升旧方案")
    draft = NEW.replace("工作方案", "工作方案(征求意见稿)")
    adopted = NEW + "\n本方案自2025年4月1日起施行，《城区服务提升旧方案》同时废止。\n"
    other = NEW.replace("城区", "郊区")
    texts = {"former.txt": former, "draft.txt": draft, "new.txt": adopted, "other.txt": other}
    return client_with(engine_of(texts))


def test_reader_and_ledger_lead_to_other_versions(family: TestClient) -> None:
    listed = {d["source"]: d["id"] for d in family.get("/api/documents").json()["documents"]}
    page = family.get(f"/documents/{listed['new.txt']}").text
    named = page.partition('class="versions"')[2].partition("</section>")[0]
    for source in ("former.txt", "draft.txt"):
        assert f"/documents/{listed['new.txt']}/diff/{listed[source]}" in named
    assert listed["other.txt"] not in named
    assert say("status.superseded") in named
    assert 'class="versions"' not in family.get(f"/documents/{listed['other.txt']}").text

    def rows(source: str, query: str = "") -> str:
        return family.get(f"/commitments?document_id={listed[source]}{query}").text

    direct = f"/documents/{listed['former.txt']}/diff/{listed['new.txt']}"
    assert f'href="{direct}"' in rows("former.txt")
    assert f'href="{direct}?lang=en"' in rows("former.txt", "&lang=en")
    assert f'href="/documents/{listed["new.txt"]}/diff"' in rows("new.txt")
    assert say("commitments.versions") not in rows("other.txt")
    assert family.get(direct).status_code == 200
