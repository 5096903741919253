"""The list of documents, and faults told to people in pages."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from rag.wording import say

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_is_listed_with_its_standing(client: TestClient, language: str) -> None:
    reply = client.get("/documents", params={"lang": language})
    assert reply.status_code == 200
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    listed = client.get("/api/documents").json()["documents"]
    assert listed
    for one in listed:
        assert f'href="/documents/{one["id"]}' in reply.text
        assert one["meta"]["title"] in reply.text
        assert say(f"status.{one['meta']['status']}", language) in reply.text
    for link in set(re.findall(r'href="(/documents[^"]*)"', reply.text)):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


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
