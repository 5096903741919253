"""The page of the ledger: every row with its words, every view an address, no script."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from ledger_rows import DONG, XI, put_rows

from rag.chain import Engine
from rag.commitments.categories import CATEGORIES
from rag.web import create_app
from rag.web.ledger_asked import VIEWS
from rag.wording import keys, say

PERSON = {"accept": "text/html,*/*"}
VOID = {"meta", "link", "img", "br", "input", "col"}
# shapes may close themselves
SHAPES = {"rect", "path"}


class Page(HTMLParser):
    """A page as a browser sees it, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = False
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a" and dict(attrs).get("class") == "words":
            self._inside = True
            self.words.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[-1] += data

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a"]

    def of(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        found = [attrs for name, attrs in self.tags if name == tag]
        return [a for a in found if all(a.get(name) == value for name, value in wanted.items())]


def view(client: TestClient, status: int = 200, **asked: object) -> str:
    reply = client.get("/commitments", params=asked, headers=PERSON)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"].startswith("text/html")
    return reply.text


def rows(client: TestClient, **asked: object) -> list[dict]:
    return client.get("/api/commitments", params=asked).json()["commitments"]


def test_every_row_is_listed_with_its_words_and_its_place(client: TestClient) -> None:
    told = rows(client)
    words: list[str] = []
    links: list[str] = []
    number = 0
    while len(words) < len(told):
        number += 1
        text = view(client, page=number)
        page = Page(text)
        last = len(words) + len(page.words)
        assert say("commitments.part", total=len(told), first=len(words) + 1, last=last) in text
        words += page.words
        links += [a["href"] or "" for a in page.of("a", **{"class": "words"})]
    assert words == [row["quote"] for row in told]
    assert links == [row["permalink"] for row in told]
    assert not page.of("a", rel="next")
    assert page.of("a", rel="prev")
    assert f">{words[-1]}</mark>" in client.get(links[-1]).text
    beyond = view(client, page=number + 1)
    assert say("commitments.beyond") in beyond
    assert not Page(beyond).words


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "西工", "category": "住房"},
        {"q": "新增 车位"},
        {"unit": "公里"},
        {"deadline_after": "05-01", "deadline_before": "06-30", "sort": "-deadline"},
        {"strict": "false"},
        {"category": "环境", "sort": "-value"},
    ],
)
def test_filters_give_the_rows_of_the_api_and_its_files(
    client: TestClient, asked: dict[str, str]
) -> None:
    told = rows(client, **asked)
    assert 0 < len(told) < 40
    text = view(client, **asked)
    page = Page(text)
    assert page.words == [row["quote"] for row in told]
    assert say("commitments.all", total=len(told)) in text
    files = [link for link in page.links() if link.startswith("/api/commitments")]
    given = [dict(parse_qsl(urlsplit(link).query)) for link in files]
    assert [each["format"] for each in given] == ["csv", "xlsx", "ics", "json"]
    for link, each in zip(files, given, strict=True):
        assert asked.items() <= each.items()
        assert client.get(link).status_code == 200
    assert client.get(files[-1]).json()["commitments"][0]["quote"] == told[0]["quote"]
    # one link for each filter takes it away alone
    for name in asked.keys() - {"sort"}:
        label = say("commitments.remove", name=say(f"commitments.{name}"))
        (away,) = page.of("a", **{"aria-label": label})
        left = dict(parse_qsl(urlsplit(away["href"] or "").query))
        assert left == {key: value for key, value in asked.items() if key != name}


def test_form_keeps_what_was_typed(client: TestClient) -> None:
    page = Page(view(client, q="新增", unit="个", region="西工", view="counts", lang="en"))
    typed = {a["name"]: a.get("value") for a in page.of("input")}
    assert typed["q"] == "新增"
    assert typed["unit"] == "个"
    assert typed["view"] == "counts"
    assert typed["lang"] == "en"
    # a name that is none of the documents' own is kept as well
    assert {"value": "西工", "selected": None} in page.of("option")
    labelled = {a["for"] for a in page.of("label")}
    assert labelled == {a["id"] for tag in ("input", "select") for a in page.of(tag) if "id" in a}


def test_empty_fields_of_the_form_are_no_filters(client: TestClient) -> None:
    names = "q region category document_id unit deadline_after deadline_before strict sort page"
    empty = dict.fromkeys(names.split(), "")
    assert Page(view(client, **empty)).words == Page(view(client)).words


