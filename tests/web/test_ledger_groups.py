"""Rows brought together: nothing is lost, nothing counted twice, no year or month guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rag.commitments.categories import CATEGORIES
from rag.schemas import Commitment
from rag.web.ledger_groups import by_category, by_month, compare, month_of, timeline

EMPTY: dict[str, Any] = dict.fromkeys(
    (
        "value", "value_max", "unit", "comparator", "deadline_text", "deadline_from",
        "deadline_to", "deadline_month_day", "region",
    )
)  # fmt: skip


def row(subject: str = "公园", **fields: object) -> Commitment:
    made = {
        **EMPTY,
        "id": f"{subject}-{fields}",
        "document_id": "d",
        "source": "d.txt",
        "clause_id": "c",
        "clause_path": "(一)",
        "quote": subject,
        "start": 0,
        "end": 2,
        "action": "建设",
        "subject": subject,
        "is_percentage": fields.get("unit") == "%",
        "places": (),
        "category": "环境",
        "strict": True,
        **fields,
    }
    return Commitment.model_validate(made)


def test_categories_are_counted_the_greatest_first() -> None:
    rows = [row(category=name) for name in ("交通", "住房", "环境", "环境", "从前的类别")]
    assert by_category(rows) == (("环境", 2), ("住房", 1), ("交通", 1), ("从前的类别", 1))
    assert by_category([]) == ()


def test_month_is_told_only_where_it_is_stated() -> None:
    assert month_of(row(deadline_text="三年内")) is None
    assert month_of(row(deadline_text="6月底前", deadline_month_day="06-30")) == (None, 6)
    assert month_of(row(deadline_to=date(2025, 2, 28))) == (2025, 2)


def test_months_of_each_year_stand_apart() -> None:
    rows = [
        row(deadline_month_day="06-30"),
        row(deadline_to=date(2026, 6, 30)),
        row(deadline_to=date(2025, 6, 30)),
        row(deadline_to=date(2025, 6, 1)),
        row(),
    ]
    years = by_month(rows)
    assert [year.year for year in years] == [2025, 2026, None]
    assert [year.counts[5] for year in years] == [2, 1, 1]
    assert all(len(year.counts) == 12 for year in years)
    assert sum(sum(year.counts) for year in years) == 4


def test_stretch_begins_only_where_the_document_says_so() -> None:
    before = row("电梯", deadline_month_day="06-30")
    whole = row("就业", deadline_from=date(2021, 1, 1), deadline_to=date(2021, 12, 31))
    long = row("道路", deadline_from=date(2019, 5, 1), deadline_to=date(2021, 9, 30))
    first, last = timeline([before, whole, row("无期限"), long])
    assert first.year == 2021
    assert [(one.row.subject, one.begins, one.due) for one in first.stretches] == [
        ("道路", 1, 9),
        ("就业", 1, 12),
    ]
    assert last.year is None
    assert [(one.begins, one.due) for one in last.stretches] == [(6, 6)]


def test_same_thing_is_a_pair_even_where_its_units_differ() -> None:
    left = row("城镇新增就业", value="7500", unit="人", category="就业")
    right = row("城镇新增就业", value="6500", unit="人次", category="社会保障")
    (group,) = compare([left], [right])
    assert group.category == "就业"
    assert group.pairs == ((left, right),)
    assert not group.left
    assert not group.right


def test_same_unit_and_most_words_make_a_pair_and_nothing_less_does() -> None:
    estates = row("老旧小区改造", value="139", unit="个", category="城市更新")
    named = row("某苑小区等老旧小区房屋综合整治", value="80", unit="个", category="城市更新")
    flats = row("某苑小区等老旧小区房屋综合整治", value="7718", unit="套", category="城市更新")
    centres = row("邻里中心建设", value="26", unit="个", category="社会治理")
    reading = row("城市书房建设", value="2", unit="个", category="文化体育")
    groups = {one.category: one for one in compare([estates, centres], [flats, reading, named])}
    assert list(groups) == [name for name in CATEGORIES if name in groups]
    assert groups["城市更新"].pairs == ((estates, named),)
    assert groups["城市更新"].right == (flats,)
    # that both are built does not make them alike
    assert groups["社会治理"].left == (centres,)
    assert groups["文化体育"].right == (reading,)


def test_closest_rows_are_paired_first_and_each_once() -> None:
    left = [row("公园游园", unit="个"), row("公园", unit="个")]
    right = [row("公园", unit="个"), row("社区公园游园", unit="个")]
    (group,) = compare(left, right)
    assert group.pairs == ((left[0], right[1]), (left[1], right[0]))


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["公园", "公园游园", "老旧小区改造", "电梯", "道路", "", "100%"]),
        unit=st.sampled_from([None, "个", "%"]),
        category=st.sampled_from([*CATEGORIES[:3], "从前的类别"]),
    ),
    max_size=8,
)


@given(ROWS, ROWS)
def test_every_row_stands_in_the_comparison_exactly_once(
    left: list[Commitment], right: list[Commitment]
) -> None:
    groups = compare(left, right)
    lefts = [a for g in groups for a in (*(one for one, _ in g.pairs), *g.left)]
    rights = [b for g in groups for b in (*(other for _, other in g.pairs), *g.right)]
    assert sorted(one.id for one in lefts) == sorted(one.id for one in left)
    assert sorted(one.id for one in rights) == sorted(one.id for one in right)
    assert all(g.pairs or g.left or g.right for g in groups)
