"""The reader page: the whole text, its clauses, and exactly the cited words marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from rag.chain import Engine
from rag.web import create_app
from rag.wording import say

XIGONG = "xigong-government-work-report-excerpt.txt"
CHENGDONG = "chengdong-2021-urbanisation-measures-draft.txt"
VOID = {"meta", "link", "img", "br"}


class Page(HTMLParser):
    """A page as a browser sees it, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {"article": "", "mark": "", "h1": "", "title": ""}
        self.before_quote: list[str] = []
        self._labels = 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if dict(attrs).get("class") in ("quote-label", "commitments"):
            self._labels = len(self.open)
        if dict(attrs).get("id") == "quote":
            self.before_quote = [d["id"] for _, d in self.tags[:-1] if d.get("id")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self._labels:
            self._labels = 0

    def handle_data(self, data: str) -> None:
        for tag in self.text:
            if tag in self.open and not self._labels:
                self.text[tag] += data

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if attrs.get("id")]


def document_of(client: TestClient, source: str) -> dict:
    listed = client.get("/api/documents").json()["documents"]
    (name,) = [each["id"] for each in listed if each["source"] == source]
    return client.get(f"/api/documents/{name}").json()


def flat(clauses: list[dict]) -> list[dict]:
    return [each for clause in clauses for each in [clause, *flat(clause["clauses"])]]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("source", [XIGONG, CHENGDONG])
def test_whole_text_with_an_anchor_for_every_clause(client: TestClient, source: str) -> None:
    document = document_of(client, source)
    page = Page(client.get(f"/documents/{document['id']}").text)
    assert squeezed(page.text["article"]) == squeezed(document["text"])
    clauses = flat(client.get(f"/api/documents/{document['id']}/clauses").json()["clauses"])
    assert clauses
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert {clause["id"] for clause in clauses} <= set(ids)
    assert page.text["mark"] == ""
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert {f"#{clause['id']}" for clause in clauses} <= set(links)


@pytest.mark.parametrize("source", [XIGONG, CHENGDONG])
def test_mark_is_exactly_the_quote(client: TestClient, engine: Engine, source: str) -> None:
    document = document_of(client, source)
    text = document["text"]
    passages = engine.catalog.passages(document["id"])
    spans = [span for passage in passages for span in passage.sentences]
    ranges = [(span.start, span.end, p.clause_id) for p in passages for span in p.sentences]
    # across lines, headings and clauses, and at both ends of the text
    ranges += [(0, 1, None), (len(text) - 1, len(text), None), (0, len(text), None)]
    ranges += [(spans[1].start, spans[9].end, None), (spans[3].start + 1, spans[3].end - 1, None)]
    for start, end, clause_id in ranges:
        page = Page(client.get(f"/documents/{document['id']}?start={start}&end={end}").text)
        assert squeezed(page.text["mark"]) == squeezed(text[start:end])
        if "\n" not in text[start:end]:
            assert page.text["mark"] == text[start:end]
        assert squeezed(page.text["article"]) == squeezed(text)
        assert page.ids().count("quote") == 1
        if clause_id:
            # the clause's anchor stands at the quote, where the browser scrolls to
            assert page.before_quote[-1] == clause_id
            assert page.ids().count(clause_id) == 1


def test_permalink_of_a_citation_opens_at_its_quote(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "西工区地铁票价是多少？"}).json()
    for citation in answer["near"]:
        link = urlsplit(citation["permalink"])
        page = Page(client.get(f"{link.path}?{link.query}").text)
        assert page.text["mark"] == citation["quote"]
        assert link.fragment in page.before_quote


@pytest.mark.parametrize(
    "place",
    ["start=9&end=9999999", "start=9&end=3", "start=-1&end=3", "start=a&end=3", "start=5",
     "end=5", "start=5&end=5", "start=%C2%B2&end=9", "start=" + "9" * 5000 + "&end=9"],
)  # fmt: skip
def test_place_that_is_not_in_the_text_is_told(client: TestClient, place: str) -> None:
    document = document_of(client, XIGONG)
    reply = client.get(f"/documents/{document['id']}?{place}")
    assert reply.status_code == 200
    assert say("reader.lost") in reply.text
    page = Page(reply.text)
    assert page.text["mark"] == ""
    assert squeezed(page.text["article"]) == squeezed(document["text"])


