"""The ledger gives every row that is asked for, in the order asked for, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_rows import DONG, put_rows

from rag.catalog import Catalog
from rag.schemas import LedgerQuery


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite3'}")
    opened.upgrade()
    yield opened
    opened.dispose()


def quotes(catalog: Catalog, **asked: Any) -> list[str]:
    page = catalog.commitments(LedgerQuery(**asked))
    assert page.total == len(page.rows)
    return [row.quote for row in page.rows]


def test_a_row_comes_back_as_it_was_put(catalog: Catalog) -> None:
    name = put_rows(
        catalog,
        "甲.txt",
        [
            {
                "value": "1.30",
                "value_max": "2.5",
                "unit": "公里",
                "comparator": ">=",
                "deadline_text": "2021年6月底前",
                "deadline_from": "2021-06-01",
                "deadline_to": "2021-06-30",
                "places": ("甲路", "乙路"),
                "strict": False,
            }
        ],
    )
    (row,) = catalog.commitments(LedgerQuery()).rows
    assert (row.value, row.value_max, row.places) == ("1.30", "2.5", ("甲路", "乙路"))
    assert (row.source, row.region, row.clause_path) == ("甲.txt", "洛阳市西区", "(二)")
    assert catalog.commitments_of(name) == {row}


def test_each_filter_leaves_only_what_it_names(catalog: Catalog) -> None:
    put_rows(
        catalog,
        "甲.txt",
        [
            {"quote": "路", "value": "30", "unit": "公里", "category": "交通"},
            {"quote": "率", "value": "95.5", "unit": "%", "category": "就业"},
            {"quote": "全", "strict": False, "deadline_month_day": "06-30"},
        ],
    )
    other = put_rows(catalog, "乙.txt", [{"quote": "东", "value": "4", "unit": "处"}], DONG)
    assert quotes(catalog, regions=("西宁市东区",)) == ["东"]
    assert quotes(catalog, regions=("没有",)) == []
    assert quotes(catalog, document_ids=(other,)) == ["东"]
    assert quotes(catalog, document_ids=()) == []
    assert quotes(catalog, category="交通") == ["路"]
    assert quotes(catalog, units=("公里", "%")) == ["路", "率"]
    assert quotes(catalog, strict=False) == ["全"]
    assert quotes(catalog, least=4, most=30) == ["东", "路"]
    assert quotes(catalog, has_value=True) == ["东", "路", "率"]
    assert quotes(catalog, has_deadline=True) == ["全"]
    assert quotes(catalog, category="交通", units=("%",)) == []


def test_words_are_found_folded_and_taken_literally(catalog: Catalog) -> None:
    put_rows(
        catalog,
        "甲.txt",
        [
            {"quote": "完成率100%_甲", "subject": "ＡＢＣ路"},
            {"quote": "完成率100分", "subject": "學校"},
            {"quote": r"写作a\b", "subject": "书屋"},
        ],
    )
    assert quotes(catalog, terms=("100%",)) == ["完成率100%_甲"]
    assert quotes(catalog, terms=("%_",)) == ["完成率100%_甲"]
    assert quotes(catalog, terms=("率_",)) == []
    assert quotes(catalog, terms=("\\",)) == [r"写作a\b"]
    assert quotes(catalog, terms=("abc",)) == ["完成率100%_甲"]
    assert quotes(catalog, terms=("学校", "率")) == ["完成率100分"]
    assert quotes(catalog, terms=("学校", "书屋")) == []
    # the heading that a row stands under is searched too
    assert len(quotes(catalog, terms=("改善道路",))) == 3
    assert quotes(catalog, terms=("'; DROP TABLE commitments; --",)) == []


@pytest.fixture
def dated(catalog: Catalog) -> Catalog:
    def due(name: str, *, day: str | None = None, month_day: str | None = None) -> dict[str, Any]:
        return {
            "quote": name,
            "deadline_text": name,
            "deadline_to": day,
            "deadline_month_day": month_day,
        }

    put_rows(
        catalog,
        "甲.txt",
        [
            due("21年底", day="2021-12-31"),
            due("某年6月", month_day="06-30"),
            due("22年3月", day="2022-03-31"),
            {"quote": "没有期限"},
            due("某年底", month_day="12-31"),
            due("21年6月", day="2021-06-30"),
        ],
    )
    return catalog


@pytest.mark.parametrize(
    ("after", "before", "found"),
    [
        (None, "06-30", {"某年6月", "22年3月", "21年6月"}),
        (None, "06-29", {"22年3月"}),
        ("07-01", None, {"21年底", "某年底"}),
        ("04-01", "06-30", {"某年6月", "21年6月"}),
        (None, "2021-06-30", {"21年6月", "某年6月"}),
        ("2022-01-01", None, {"22年3月", "某年6月", "某年底"}),
        ("2021-07-01", "2021-12-31", {"21年底", "某年底"}),
        # over a new year a deadline without one may fall on either side of it
        ("2021-12-01", "2022-03-31", {"21年底", "22年3月", "某年底"}),
        ("2021-06-01", "2022-05-01", {"21年6月", "21年底", "22年3月", "某年6月", "某年底"}),
        ("2020-12-01", "2022-01-01", {"21年6月", "21年底", "某年6月", "某年底"}),
    ],
)
def test_deadlines_between_two_days(
    dated: Catalog, after: str | None, before: str | None, found: set[str]
) -> None:
    assert set(quotes(dated, deadline_after=after, deadline_before=before)) == found


def test_deadlines_in_order_and_those_without_a_year_after(dated: Catalog) -> None:
    asked = LedgerQuery(sort="deadline")
    assert [row.quote for row in dated.commitments(asked).rows] == [
        "21年6月", "21年底", "22年3月", "某年6月", "某年底", "没有期限",
    ]  # fmt: skip
    latest = LedgerQuery(sort="-deadline")
    assert [row.quote for row in dated.commitments(latest).rows] == [
        "22年3月", "21年底", "21年6月", "某年底", "某年6月", "没有期限",
    ]  # fmt: skip


def test_values_in_order_of_size_not_of_spelling(catalog: Catalog) -> None:
    fields = [{"quote": v or "无", "value": v} for v in ("100", None, "9", "1.5", "20000")]
    put_rows(catalog, "甲.txt", fields)
    assert quotes(catalog, sort="value") == ["1.5", "9", "100", "20000", "无"]
    assert quotes(catalog, sort="-value") == ["20000", "100", "9", "1.5", "无"]
    assert quotes(catalog) == ["100", "无", "9", "1.5", "20000"]


def test_total_counts_what_is_not_on_the_page(catalog: Catalog) -> None:
    put_rows(catalog, "甲.txt", [{}] * 25)
    pages = [catalog.commitments(LedgerQuery(limit=10, offset=o)) for o in (0, 10, 20, 30)]
    assert [len(page.rows) for page in pages] == [10, 10, 5, 0]
    assert {page.total for page in pages} == {25}
    assert len({row.id for page in pages for row in page.rows}) == 25


def test_a_new_version_leaves_no_row_of_the_former(catalog: Catalog) -> None:
    put_rows(catalog, "甲.txt", [{"quote": "旧"}] * 3)
    put_rows(catalog, "甲.txt", [{"quote": "新"}])
    assert quotes(catalog) == ["新"]


def test_rows_go_with_their_document(catalog: Catalog) -> None:
    name = put_rows(catalog, "甲.txt", [{}] * 3)
    put_rows(catalog, "乙.txt", [{"quote": "留"}])
    assert catalog.delete(name)
    assert quotes(catalog) == ["留"]
    assert catalog.commitments_of(name) == frozenset()
