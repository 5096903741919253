"""The ledger over HTTP: rows that prove themselves, clear faults, files that open."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import icalendar
import pytest
from fastapi.testclient import TestClient
from ledger_rows import put_rows
from openpyxl import load_workbook

from rag.chain import Engine
from rag.schemas import Commitment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(client: TestClient, **asked: object) -> list[dict]:
    reply = client.get("/api/commitments", params=asked)
    assert reply.status_code == 200, reply.text
    found = reply.json()
    assert set(found) == {"total", "commitments"}
    assert found["total"] == int(reply.headers["x-total-count"]) == len(found["commitments"])
    return found["commitments"]


def test_every_row_is_proved_by_its_words_and_its_link(client: TestClient) -> None:
    found = rows(client)
    assert len(found) > 40
    texts = {
        each["id"]: client.get(f"/api/documents/{each['id']}").json()["text"]
        for each in client.get("/api/documents").json()["documents"]
    }
    for row in found:
        assert set(Commitment.model_fields) <= set(row)
        assert texts[row["document_id"]][row["start"] : row["end"]] == row["quote"]
        assert row["deadline_to"] is None or row["deadline_month_day"] is None
        link = urlsplit(row["permalink"])
        assert link.fragment == row["clause_id"]
        assert link.path == f"/documents/{row['document_id']}"
    page = client.get(found[0]["permalink"])
    assert f">{found[0]['quote']}</mark>" in page.text


def test_filters_hold_together(client: TestClient) -> None:
    west = rows(client, region="西工")
    assert {row["region"] for row in west} == {"洛阳市西工区"}
    assert west == rows(client, region="洛阳市西工区") == rows(client, region="Xigong")
    homes = rows(client, region="西工", category="住房")
    assert homes
    assert all(row in west and row["category"] == "住房" for row in homes)
    assert any(row["value"] == "1000" and row["unit"] == "套" for row in homes)
    due = rows(client, deadline_before="06-30")
    assert due
    assert all(row["deadline_text"] for row in due)
    assert not {row["id"] for row in due} & {
        row["id"] for row in rows(client, deadline_after="07-01")
    }
    (document,) = {row["document_id"] for row in west}
    assert rows(client, document_id=document) == west
    assert len(rows(client, strict=True)) + len(rows(client, strict=False)) == len(rows(client))
    values = [float(row["value"]) for row in rows(client, unit="个", sort="-value")]
    assert values == sorted(values, reverse=True)
    (lifts,) = rows(client, q="加装 电梯", unit="部")
    assert "300部" in lifts["quote"]
    assert rows(client, region="没有的区") == []


def test_pages_follow_each_other(client: TestClient) -> None:
    whole = rows(client)
    parts = [
        client.get("/api/commitments", params={"limit": 7, "offset": offset}).json()
        for offset in range(0, len(whole), 7)
    ]
    assert [row for part in parts for row in part["commitments"]] == whole
    assert {part["total"] for part in parts} == {len(whole)}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("category=宇航", ("宇航", "住房", "社会治理", "其他")),
        ("deadline_before=2021-02-30", ("2021-02-30", "06-30")),
        ("deadline_after=13-01", ("13-01",)),
        ("deadline_after=2022-01-01&deadline_before=2021-12-31", ("2022-01-01", "2021-12-31")),
        ("q=%00", ("无法辨认",)),
        ("q=%1f", ("无法辨认",)),
        ("q=%1d%20%1c", ("无法辨认",)),
        ("limit=10001", ("limit",)),
        ("limit=0", ("limit",)),
        ("offset=-1", ("offset",)),
        ("offset=99999999999999999999", ("offset",)),
        ("sort=biggest", ("sort",)),
        ("strict=perhaps", ("strict",)),
        ("format=pdf", ("format",)),
        ("catgory=住房", ("catgory",)),
        ("region=" + "长" * 101, ("region",)),
    ],
)
def test_impossible_filters_are_told(
    client: TestClient, asked: str, words: tuple[str, ...]
) -> None:
    for query in (asked, f"{asked}&format=csv" if "format" not in asked else asked):
        reply = client.get(f"/api/commitments?{query}")
        assert reply.status_code == 422
        assert reply.headers["content-type"] == "application/problem+json"
        assert all(word in reply.json()["detail"] for word in words)
    english = client.get(f"/api/commitments?{asked}", headers={"accept-language": "en"}).json()
    assert english["detail"] != reply.json()["detail"]


def test_a_document_that_is_not_there_is_not_found(client: TestClient) -> None:
    reply = client.get("/api/commitments?document_id=nothing")
    assert reply.status_code == 404
    assert reply.json()["type"] == "urn:tiaowen:problem:not_found"


@pytest.mark.parametrize(
    ("kind", "media_type"), [("csv", "text/csv"), ("xlsx", XLSX), ("ics", "text/calendar")]
)
def test_a_file_has_a_name_and_is_to_be_kept(
    client: TestClient, kind: str, media_type: str
) -> None:
    reply = client.get("/api/commitments", params={"format": kind, "region": "城东"})
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith(media_type)
    assert reply.headers["x-content-type-options"] == "nosniff"
    disposition = reply.headers["content-disposition"]
    assert disposition.startswith(f'attachment; filename="commitments.{kind}"')
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == f"政策任务指标.{kind}"


def test_files_hold_all_rows_with_links_that_lead_back(
    client: TestClient, client_with: Callable[..., TestClient]
) -> None:
    total = len(rows(client))
    asked = client.get("/api/commitments?format=csv", headers={"host": "elsewhere.example"})
    text = asked.content.decode("utf-8-sig")
    assert text.count("\r\n") == total + 1
    # where no public address is set, the server's own: never the one that was asked
    assert "http://127.0.0.1:7860/documents/" in text
    assert "elsewhere" not in text
    public = client_with(public_url="https://ask.example.gov.cn")
    sheet = load_workbook(
        io.BytesIO(public.get("/api/commitments?format=xlsx").content)
    ).worksheets[0]
    assert sheet.max_row == total + 1
    links = [cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink]
    assert len(links) == total
    assert all(link.startswith("https://ask.example.gov.cn/documents/") for link in links)


def test_calendar_never_guesses_a_year(client: TestClient) -> None:
    made = icalendar.Calendar.from_ical(client.get("/api/commitments?format=ics").content)
    due = [row for row in rows(client) if row["deadline_text"]]
    known = [row for row in due if row["deadline_to"]]
    assert 0 < len(known) < len(due)
    days = sorted(event.decoded("dtstart").isoformat() for event in made.walk("VEVENT"))
    assert days == sorted(row["deadline_to"] for row in known)
    assert int(made["x-tiaowen-year-unknown"]) == len(due) - len(known)


def test_json_holds_two_hundred_rows_and_a_file_all_unless_told(
    engine_of: Callable[..., Engine], client_with: Callable[..., TestClient]
) -> None:
    engine = engine_of({"a.txt": "一、公园\n建设公园5个。\n"})
    put_rows(engine.catalog, "b.txt", [{"quote": "=1+1"}] * 300)
    client = client_with(around=engine)
    found = client.get("/api/commitments").json()
    assert (found["total"], len(found["commitments"])) == (301, 200)
    assert len(client.get("/api/commitments?limit=10000").json()["commitments"]) == 301
    text = client.get("/api/commitments?format=csv").text
    assert text.count("\r\n") == 302
    assert ",'=1+1," in text
    cut = client.get("/api/commitments?format=csv&limit=10")
    assert cut.text.count("\r\n") == 11
    assert cut.headers["x-total-count"] == "301"


def test_looks_into_the_ledger_are_limited(client_with: Callable[..., TestClient]) -> None:
    client = client_with(ask_per_minute=2)
    replies = [client.get("/api/commitments") for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert int(replies[2].headers["retry-after"]) > 0
