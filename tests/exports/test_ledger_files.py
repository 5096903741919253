"""The ledger as a file: every row in it, safe to open, and nothing guessed."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_rows import DONG, put_rows
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from rag.catalog import Catalog
from rag.errors import InputError, NotFoundError
from rag.exports import FileFormat, Ledger, LedgerFilters, export, safe
from rag.exports.cells import COLUMNS
from rag.text import clean

BASE = "https://ask.example.gov.cn/"
RUN_BY_SPREADSHEETS = tuple("=+-@\t\r\n＝＋－＠")
AT = {column.name: place for place, column in enumerate(COLUMNS)}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite3'}")
    opened.upgrade()
    yield opened
    opened.dispose()


def content(catalog: Catalog, kind: FileFormat, **typed: object) -> bytes:
    return export(Ledger.of(catalog), LedgerFilters.typed(**typed), kind, BASE, "zh").content


def table(catalog: Catalog, **typed: object) -> list[list[str]]:
    text = content(catalog, "csv", **typed).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def book(catalog: Catalog, **typed: object) -> Workbook:
    return load_workbook(io.BytesIO(content(catalog, "xlsx", **typed)))


def calendar(catalog: Catalog, **typed: object) -> icalendar.Component:
    return icalendar.Calendar.from_ical(content(catalog, "ics", **typed))


def test_csv_opens_in_excel_with_every_cell_in_its_place(catalog: Catalog) -> None:
    quote = '新建“书屋”, 30公里;\n"全部"'
    put_rows(
        catalog,
        "甲.txt",
        [{"quote": quote, "value": "-1.50", "comparator": ">=", "places": ("甲", "乙")}],
    )
    made = content(catalog, "csv")
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == 2
    head, row = table(catalog)
    assert head[:3] == ["地区", "文件", "效力状态"]
    assert row[AT["quote"]] == quote
    assert row[AT["region"]] == "洛阳市西区"
    assert row[AT["title"]] == "西区工作安排"
    assert row[AT["comparator"]] == "不少于"
    # a number is no formula, whatever its sign
    assert row[AT["value"]] == "-1.50"
    assert row[AT["places"]] == "甲、乙"
    assert row[AT["permalink"]].startswith("https://ask.example.gov.cn/documents/")
    english = export(Ledger.of(catalog), LedgerFilters(), "csv", BASE, "en").content
    assert english.decode("utf-8-sig").startswith("Area,Document,Standing")


def test_workbook_is_ready_to_be_worked_with(catalog: Catalog) -> None:
    put_rows(
        catalog,
        "甲.txt",
        [
            {"value": "95.5", "unit": "%", "deadline_to": "2021-06-30", "start": 0, "end": 9},
            {"strict": False},
        ],
    )
    opened = book(catalog)
    sheet = opened["任务指标"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:U3"
    assert [cell.value for cell in sheet[1]][AT["quote"]] == "原文"
    assert all(cell.font.bold for cell in sheet[1])
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert widths == [column.width for column in COLUMNS]
    first, second = sheet[2], sheet[3]
    assert (first[AT["value"]].value, first[AT["value"]].data_type) == (95.5, "n")
    assert first[AT["deadline_to"]].value == datetime(2021, 6, 30)  # noqa: DTZ001
    assert first[AT["deadline_to"]].is_date
    assert (first[AT["strict"]].value, second[AT["strict"]].value) == ("是", "否")
    link = first[AT["permalink"]]
    assert link.value == "查看原文"
    assert link.hyperlink.target.startswith("https://ask.example.gov.cn/documents/")
    assert "?start=0&end=9#" in link.hyperlink.target
    assert second[AT["value"]].value is None
    assert "已全部列出" in str(opened["说明"]["A2"].value)
    assert "只有其中 1 条" in str(book(catalog, limit=1)["说明"]["A2"].value)


def test_calendar_holds_the_days_that_are_known_and_counts_the_others(catalog: Catalog) -> None:
    put_rows(
        catalog,
        "甲.txt",
        [
            {
                "quote": "年底前建设;公园,\n两处",
                "deadline_text": "2021年底前",
                "deadline_to": "2021-12-31",
            },
            {"deadline_text": "6月底前", "deadline_month_day": "06-30"},
            {"deadline_text": "12月底前", "deadline_month_day": "12-31"},
            {"quote": "没有期限"},
        ],
    )
    made = calendar(catalog)
    (event,) = made.walk("VEVENT")
    assert event.decoded("dtstart") == date(2021, 12, 31)
    assert event.decoded("dtend") == date(2022, 1, 1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "洛阳市西区：年底前建设;公园, 两处"
    assert "《西区工作安排》" in str(event["description"])
    assert str(event["url"]).startswith("https://ask.example.gov.cn/documents/")
    assert str(made["x-tiaowen-year-unknown"]) == "2"
    for name in ("description", "x-wr-caldesc"):
        assert "另有 2 项期限原文没有年份" in str(made[name])
    assert "2021-06-30" not in made.to_ical().decode()
    # what the limit cuts off is told too
    assert "还有 2 项" in str(calendar(catalog, limit=1)["description"])
    uids = [str(each["uid"]) for each in calendar(catalog).walk("VEVENT")]
    assert uids == [str(event["uid"])]


def test_hostile_words_stay_words_in_every_file(catalog: Catalog) -> None:
    hostile = [
        "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", '"=1"', "\r=1", "＝1+1",
        "\ufeff=1", "\u200b@x", "a\x00b\x0bc\ud800", "DROP\x1b[31m", "x" * 40_000,
        "BEGIN:VALARM\r\nEND:VEVENT", "<script>",
    ]  # fmt: skip
    text = ("quote", "action", "subject", "unit", "category", "deadline_text")
    rows = [
        {**dict.fromkeys(text, word), "places": (word,), "deadline_to": "2021-12-31"}
        for word in hostile
        if "\ud800" not in word  # no database takes it
    ]
    meta = DONG.model_copy(update={"region": "=东", "title": "@题"})
    put_rows(catalog, "=甲.txt", rows, meta)
    sheet = book(catalog).worksheets[0]
    for line in (*table(catalog)[1:], *sheet.iter_rows(min_row=2, values_only=True)):
        assert len(line) == len(COLUMNS)
        for cell in line:
            assert not str(cell or "").startswith(RUN_BY_SPREADSHEETS)
            assert len(str(cell or "")) <= 32_767
    assert {cell.data_type for row in sheet.iter_rows() for cell in row}.isdisjoint({"f", "e"})
    assert table(catalog)[1][AT["quote"]] == "'=cmd|' /C calc'!A0"
    made = calendar(catalog)
    assert len(made.walk("VEVENT")) == len(rows)
    assert made.walk("VALARM") == []


STARTS = st.sampled_from(["", *" \t\r\n'\"\ufeff\u200b\u3000\xa0"])


@given(STARTS, STARTS, st.sampled_from(["", *RUN_BY_SPREADSHEETS]), st.text())
def test_no_text_runs_and_none_is_lost(first: str, second: str, sign: str, rest: str) -> None:
    text = first + second + sign + rest
    shown = safe(text)
    assert not shown.startswith(RUN_BY_SPREADSHEETS)
    assert not shown.lstrip().startswith(RUN_BY_SPREADSHEETS)
    assert shown in (clean(text), "'" + clean(text))
    assert safe(shown) == shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"region": "西区"}, ["西"]),
        ({"region": "西"}, ["西"]),
        ({"region": " 西宁市东区 "}, ["东"]),
        ({"region": "東區"}, ["东"]),
        ({"region": "没有的区"}, []),
        ({"unit": "km"}, ["西"]),
        ({"unit": "千米"}, ["西"]),
        ({"unit": "％"}, ["东"]),
        ({"q": "　道路  改善 "}, ["东", "西"]),
        ({"q": "\u200b东"}, ["东"]),
        ({"region": "", "category": " ", "deadline_before": ""}, ["东", "西"]),
    ],
)
def test_filters_are_taken_as_people_type_them(
    catalog: Catalog, typed: dict[str, str], found: list[str]
) -> None:
    put_rows(catalog, "乙.txt", [{"quote": "西", "value": "3", "unit": "公里"}])
    put_rows(catalog, "东.txt", [{"quote": "东", "value": "3", "unit": "%"}], DONG)
    read = Ledger.of(catalog).read(LedgerFilters.typed(**typed), None, 10)
    assert sorted(row.quote for row in read.commitments) == found
    assert all(row.permalink.startswith("/documents/") for row in read.commitments)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"category": "宇航"}, "category"),
        ({"deadline_before": "2021-02-30"}, "day"),
        ({"deadline_before": "02-30"}, "day"),
        ({"deadline_after": "6月"}, "day"),
        ({"deadline_after": "20210630"}, "day"),
        ({"deadline_after": "0000-01-01"}, "day"),
        ({"deadline_after": "２０２１-06-30"}, "day"),
        ({"deadline_after": "2021-07-01", "deadline_before": "2021-06-30"}, "days"),
        ({"deadline_after": "07-01", "deadline_before": "06-30"}, "days"),
        ({"q": "\x00"}, "unreadable"),
        ({"region": "\udcff"}, "fields"),
        ({"limit": 0}, "fields"),
        ({"limit": 10_001}, "fields"),
        ({"sort": "random"}, "fields"),
        ({"q": "长" * 201}, "fields"),
    ],
)
def test_filters_that_make_no_sense_are_refused(
    catalog: Catalog, typed: dict[str, object], reason: str
) -> None:
    with pytest.raises(InputError) as caught:
        Ledger.of(catalog).read(LedgerFilters.typed(**typed), None, 10)
    assert caught.value.params["reason"] == reason


@pytest.mark.parametrize(
    "typed",
    [
        {"deadline_before": "02-29"},
        {"deadline_after": "2021-07-01", "deadline_before": "06-30"},
        {"deadline_after": "2021-06-30", "deadline_before": "2021-06-30"},
        {"q": " ".join("甲" * 100)},
        {"q": "%_\\'\""},
    ],
)
def test_filters_that_some_row_may_meet_are_taken(catalog: Catalog, typed: dict[str, str]) -> None:
    assert Ledger.of(catalog).read(LedgerFilters.typed(**typed), None, 10).total == 0


def test_a_document_that_is_not_there_is_told(catalog: Catalog) -> None:
    name = put_rows(catalog, "甲.txt", [{}])
    ledger = Ledger.of(catalog)
    assert ledger.read(LedgerFilters(document_id=name), None, 10).total == 1
    with pytest.raises(NotFoundError):
        ledger.read(LedgerFilters(document_id="no-such"), None, 10)


def test_ten_thousand_rows_in_every_format(catalog: Catalog) -> None:
    row = {"value": "5", "unit": "处", "deadline_text": "年底", "deadline_to": "2021-12-31"}
    put_rows(catalog, "甲.txt", [row] * 10_001)
    began = time.perf_counter()
    assert len(table(catalog)) == 10_001
    assert book(catalog).worksheets[0].max_row == 10_001
    assert content(catalog, "ics").count(b"BEGIN:VEVENT") == 10_000
    assert len(table(catalog, limit=9, offset=9_995)) == 7
    assert time.perf_counter() - began < 60
