"""What staff do: sign in, look, make a case of a bad answer, pin an answer; and in comfort."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pydantic import SecretStr
from serving import LIFTS, serving

from rag.chain import Engine
from rag.web import create_app
from rag.wording import say

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
TOKEN = "a staff token of length"
RATE = "西工区的失业率目标是多少？"
PAGES = ("", "/questions", "/unanswered", "/pinned", "/inbox", "/documents")

Visit = Callable[..., Page]


@pytest.fixture
def staff_site(own_engine: Engine) -> Iterator[str]:
    """The address of an application with a staff token, and two questions asked."""
    changes = {"staff_token": SecretStr(TOKEN), "ask_per_minute": 10_000}
    settings = own_engine.settings.model_copy(update=changes)
    with serving(create_app(own_engine, settings), settings) as (_, caller):
        for question in (LIFTS, RATE, "<b>没有</b>这种事的目标是多少"):
            answer = caller.post("/api/ask", json={"question": question}).json()
            body = {"answer_id": answer["id"], "rating": "down", "comment": "不对"}
            assert caller.post("/api/feedback", json=body).status_code == 204
        yield str(caller.base_url).rstrip("/")


def sign_in(page: Page, language: str = "zh") -> None:
    page.get_by_label(say("staff.token", language)).fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("staff.overview", language))


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_a_bad_answer_is_put_right_without_script(
    visit: Visit, staff_site: str, size: dict[str, int]
) -> None:
    page = visit(f"{staff_site}/staff", size, java_script_enabled=False)
    sign_in(page)
    page.get_by_role("link", name=say("staff.clusters"), exact=True).click()
    page.get_by_role("link", name=RATE).click()
    page.get_by_label(say("staff.find"), exact=True).fill("加装电梯")
    page.get_by_role("button", name=say("staff.find.button")).click()
    chosen = page.locator(".candidate").first
    chosen.get_by_role("checkbox").check()
    chosen.get_by_role("textbox").fill(first_sentence(chosen.get_by_role("textbox").input_value()))
    page.get_by_role("button", name=say("staff.pin")).click()
    expect(page.get_by_role("status")).to_have_text(say("staff.done.pinned"))
    answer = httpx.post(f"{staff_site}/api/ask", json={"question": RATE}).json()
    assert answer["status"] == "answered"
    page.get_by_role("link", name=say("staff.curated"), exact=True).click()
    expect(page.get_by_text(say("staff.in_use"))).to_be_visible()
    page.get_by_role("link", name=say("staff.questions"), exact=True).click()
    page.get_by_role("link", name=LIFTS).click()
    page.get_by_role("button", name=say("staff.to_inbox.refuse")).click()
    expect(page.get_by_role("status")).to_have_text(say("staff.done.inbox"))
    page.get_by_role("button", name=say("staff.sign_out")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("staff.sign_in"))


def first_sentence(text: str) -> str:
    return text.strip().split("。")[0]


@SIZES
@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_every_page_fits_and_hinders_nobody(
    visit: Visit, staff_site: str, size: dict[str, int], language: str, theme: str
) -> None:
    query = "?lang=en" if language == "en" else ""
    page = visit(f"{staff_site}/staff{query}", size, color_scheme=theme)
    axe = Axe()
    assert axe.run(page).violations_count == 0
    sign_in(page, language)
    addresses = [f"{staff_site}/staff{path}{query}" for path in PAGES]
    page.goto(addresses[1])
    addresses.append(page.locator(".rows a").first.evaluate("e => e.href"))
    page.goto(f"{staff_site}/staff/documents{query}")
    page.get_by_role("button", name=say("staff.reindex", language), exact=True).click()
    addresses.append(page.url)
    for address in addresses:
        page.goto(address)
        assert fits(page), address
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


@SIZES
def test_heading_of_a_table_stands_on_one_line(
    visit: Visit, staff_site: str, size: dict[str, int]
) -> None:
    page = visit(f"{staff_site}/staff", size)
    sign_in(page)
    caption = page.get_by_text(say("staff.hits"), exact=True)
    expect(caption).to_be_visible()
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e);"
    assert caption.evaluate(lines + " return r.getClientRects().length; }") == 1


def test_by_keyboard_alone(visit: Visit, staff_site: str) -> None:
    page = visit(f"{staff_site}/staff", DESK)
    sign_in(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    link = page.get_by_role("link", name=say("staff.questions"), exact=True)
    for _ in range(15):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("staff.questions"))
