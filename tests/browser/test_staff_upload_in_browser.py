"""What staff do with files: choose or drop them, watch the work, read what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pydantic import SecretStr
from serving import serving, whole_app

from rag.chain import Engine
from rag.wording import say

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
TOKEN = "a staff token of length"
RIVERS = "青浦工区河道保洁工作方案\n\n(一)清理河道。\n年底前清理淀湖河道317公里，由河道专班负责。\n"
NAME = "河道.txt"
DROP = """([selector, name, text]) => {
  const brought = new DataTransfer();
  brought.items.add(new File([text], name, {type: "text/plain"}));
  const place = document.querySelector(selector);
  for (const type of ["dragover", "drop"])
    place.dispatchEvent(new DragEvent(type,
      {bubbles: true, cancelable: true, dataTransfer: brought}));
}"""

Visit = Callable[..., Page]


@pytest.fixture
def staff_site(own_engine: Engine) -> Iterator[str]:
    """The address of the whole application, with a staff token."""
    changes = {"staff_token": SecretStr(TOKEN), "ask_per_minute": 10_000}
    settings = own_engine.settings.model_copy(update=changes)
    with serving(whole_app(own_engine, settings), settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")


def documents_of(visit: Visit, staff_site: str, size: dict[str, int], **options: object) -> Page:
    page = visit(f"{staff_site}/staff", size, **options)
    page.get_by_label(say("staff.token")).fill(TOKEN)
    page.keyboard.press("Enter")
    page.locator(".views").get_by_role("link", name=say("staff.documents"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("staff.documents"))
    return page


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    page.get_by_label(say("staff.upload.choose")).set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )


def send(page: Page) -> None:
    page.get_by_role("button", name=say("staff.upload.button"), exact=True).click()


def told(taken: int, refused: int) -> str:
    return say("staff.upload.told.done", taken=taken, refused=refused)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_a_file_handed_in_answers_at_once(
    staff_site: str, visit: Visit, size: dict[str, int]
) -> None:
    page = documents_of(visit, staff_site, size)
    page.evaluate("window.stayed = true")
    choose(page, (NAME, RIVERS.encode()))
    expect(page.locator("#picked")).to_contain_text(NAME)
    page.get_by_text(say("staff.upload.stated")).click()
    page.get_by_label(say("staff.upload.number")).fill("青浦发〔2025〕7号")
    page.get_by_label(say("staff.upload.region")).fill("青浦工区")
    page.get_by_label(say("staff.upload.issued_on")).fill("2025-03-01")
    assert fits(page)
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() =>
        window.seen.push(document.getElementById('told').textContent))
        .observe(document.getElementById('told'), {childList: true}); }"""
    )
    send(page)
    expect(page.locator("#told")).to_have_text(told(1, 0))
    assert page.evaluate("window.seen")[0] == say("staff.upload.told.sending")
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("#results")).to_contain_text(say("staff.job.file.new"))
    expect(page.locator("#shelf .rows")).to_contain_text(NAME)
    assert page.evaluate("window.stayed")
    assert fits(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("#results").get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("青浦工区河道保洁工作方案")
    expect(page.locator("main")).to_contain_text("青浦发〔2025〕7号")

    page.goto(staff_site)
    page.locator("#question textarea").fill("淀湖河道年底前要清理多少公里？")
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".reply .words")).to_contain_text("317公里")
    expect(page.locator(".proof .region").first).to_have_text("青浦工区")