def test_commitments_of_each_clause_stand_with_it(client: TestClient) -> None:
    document = document_of(client, XIGONG)
    rows = client.get("/api/commitments", params={"document_id": document["id"]}).json()
    page = client.get(f"/documents/{document['id']}").text
    assert page.count("本条的任务指标") == len({row["clause_id"] for row in rows["commitments"]})
    links = re.findall(r'<li><a href="([?][^"]+)" lang="zh-CN">', page)
    assert len(links) == rows["total"]
    for link, row in zip(links, rows["commitments"], strict=True):
        assert link == f"?start={row['start']}&amp;end={row['end']}#{row['clause_id']}"
    english = client.get(f"/documents/{document['id']}?lang=en").text
    assert "Commitments of this clause" in english
    assert "&amp;lang=en#" in english


def test_standing_and_title_are_told(client: TestClient) -> None:
    draft = client.get(f"/documents/{document_of(client, CHENGDONG)['id']}").text
    other = client.get(f"/documents/{document_of(client, XIGONG)['id']}").text
    assert "非正式生效文本" in say("reader.banner.draft")
    assert say("reader.banner.draft") in draft
    assert say("reader.banner.draft") not in other
    assert say("reader.title_is_ours") in other
    assert say("reader.title_is_ours") not in draft
    assert "西宁市城东区" in draft


def test_labels_in_english_around_chinese_words(client: TestClient) -> None:
    document = document_of(client, CHENGDONG)
    reply = client.get(f"/documents/{document['id']}?start=5&end=9&lang=en")
    assert '<html lang="en">' in reply.text
    assert say("reader.banner.draft", "en") in reply.text
    assert say("reader.contents", "zh") not in reply.text
    article = next(attrs for tag, attrs in Page(reply.text).tags if tag == "article")
    assert article["lang"] == "zh-CN"
    assert "?start=5&amp;end=9&amp;lang=zh" in reply.text


def test_page_needs_no_script_and_nothing_from_outside(client: TestClient) -> None:
    reply = client.get(f"/documents/{document_of(client, XIGONG)['id']}?start=5&end=9")
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    page = Page(reply.text)
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "style", "iframe", "object", "form"})
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not any("style" in attrs for _, attrs in page.tags)
    links = [attrs.get("href") or attrs.get("src") or "" for _, attrs in page.tags]
    assert not any(re.match(r"(?i)[a-z]+:|//", link) for link in links)
    style = client.get("/style/reader.css")
    assert style.headers["content-type"].startswith("text/css")
    assert not re.search(r"url\(|@import|http", style.text)


def test_landmarks_and_order_of_headings(client: TestClient) -> None:
    text = client.get(f"/documents/{document_of(client, CHENGDONG)['id']}").text
    tags = [tag for tag, _ in Page(text).tags]
    assert tags.count("main") == 1
    assert tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert '<a class="skip" href="#main">' in text


def test_document_that_is_not_there(client: TestClient) -> None:
    person = client.get("/documents/nothing", headers={"accept": "text/html,*/*"})
    assert person.status_code == 404
    assert say("not_found.document") in person.text
    program = client.get("/documents/nothing", headers={"accept": "application/json"})
    assert program.status_code == 404
    assert program.headers["content-type"] == "application/problem+json"


def test_hostile_document_stays_text(engine_of: Callable[..., Engine], settings: object) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} ${8*8} &lt;b&gt;"
    text = f"一、{hostile}\n(一){hostile}。本区建设公园5个{hostile}。\n"
    engine = engine_of({'a"><svg onload=alert(3)>.txt': text})
    with TestClient(create_app(engine, settings)) as client:
        (document,) = client.get("/api/documents").json()["documents"]
        stored = client.get(f"/api/documents/{document['id']}").json()["text"]
        start = stored.index("本区")
        reply = client.get(f"/documents/{document['id']}?start={start}&end={len(stored)}")
        page = Page(reply.text)
        assert {tag for tag, _ in page.tags}.isdisjoint({"script", "svg", "b"})
        assert squeezed(page.text["article"]) == squeezed(stored)
        assert squeezed(page.text["mark"]) == squeezed(stored[start:])
        assert "<script" not in client.get(f"/documents/{document['id']}?lang=<script>").text


def test_link_to_words_that_have_changed_since_marks_nothing_and_says_so(
    client: TestClient,
) -> None:
    document = document_of(client, XIGONG)
    address = f"/documents/{document['id']}?start=9&end=20&version="
    same = client.get(address + document["content_hash"][:12]).text
    assert Page(same).text["mark"]
    assert say("reader.changed") not in same
    other = client.get(address + "0123456789ab").text
    assert Page(other).text["mark"] == ""
    assert say("reader.changed") in other
