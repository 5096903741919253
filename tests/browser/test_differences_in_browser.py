"""What a person sees of two documents compared."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from rag.wording import say


@pytest.mark.parametrize(
    "size",
    [{"width": 390, "height": 844}, {"width": 1440, "height": 900}],
    ids=["phone", "desk"],
)
def test_two_districts_side_by_side(
    visit: Callable[..., Page], site: str, size: dict[str, int]
) -> None:
    listed = httpx.get(f"{site}/api/documents").json()["documents"]
    page = visit(f"{site}/documents/{listed[0]['id']}", size)
    page.get_by_role("link", name=say("diff.choose")).click()
    page.get_by_role("link", name=listed[1]["meta"]["title"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("diff.title"))
    expect(page.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.get_by_role("link", name=say("reader.other_language")).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name=say("diff.targets", "en"))).to_be_visible()


def test_without_a_script(visit: Callable[..., Page], site: str) -> None:
    one, other = (d["id"] for d in httpx.get(f"{site}/api/documents").json()["documents"])
    page = visit(
        f"{site}/documents/{one}/diff/{other}",
        {"width": 1440, "height": 900},
        java_script_enabled=False,
    )
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("link", name=say("diff.turn")).click()
    expect(page).to_have_url(f"{site}/documents/{other}/diff/{one}")
