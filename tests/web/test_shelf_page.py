"""The list of documents, and faults told to people in pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from family import FAMILY, STANDINGS, told_beside
from fastapi.testclient import TestClient
from pydantic import SecretStr

from rag.chain import Engine
from rag.wording import say

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TOKEN = "a staff token of length"


@pytest.fixture
def family(engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]) -> TestClient:
    own = engine_of(FAMILY)
    client = client_with(own, data_dir=own.settings.data_dir, staff_token=SecretStr(TOKEN))
    client.post("/staff/sign-in", data={"token": TOKEN})
    return client


def ids(client: TestClient) -> dict[str, str]:
    return {one["source"]: one["id"] for one in client.get("/api/documents").json()["documents"]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_is_listed_and_all_links_lead_on(client: TestClient, language: str) -> None:
    reply = client.get("/documents", params={"lang": language})
    assert reply.status_code == 200
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    listed = client.get("/api/documents").json()["documents"]
    assert listed
    for one in listed:
        assert f'href="/documents/{one["id"]}' in reply.text
        assert one["meta"]["title"] in reply.text
    for link in set(re.findall(r'href="(/documents[^"]*)"', reply.text)):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    "page", ["/documents", "/documents/{0}", "/documents/{0}/diff", "/staff/documents"]
)
def test_a_document_stands_the_same_in_every_list(family: TestClient, page: str) -> None:
    known = ids(family)
    shown = family.get(page.format(known["adopted.txt"])).text
    others = {name: one for name, one in known.items() if page[-1] == "s" or name != "adopted.txt"}
    told = {name: told_beside(shown, one) for name, one in others.items()}
    assert told == {name: [{STANDINGS[name]}] for name in others}


@pytest.mark.parametrize("source", STANDINGS)
def test_a_document_stands_the_same_on_its_own_page_and_beside_another(
    family: TestClient, source: str
) -> None:
    known = ids(family)
    standing = STANDINGS[source]
    own = family.get(f"/documents/{known[source]}").text
    (head,) = re.findall(r"<dl>.*?</dl>", own, re.S)
    assert f"<dd>{say(f'status.{standing}')}</dd>" in head
    assert (f"standing-{standing}" in own) == (standing != "in_force")
    beside = family.get(f"/documents/{known[source]}/diff/{known[source]}").text
    assert told_beside(beside, known[source]) == [{standing}] * 2
    rows = family.get(f"/commitments?document_id={known[source]}").text
    badges = re.findall(r'<span class="badge">(.*?)</span>', rows)
    assert badges == ([] if standing == "in_force" else [say(f"status.{standing}")])
    filed = family.get(f"/api/commitments?document_id={known[source]}&format=csv").text
    assert say(f"status.{standing}") in filed


@pytest.mark.parametrize(("tongue", "tag"), [("zh-CN", "zh"), ("en-GB", "en")])
def test_person_gets_a_page_and_a_program_a_problem(
    client: TestClient, front: TestClient, tongue: str, tag: str
) -> None:
    for caller in (client, front):
        page = caller.get("/nothing", headers={**BROWSER, "accept-language": tongue})
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")
        assert "style-src 'self'" in page.headers["content-security-policy"]
        assert say("title.no_page", tag) in page.text
        assert page.headers["x-request-id"] in page.text
        for path in ("/nothing", "/api/nothing", "/v1/nothing"):
            accept = BROWSER if path.startswith(("/api", "/v1")) else {"accept": "*/*"}
            assert "json" in caller.get(path, headers=accept).headers["content-type"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["", "/diff", "/diff/nothing-either"])
def test_every_page_of_no_document_tells_the_same(
    client: TestClient, path: str, language: str
) -> None:
    page = client.get(f"/documents/nothing{path}", params={"lang": language}, headers=BROWSER)
    assert page.status_code == 404
    assert f"<h1>{say('title.not_found', language)}</h1>" in page.text
    assert say("not_found.document", language) in page.text
    number = page.headers["x-request-id"]
    assert say("fault.number", language, status=404, request_id=number) in page.text
    assert page.headers["cache-control"] == "no-store"


def test_address_in_the_page_is_never_live(client: TestClient) -> None:
    page = client.get("/<script>alert(1)</script>", headers=BROWSER)
    assert page.status_code == 404
    assert "<script" not in page.text