def test_counts_add_up_to_all_rows(client: TestClient) -> None:
    told = rows(client)
    text = view(client, view="counts")
    assert say("commitments.counted", total=len(told)) in text
    counts = [int(n) for n in re.findall(r'class="number">(\d+)</td></tr>', text)]
    named = {row["category"] for row in told}
    assert sum(counts[: len(named)]) == len(told)
    dated = [row for row in told if row["deadline_to"] or row["deadline_month_day"]]
    assert sum(counts[len(named) :]) == len(dated) > 0
    assert say("commitments.monthless", count=len(told) - len(dated)) in text
    assert text.count("<rect") == len(counts)
    links = [link for link in Page(text).links() if re.search("[?&]category=", link)]
    for link, count in zip(links, counts, strict=False):
        assert say("commitments.all", total=count) in client.get(link).text


def test_deadlines_are_drawn_in_their_months(client: TestClient) -> None:
    told = rows(client, sort="deadline")
    dated = [row for row in told if row["deadline_to"] or row["deadline_month_day"]]
    text = view(client, view="deadlines")
    page = Page(text)
    assert say("commitments.dated", total=len(dated)) in text
    assert sorted(page.words) == sorted(row["quote"] for row in dated)
    months = [int(a["x"] or "") // 10 + 1 for a in page.of("rect", **{"class": "due"})]
    due = [int((row["deadline_to"] or row["deadline_month_day"])[-5:-3]) for row in dated]
    assert months == due
    without = view(client, view="deadlines", category="交通")
    assert say("commitments.dated.none") in without


def test_two_districts_side_by_side(client: TestClient) -> None:
    text = view(client, view="compare")
    page = Page(text)
    assert sorted(page.words) == sorted(row["quote"] for row in rows(client))
    pairs = re.findall(r'<tr class="pair">(.*?)</tr>', text, re.DOTALL)
    assert any(text.count("城镇新增就业") == 2 for text in map(unescape, pairs))
    assert len(pairs) < 10
    chosen = [a["value"] for a in page.of("option") if "selected" in a]
    drafts = [row for row in rows(client) if row["document_status"] == "draft"]
    assert text.count(f">{say('status.draft')}</span>") == len(drafts) > 0
    assert chosen == ["region:洛阳市西工区", "region:西宁市城东区"]


def test_two_documents_side_by_side_under_a_filter(client: TestClient) -> None:
    one, other = (each["id"] for each in client.get("/api/documents").json()["documents"])
    asked = {"left": f"document:{one}", "right": f"document:{other}", "category": "就业"}
    text = view(client, view="compare", **asked)
    told = [row["quote"] for row in rows(client, category="就业")]
    assert sorted(Page(text).words) == sorted(told)
    same = view(client, view="compare", left=f"document:{one}", right=f"document:{one}")
    assert say("commitments.same") in same
    view(client, 404, view="compare", left="document:nothing")
    for wrong in ("nothing", "region:", ":", "other:x"):
        view(client, 422, view="compare", left=wrong)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"deadline_before": "13-45"}, "13-45"),
        ({"deadline_after": "2025-06-30", "deadline_before": "2025-01-01"}, "2025-01-01"),
        ({"category": "天气"}, "天气"),
        ({"strict": "perhaps"}, "写法"),
        ({"sort": "luck"}, "排序"),
        ({"q": "长" * 500}, "原文或上下文里的词"),
        ({"q": "\u200b"}, "无法辨认"),
        ({"page": "0"}, "页码"),
        ({"page": "9" * 30}, "页码"),
        ({"page": "二"}, "页码"),
    ],
)
def test_filter_that_makes_no_sense_is_told_and_kept(
    client: TestClient, asked: dict[str, str], words: str
) -> None:
    text = view(client, 422, **asked)
    (alert,) = re.findall(r'role="alert">(.*?)</div>', text)
    assert words in alert
    assert not Page(text).words
    program = client.get("/commitments", params=asked)
    assert program.status_code == 422
    assert program.headers["content-type"] == "application/problem+json"


def test_document_that_is_not_there(client: TestClient) -> None:
    assert say("not_found.document") in view(client, 404, document_id="nothing")


def test_nothing_found_offers_a_way_back(client: TestClient) -> None:
    text = view(client, q="地铁票价", sort="value")
    assert say("commitments.none") in text
    assert "/commitments?sort=value" in Page(text).links()
    assert say("commitments.all", total=0) not in text


def test_documents_without_commitments(engine_of: Callable[..., Engine], settings: object) -> None:
    engine = engine_of({"a.txt": "一、总则\n(一)目的。为了规范管理，制定本办法。\n"})
    with TestClient(create_app(engine, settings)) as client:
        for name in ("list", "counts", "deadlines"):
            assert say("commitments.empty") in view(client, view=name)
        assert say("commitments.too_few") in view(client, view="compare")


