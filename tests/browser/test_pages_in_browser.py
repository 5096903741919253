"""The pages around the answers: no hindrance in either theme, and nothing from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from rag.chain import Engine
from rag.wording import say

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])

Visit = Callable[..., Page]


@SIZES
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_hinders_in_either_theme(
    visit: Visit, site: str, engine: Engine, size: dict[str, int], theme: str
) -> None:
    passage = max(engine.catalog.passages(), key=lambda one: one.start)
    span = passage.sentences[0]
    document = f"/documents/{passage.document_id}"
    place = f"?start={span.start}&end={span.end}#{passage.clause_id}"
    page = visit(f"{site}/documents/{passage.document_id}", size, color_scheme=theme)
    for path in ("/documents", "/documents?lang=en", document, document + place, "/commitments"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.locator("header.site").evaluate("e => e.offsetHeight") < 72
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@SIZES
def test_documents_are_found_and_read_without_script(
    visit: Visit, site: str, engine: Engine, size: dict[str, int]
) -> None:
    page = visit(f"{site}/commitments", size, java_script_enabled=False)
    page.get_by_role("link", name=say("documents.title"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("documents.title"))
    title = engine.catalog.documents()[0].meta.title
    page.get_by_role("heading", name=title).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_commitments_stand_in_the_margin_and_take_no_room_from_the_words(
    visit: Visit, site: str, engine: Engine
) -> None:
    row = engine.catalog.documents()[-1]
    page = visit(f"{site}/documents/{row.id}", DESK)
    notes = page.locator("details.commitments").first
    words = notes.locator("xpath=following::p[normalize-space()][1]")
    for _ in range(2):  # closed, then open
        beside, text = notes.bounding_box(), words.bounding_box()
        assert beside["x"] >= text["x"] + text["width"]
        notes.locator("summary").click()
    page.set_viewport_size(PHONE)
    assert notes.bounding_box()["x"] < words.bounding_box()["x"] + 1
