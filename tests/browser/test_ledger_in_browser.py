"""What an official does with the ledger: filter, read on, compare, open the clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rag.wording import say

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])

Visit = Callable[..., Page]


def fits(page: Page) -> bool:
    """Tell whether nothing makes the page scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_filter_and_open_the_clause_without_script(
    visit: Visit, site: str, size: dict[str, int]
) -> None:
    page = visit(f"{site}/commitments", size, java_script_enabled=False)
    page.get_by_label(say("commitments.q"), exact=True).fill("车位")
    page.get_by_label(say("commitments.region"), exact=True).select_option("洛阳市西工区")
    page.get_by_text(say("commitments.more")).click()
    page.get_by_label(say("commitments.unit"), exact=True).fill("个")
    page.get_by_role("button", name=say("commitments.apply")).click()
    row = page.locator(".rows tbody tr").filter(has_text="新增车位1000个以上")
    expect(row.locator(".number")).to_contain_text("1,000")
    right = "e => getComputedStyle(e).textAlign"
    if size == DESK:
        assert row.locator(".number").evaluate(right) == "right"
    expect(page.get_by_label(say("commitments.unit"), exact=True)).to_have_value("个")
    row.get_by_role("link").first.click()
    expect(page.locator("mark#quote")).to_have_text("新增车位1000个以上")
    expect(page.locator("mark#quote")).to_be_in_viewport()
    page.get_by_role("link", name=say("commitments.title")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("commitments.title"))


@SIZES
def test_every_view_fits_and_speaks_english(visit: Visit, site: str, size: dict[str, int]) -> None:
    page = visit(f"{site}/commitments?lang=en", size)
    assert fits(page)
    # the head takes one line, so that it covers none of what is jumped to
    assert page.locator("header.site").evaluate("e => e.offsetHeight") < 72
    for view in ("counts", "deadlines", "compare", "list"):
        page.get_by_role("link", name=say(f"commitments.view.{view}", "en"), exact=True).click()
        expect(page.locator(".views a[aria-current]")).to_have_text(
            say(f"commitments.view.{view}", "en")
        )
        assert fits(page)
    page.get_by_role("link", name=say("reader.other_language", "en")).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_table_keeps_its_parts_on_a_phone(visit: Visit, site: str) -> None:
    page = visit(f"{site}/commitments?category=就业", PHONE)
    table = page.get_by_role("table", name=say("commitments.table"))
    expect(table.get_by_role("row")).to_have_count(10)
    expect(table.get_by_role("rowheader")).to_have_count(9)
    expect(table.get_by_role("columnheader")).to_have_count(6)


def test_file_is_taken_away_with_the_filters(visit: Visit, site: str) -> None:
    page = visit(f"{site}/commitments?category=就业", DESK)
    with page.expect_download() as taken:
        page.get_by_role("link", name=say("commitments.export.csv")).click()
    assert taken.value.suggested_filename.endswith(".csv")
    text = taken.value.path().read_text(encoding="utf-8-sig")
    assert "城镇新增就业" in text
    assert "公园" not in text


def test_by_keyboard_alone(visit: Visit, site: str) -> None:
    page = visit(f"{site}/commitments", DESK)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    box = page.get_by_label(say("commitments.q"), exact=True)
    for _ in range(15):
        page.keyboard.press("Tab")
        if box.evaluate("e => e === document.activeElement"):
            break
    expect(box).to_be_focused()
    assert box.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.type("公厕")
    page.keyboard.press("Enter")
    expect(page.locator(".active")).to_contain_text("公厕")
    expect(page.locator(".rows")).to_contain_text("新建改建公厕12座")


def test_front_end_leads_here(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.get_by_role("link", name=say("commitments.title")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("commitments.title"))
    assert fits(page)


def test_what_is_printed_leaves_the_controls_out(visit: Visit, site: str) -> None:
    page = visit(f"{site}/commitments?category=就业", DESK)
    page.emulate_media(media="print")
    for part in (".filters", ".views", ".files", "header.site"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".active")).to_contain_text("就业")
    expect(page.locator(".rows")).to_be_visible()