def test_what_is_cut_is_said_to_be(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    engine = engine_of({"a.txt": "一、公园\n建设公园5个。\n"})
    due = {"deadline_month_day": "06-30", "value": "1", "unit": "处"}
    name = put_rows(engine.catalog, "b.txt", [due] * 301)
    other = put_rows(engine.catalog, "c.txt", [{**due, "value": "-0.50"}], DONG)
    engine.library.refresh()
    client = client_with(around=engine)
    drawn = view(client, view="deadlines")
    assert say("commitments.dated.cut", total=302, shown=300) in drawn
    assert len(Page(drawn).words) == 300
    sides = {"left": f"document:{name}", "right": f"document:{other}"}
    compared = view(client, view="compare", **sides)
    assert say("commitments.side.cut", name=XI.title, total=301, shown=300) in compared
    assert say("commitments.side", name=DONG.title, total=1) in compared
    assert compared.count('class="pair"') == 1
    counted = view(client, view="counts")
    assert say("commitments.counted", total=303) in counted


def test_too_many_looks_are_told_to_a_person(client_with: Callable[..., TestClient]) -> None:
    client = client_with(ask_per_minute=1)
    view(client)
    reply = client.get("/commitments", headers=PERSON)
    assert reply.status_code == 429
    assert int(reply.headers["retry-after"]) > 0
    assert 'role="alert"' in reply.text


@pytest.mark.parametrize("name", VIEWS)
def test_english_around_chinese_words(client: TestClient, name: str) -> None:
    text = view(client, view=name, lang="en")
    page = Page(text)
    assert '<html lang="en">' in text
    assert say("commitments.title", "zh") not in text
    for link in page.of("a", **{"class": "words"}):
        assert "&lang=en#" in (link["href"] or "")
        assert link["lang"] == "zh-CN"
    own = [link for link in page.links() if link.startswith("/commitments")]
    assert len([link for link in own if "lang=en" not in link]) == 1
    other = next(link for link in own if "lang=en" not in link)
    assert '<html lang="zh-CN">' in client.get(other).text


def test_every_category_has_words_in_both_languages() -> None:
    assert {f"commitments.category.{name}" for name in CATEGORIES} == {
        key for key in keys() if key.startswith("commitments.category.")
    }


@pytest.mark.parametrize("name", VIEWS)
def test_page_needs_no_script_and_nothing_from_outside(client: TestClient, name: str) -> None:
    reply = client.get("/commitments", params={"view": name}, headers=PERSON)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    page = Page(reply.text)
    tags = [tag for tag, _ in page.tags]
    assert set(tags).isdisjoint({"script", "style", "iframe", "object"})
    assert not any(key.startswith("on") or key == "style" for _, a in page.tags for key in a)
    outside = [a.get("href") or a.get("src") or a.get("action") or "" for _, a in page.tags]
    assert not any(re.match(r"(?i)[a-z]+:|//", link) for link in outside)
    assert tags.count("main") == tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for sheet in page.of("link", rel="stylesheet"):
        style = client.get(sheet["href"] or "")
        assert style.headers["content-type"].startswith("text/css")
        assert not re.search(r"url\(|@import|http", style.text)


def test_hostile_words_stay_words(engine_of: Callable[..., Engine], settings: object) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"
    texts = {
        f"{name}.txt": f"一、工作{hostile}\n(一){hostile}。建设公园5个{hostile}。\n"
        for name in "ab"
    }
    engine = engine_of(texts)
    with TestClient(create_app(engine, settings)) as client:
        for name in VIEWS:
            for asked in ({}, {"q": hostile}, {"region": f'"><svg onload=x>{hostile}'}):
                text = client.get(
                    "/commitments", params={"view": name, **asked}, headers=PERSON
                ).text
                assert {tag for tag, _ in Page(text).tags}.isdisjoint({"script", "iframe"})
                assert "<script" not in text
                assert "<img src=x" not in text


def test_reader_and_front_end_lead_here(client: TestClient, front: TestClient) -> None:
    (document, _) = client.get("/api/documents").json()["documents"]
    assert "/commitments" in Page(client.get(f"/documents/{document['id']}").text).links()
    english = client.get(f"/documents/{document['id']}?lang=en").text
    assert "/commitments?lang=en" in Page(english).links()
    assert 'href=\\"/commitments\\"' in front.get("/").text
