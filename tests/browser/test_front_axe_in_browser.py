"""axe finds nothing serious on the front end: both languages, light and dark, every state."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from serving import LIFTS

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
BOX = "#question textarea"
QUESTIONS = {
    "answered": LIFTS,
    "listed": "西工区和城东区今年的就业目标有哪些？",
    "refused": "西工区地铁票价是多少？",
    "unclear": "多少？",
    "error": "电" * 501,
}


def serious(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("path", "size"), [("/", PHONE), ("/en", DESK)])
def test_no_serious_violation(
    visit: Callable[..., Page], site: str, path: str, size: dict[str, int], theme: str
) -> None:
    page = visit(site + path, size, color_scheme=theme, reduced_motion="reduce")
    expect(page.locator(".opening")).to_be_visible()
    page.locator(".scope summary").click()
    wrong = {"empty": serious(page)}
    for state, question in QUESTIONS.items():
        page.locator(BOX).fill(question)
        page.locator(BOX).press("Enter")
        # the whole of it: 多少？ ends the question before it too
        expect(page.locator(".conversation .asked")).to_have_text(re.compile(rf"\s{question}\s*$"))
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
        if state == "answered":
            page.locator("[data-rate=down]").click()
        wrong[state] = serious(page)
    assert {state: found for state, found in wrong.items() if found} == {}