@SIZES
def test_files_are_dropped_and_each_bad_one_says_why(
    visit: Visit, staff_site: str, size: dict[str, int]
) -> None:
    page = documents_of(visit, staff_site, size)
    # beside its place a file is not taken, and does not take the page away
    page.evaluate(DROP, ["h1", NAME, RIVERS])
    expect(page.locator("#picked")).to_be_hidden()
    page.evaluate(DROP, ["#upload .drop", NAME, RIVERS])
    expect(page.locator("#picked")).to_contain_text(NAME)
    send(page)
    expect(page.locator("#told")).to_have_text(told(1, 0))

    choose(page, (NAME, RIVERS.encode()), ("空<b>.txt", b" \n"), ("图.doc", b"\xd0\xcf\x11\xe0"))
    send(page)
    expect(page.locator("#told")).to_have_text(told(1, 2))
    lines = page.locator("#results li")
    expect(lines.nth(0)).to_contain_text(say("staff.job.file.unchanged"))
    expect(lines.nth(1)).to_contain_text(say("empty_document", name="空_b_.txt"))
    expect(lines.nth(2)).to_contain_text("docx")
    assert page.locator("#results b").count() == 0
    expect(page.locator("#shelf .rows")).not_to_contain_text("图.doc")
    assert fits(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_an_upload_that_cannot_be_taken_keeps_the_files(visit: Visit, staff_site: str) -> None:
    page = documents_of(visit, staff_site, DESK, broken="422")
    choose(page, (NAME, RIVERS.encode()), ("b.txt", RIVERS.encode()))
    page.get_by_text(say("staff.upload.stated")).click()
    page.get_by_label(say("staff.upload.title")).fill("一个标题")
    send(page)
    failed = say("staff.upload.told.failed", why=say("bad_input.one_title"))
    expect(page.locator("#told")).to_have_text(failed)
    expect(page.locator("#picked li")).to_have_count(2)
    page.get_by_label(say("staff.upload.title")).fill("")
    send(page)
    expect(page.locator("#told")).to_have_text(told(2, 0))


def test_a_broken_line_keeps_the_files_and_the_page_goes_on(visit: Visit, staff_site: str) -> None:
    page = documents_of(visit, staff_site, PHONE, broken="net::ERR_")
    choose(page, (NAME, RIVERS.encode()))
    page.context.set_offline(True)
    send(page)
    expect(page.locator("#told")).to_have_text(say("staff.upload.told.lost"))
    page.context.set_offline(False)
    # the job is under way when the line breaks: the page waits, and tells its end
    page.route("**/api/jobs/*", lambda route: route.abort(), times=2)
    send(page)
    expect(page.locator("#told")).to_have_text(say("staff.upload.told.waiting"))
    expect(page.locator("#told")).to_have_text(told(1, 0), timeout=20_000)


@pytest.mark.parametrize(
    "refusal",
    [
        {"status": 401, "json": {"detail": "no"}},
        {"status": 429, "json": {"detail": "no"}},
        {"status": 403, "body": "<p>no</p>", "content_type": "text/html"},
    ],
    ids=["session over", "too often", "a page of a proxy"],
)
def test_files_taken_in_are_said_to_be_where_the_work_cannot_be_watched(
    staff_site: str, visit: Visit, refusal: dict[str, Any]
) -> None:
    page = documents_of(visit, staff_site, PHONE, broken="responded with a status")
    page.route("**/api/jobs/*", lambda route: route.fulfill(**refusal))
    choose(page, (NAME, RIVERS.encode()))
    send(page)
    expect(page.get_by_role("button", name=say("staff.upload.button"), exact=True)).to_be_enabled()
    expect(page.locator("#told")).to_have_text(say("staff.upload.told.accepted"))
    expect(page.locator("#progress")).to_be_hidden()
    expect(page.locator("#picked")).to_be_hidden()
    assert fits(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("link", name=say("staff.upload.job")).click()
    expect(page.locator(".state")).to_contain_text(say("staff.job.stage.done"), timeout=20_000)
    expect(page.locator("main")).to_contain_text(NAME)


def test_files_taken_in_are_not_called_lost_where_the_list_is_not_renewed(
    staff_site: str, visit: Visit
) -> None:
    page = documents_of(visit, staff_site, DESK, broken="net::ERR_")
    page.route("**/staff/documents", lambda route: route.abort())
    choose(page, (NAME, RIVERS.encode()))
    with page.expect_event("requestfailed"):
        send(page)
    expect(page.get_by_role("button", name=say("staff.upload.button"), exact=True)).to_be_enabled()
    expect(page.locator("#told")).to_have_text(told(1, 0))
    expect(page.locator("#results")).to_contain_text(NAME)
