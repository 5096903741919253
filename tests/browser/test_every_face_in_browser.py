"""One visit through every face: nothing leaves this machine, and nothing goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from fronts import wait_until_open
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr
from serving import LIFTS, serving, whole_app
from towns import Town

from rag.chain import Engine
from rag.wording import say

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
TOKEN = "a staff token of length"
RIVERS = "青浦工区河道保洁工作方案\n\n(一)清理河道。\n年底前清理淀湖河道317公里，由河道专班负责。\n"


@pytest.fixture
def town() -> Iterator[Town]:
    with Town().open() as opened:
        yield opened


@pytest.fixture
def service(own_engine: Engine, town: Town) -> Iterator[str]:
    """The whole application, which admits the town, with a staff token."""
    settings = own_engine.settings.model_copy(
        update={
            "allowed_origins": (f"http://127.0.0.1:{town.port}",),
            "staff_token": SecretStr(TOKEN),
        }
    )
    with serving(whole_app(own_engine, settings), settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_face_stays_at_home(
    town: Town, service: str, browser: Browser, size: dict[str, int]
) -> None:
    log: list[str] = []
    wrong: list[str] = []
    context = browser.new_context(viewport=size, locale="zh-CN")
    context.set_default_timeout(15_000)

    def watch(page: Page) -> None:
        page.on("console", lambda m: m.type == "error" and wrong.append(m.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("websocket", lambda opened: log.append(opened.url))
        page.on("requestfailed", lambda r: note(r.url, r.failure))

    def note(url: str, failure: str | None) -> None:
        if failure != "net::ERR_ABORTED":  # a page that is left ends what it was reading
            wrong.append(f"{url} {failure}")

    context.on("page", watch)
    context.on("request", lambda request: log.append(request.url))
    page = context.new_page()

    page.goto(service)
    wait_until_open(page)
    page.locator("#question textarea").fill(LIFTS)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".reply .words")).to_contain_text("300部")
    with page.expect_response("**/api/feedback"):
        page.locator("[data-rate=up]").click()
    with context.expect_page() as opened:
        page.locator(".proof").first.get_by_role("link", name=say("front.open")).click()
    expect(opened.value.locator("mark#quote")).to_be_in_viewport()
    opened.value.close()

    for title in ("documents.title", "commitments.title"):
        page.goto(service)
        wait_until_open(page)
        page.get_by_role("link", name=say(title), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(say(title))
    page.goto(f"{service}/documents")
    page.get_by_role("link", name=say("diff.choose")).first.click()
    page.locator("main").get_by_role("link").first.click()
    page.goto(f"{service}/widget/demo")
    expect(page.locator(".launcher")).to_be_visible()

    town.service = service
    page.goto(f"http://127.0.0.1:{town.port}/")
    page.get_by_role("button", name=say("widget.title")).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("textbox", name=say("front.question")).fill(LIFTS)
    page.keyboard.press("Enter")
    expect(panel.locator(".words")).to_contain_text("300部")
    with context.expect_page() as opened:
        panel.get_by_role("link", name=say("front.open")).first.click()
    expect(opened.value.locator("mark#quote")).to_be_in_viewport()
    opened.value.close()

    page.goto(f"{service}/staff")
    page.get_by_label(say("staff.token")).fill(TOKEN)
    page.keyboard.press("Enter")
    for name in ("questions", "clusters", "curated", "inbox", "documents"):
        page.locator(".views").get_by_role("link", name=say(f"staff.{name}"), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(say(f"staff.{name}"))
    page.get_by_label(say("staff.upload.choose")).set_input_files(
        [{"name": "河道.txt", "mimeType": "text/plain", "buffer": RIVERS.encode()}]
    )
    page.get_by_role("button", name=say("staff.upload.button"), exact=True).click()
    done = say("staff.upload.told.done", taken=1, refused=0)
    expect(page.locator("#told")).to_have_text(done, timeout=20_000)
    context.close()

    seen = {urlsplit(url).path for url in log}
    faces = {"/", "/documents", "/commitments", "/widget/demo", "/widget.js", "/staff/documents"}
    routes = {"/api/ask/stream", "/api/feedback", "/api/documents", "/gradio_api/queue/join"}
    assert faces | routes <= seen
    assert {urlsplit(url).hostname for url in log if not url.startswith(("data:", "blob:"))} == {
        "127.0.0.1"
    }
    assert wrong == []
