"""The pages of faults: in words, in either language and theme, with a way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pydantic import SecretStr
from serving import serving

from rag.chain import Engine
from rag.web import create_app
from rag.wording import say

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
LOGGED = "the server responded with a status of"

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def faulty_site(engine: Engine) -> Iterator[str]:
    """The address of an application with a page that breaks."""
    changes = {"staff_token": SecretStr("a staff token of length"), "ask_per_minute": 100_000}
    settings = engine.settings.model_copy(update=changes)
    app = create_app(engine, settings)

    def breaks() -> None:
        raise RuntimeError("/a/path/nobody/may/see")

    app.add_api_route("/documents/shelf/broken", breaks)
    with serving(app, settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")


@SIZES
@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_a_fault_is_told_in_words_and_leads_on(
    visit: Visit, faulty_site: str, engine: Engine, size: dict[str, int], language: str, theme: str
) -> None:
    known = engine.catalog.documents()[0].id
    pages = {
        "/no/such/page": 404,
        "/documents/nothing": 404,
        f"/documents/{known}/diff/nothing": 404,
        "/commitments?deadline_before=yesterday": 422,
        "/documents/shelf/broken": 500,
    }
    extra = {"accept-language": "en" if language == "en" else "zh-CN"}
    page = visit(
        f"{faulty_site}/documents", size, broken=LOGGED, color_scheme=theme,
        extra_http_headers=extra,
    )  # fmt: skip
    for path, status in pages.items():
        asked = path + ("&" if "?" in path else "?") + f"lang={language}"
        reply = page.goto(faulty_site + asked)
        assert reply is not None
        assert reply.status == status, path
        expect(page.locator("html")).to_have_attribute(
            "lang", "en" if language == "en" else "zh-CN"
        )
        assert page.locator("h1").inner_text().strip()
        expect(page.locator("main, .views, header").get_by_role("link").first).to_be_visible()
        assert "nobody" not in page.content()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        page.get_by_role("link", name=say("documents.title", language), exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(say("documents.title", language))


@SIZES
def test_too_many_attempts_are_told_so(visit: Visit, engine: Engine, size: dict[str, int]) -> None:
    changes = {"staff_token": SecretStr("a staff token of length")}
    settings = engine.settings.model_copy(update=changes)
    with serving(create_app(engine, settings), settings) as (_, caller):
        address = f"{str(caller.base_url).rstrip('/')}/staff"
        page = visit(address, size, broken=LOGGED)
        statuses = []
        for _ in range(100):
            page.get_by_label(say("staff.token")).fill("not the token")
            with page.expect_navigation() as gone:
                page.keyboard.press("Enter")
            statuses.append(gone.value.status)
            if statuses[-1] == 429:
                break
        assert set(statuses) == {401, 429}
        expect(page.get_by_role("alert")).to_contain_text(say("staff.fault"))
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
