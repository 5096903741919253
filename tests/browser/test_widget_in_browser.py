"""The widget in pages of other origins: what a citizen does, and what a page may do to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from making import a_document
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from serving import LIFTS, Paced, serving
from towns import Line, Town

from rag.chain import Engine
from rag.schemas import DocumentMeta
from rag.settings import Settings
from rag.web.app import create_app
from rag.wording import say

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
NO_BASIS = "西工区地铁票价是多少？"
MESSAGES = ("error", "warning")

Embed = Callable[..., "Visited"]


class Visited:
    """A page with the widget, and what was seen while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: m.type in MESSAGES and self.wrong.append(m.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        page.context.on("request", lambda request: self.asked.append(request.url))

    @property
    def hosts(self) -> set[str | None]:
        return {urlsplit(url).hostname for url in self.asked}

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name=say("widget.title"))

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        return self.panel.get_by_role("textbox", name=say("front.question"))

    @property
    def last(self) -> Locator:
        return self.panel.locator(".exchange").last

    def open(self) -> Visited:
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def ask(self, question: str) -> Locator:
        self.box.fill(question)
        self.box.press("Enter")
        expect(self.last).to_contain_text(question)
        expect(self.panel.get_by_role("log")).to_have_attribute("aria-busy", "false")
        return self.last

    def has_focus(self, element: Locator) -> bool:
        return element.evaluate("e => e === e.getRootNode().activeElement")


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with Town().open() as opened:
        yield opened


@pytest.fixture(scope="module")
def service(engine: Engine, town: Town) -> Iterator[str]:
    """The service, which admits the town as 127.0.0.1 but not as localhost."""
    settings = engine.settings.model_copy(
        update={
            "allowed_origins": (f"http://127.0.0.1:{town.port}",),
            "ask_per_minute": 100_000,
            "widget_per_minute": 100_000,
        }
    )
    with serving(create_app(engine, settings), settings) as (_, caller):
        yield str(caller.base_url).rstrip("/")


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Visited]]:
    contexts: list[BrowserContext] = []

    def make(address: str, size: dict[str, int] = DESK, **options: object) -> Visited:
        context = browser.new_context(viewport=size, locale="zh-CN", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        visited = Visited(context.new_page())
        visited.page.goto(address)
        return visited

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def embed(look: Callable[..., Visited], town: Town, service: str) -> Iterator[Embed]:
    """Visit the town; at the end nothing may have gone wrong, or to another host."""
    visits: list[Visited] = []

    def make(size: dict[str, int] = DESK, attributes: str = "", **options: object) -> Visited:
        town.service, town.attributes = service, attributes
        visits.append(look(f"http://127.0.0.1:{town.port}/", size, **options))
        expect(visits[-1].page.locator(".launcher")).to_be_attached()
        return visits[-1]

    yield make
    for visited in visits:
        assert visited.wrong == []
        assert visited.hosts == {"127.0.0.1"}


# -- what a citizen does


@SIZES
def test_ask_and_open_the_exact_words(embed: Embed, size: dict[str, int]) -> None:
    seen = embed(size).open()
    reply = seen.ask(LIFTS)
    expect(reply.locator(".words")).to_contain_text("300部")
    quote = reply.locator("blockquote").first.inner_text()
    assert "电梯" in quote
    reply.get_by_role("button", name=say("front.marker", marker=1)).click()
    assert seen.has_focus(reply.locator(".proof").first)
    with seen.page.context.expect_page() as opened:
        reply.get_by_role("link", name=say("front.open")).first.click()
    mark = opened.value.locator("mark#quote")
    expect(mark).to_have_text(quote)
    expect(mark).to_be_in_viewport()
    assert opened.value.evaluate("window.opener") is None


def test_words_come_as_a_stream(look: Callable[..., Visited], engine: Engine) -> None:
    paced = Paced(engine, pause=30)
    with serving(create_app(paced, engine.settings), engine.settings) as (_, caller):
        seen = look(f"{caller.base_url}/widget/demo").open()
        seen.box.fill(LIFTS)
        seen.box.press("Enter")
        expect(seen.panel.locator(".stage")).to_be_visible()
        expect(seen.panel.get_by_role("log")).to_have_attribute("aria-busy", "true")
        seen.panel.get_by_role("button", name=say("front.stop")).click()
        expect(seen.last).to_contain_text(say("front.stopped"))
        paced.go_on.set()
        assert paced.ended.wait(5)
        seen.last.get_by_role("button", name=say("widget.again")).click()
        expect(seen.last.locator(".words")).to_contain_text("300部")
        assert seen.wrong == []


@SIZES
def test_refusal_offers_near_clauses_and_a_person(embed: Embed, size: dict[str, int]) -> None:
    reply = embed(size).open().ask(NO_BASIS)
    expect(reply.locator(".outcome")).to_have_text(say("front.outcome.refused_no_basis"))
    # what quotes nothing is not blamed for the wrong clause
    reasons = reply.locator(".reasons")
    expect(reasons.get_by_text(say("widget.reason.wrong"))).to_have_count(1)
    expect(reasons.get_by_text(say("widget.reason.source"))).to_have_count(0)
    expect(reply.get_by_role("link", name="12345")).to_have_attribute("href", "tel:12345")
    expect(reply.get_by_role("heading", name=say("front.near"))).to_be_visible()
    expect(reply.locator(".proof").first).to_be_attached()
    assert reply.locator(".marker").count() == 0


def test_draft_is_told_beside_its_words(embed: Embed) -> None:
    reply = embed().open().ask("城东区要改造多少个老旧小区？")
    expect(reply.locator(".badge").first).to_have_text(say("status.draft"))
    expect(reply.locator(".notice").first).to_be_visible()


def test_page_and_standing_are_told_beside_the_words(
    look: Callable[..., Visited], tmp_path: Path
) -> None:
    text = "供暖通知\n一、时间\n11月15日前全部供暖。\n二、补贴\n困难家庭每户补贴300元。"
    meta = DocumentMeta(title="供暖通知", expires_on=date(2020, 3, 15))
    document, clauses, parts = a_document("a.pdf", text, meta)
    paged = document.model_copy(update={"pages": (0, text.index("二")), "scanned": {2: 0.91}})
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")
    with Engine.open(settings) as own:
        own.catalog.put(paged, clauses, parts)
        own.index.refresh()
        own.refresh()
        with serving(create_app(own, settings), settings) as (_, caller):
            seen = look(f"{str(caller.base_url).rstrip('/')}/widget/demo").open()
            seen.ask("困难家庭每户补贴多少元？")
            card = seen.last.locator(".proof").first
            expect(card.locator(".badge")).to_have_text(say("status.expired"))
            expect(card).to_contain_text(say("front.page", page=2))
            expect(card).to_contain_text(say("front.scanned"))
            # and once more from what the tab keeps
            seen.page.reload()
            card = seen.last.locator(".proof").first
            expect(card).to_contain_text(say("front.page", page=2))
            assert seen.wrong == []
            seen.page.context.close()


def test_feedback_with_a_reason(embed: Embed, engine: Engine) -> None:
    seen = embed().open()
    reply = seen.ask(LIFTS)
    down = reply.get_by_role("button", name=say("widget.not_useful"))
    down.click()
    expect(reply.locator(".said")).to_have_text(say("widget.thanks"))
    with seen.page.expect_response("**/api/feedback") as sent:
        reply.get_by_role("button", name=say("widget.reason.old")).click()
    assert sent.value.status == 204
    assert sent.value.request.post_data_json["reason"] == say("widget.reason.old")
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(reply.locator(".reasons")).to_be_hidden()
    assert seen.has_focus(down)


def test_copied_answer_brings_its_sources(embed: Embed, town: Town) -> None:
    seen = embed()
    origin = f"http://127.0.0.1:{town.port}"
    seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    reply = seen.open().ask(LIFTS)
    quote = reply.locator("blockquote").first.inner_text()
    link = reply.get_by_role("link", name=say("front.open")).first.get_attribute("href")
    reply.get_by_role("button", name=say("widget.copy")).click()
    expect(reply.locator(".said")).to_have_text(say("widget.copied"))
    text = seen.page.evaluate("navigator.clipboard.readText()")
    assert "300部" in text
    assert quote in text
    assert str(link) in text


def test_both_languages(embed: Embed) -> None:
    seen = embed(attributes='data-lang="en"')
    seen.page.get_by_role("button", name=say("widget.title", "en")).click()
    expect(seen.panel).to_contain_text(say("widget.greeting", "en"))
    seen.panel.get_by_role("button", name=say("front.other_language", "en")).click()
    expect(seen.panel).to_contain_text(say("widget.greeting", "zh"))
    expect(seen.panel).to_have_attribute("lang", "zh-CN")
    seen.page.reload()
    expect(seen.panel).to_contain_text(say("widget.greeting", "zh"))


def test_attributes_of_the_page(embed: Embed) -> None:
    seen = embed(
        attributes='data-title="问青禾" data-greeting="欢迎。" data-suggestions="甲问？|乙问？" '
        f'data-question="{LIFTS}" data-accent="#ffee00" data-position="left" data-theme="light"'
    )
    seen.page.get_by_role("button", name="问青禾").click()
    expect(seen.panel).to_contain_text("欢迎。")
    expect(seen.panel.get_by_role("button", name="乙问？")).to_be_visible()
    expect(seen.box).to_have_value(LIFTS)
    box = seen.panel.bounding_box()
    assert box is not None
    assert box["x"] < 100
    # yellow on white could not be read; axe itself needs prototypes as they were
    seen.page.evaluate("[Array, Object, String].forEach(kind => delete kind.prototype.town)")
    assert serious(seen.page) == []


def test_region_of_the_page_confines_the_answers(embed: Embed) -> None:
    seen = embed(attributes='data-region="西宁市城东区"').open()
    with seen.page.expect_request("**/api/ask/stream") as asked:
        seen.ask("要改造多少个老旧小区？")
    assert asked.value.post_data_json["filters"] == {"region": "西宁市城东区"}
    expect(seen.last.locator(".path").first).to_contain_text("城东区")


def test_question_that_cannot_be_taken_stays_in_the_box(embed: Embed) -> None:
    seen = embed().open()
    for question, words in (("电" * 501, "500"), ("  ", say("widget.empty"))):
        seen.box.fill(question)
        seen.box.press("Enter")
        expect(seen.panel.get_by_role("alert")).to_contain_text(words)
        expect(seen.box).to_have_value(question)


# -- lines that break, pages that change


def test_broken_line_is_mended_by_asking_again(look: Callable[..., Visited], service: str) -> None:
    with Line(int(service.rpartition(":")[2])).open() as line:
        seen = look(f"http://127.0.0.1:{line.port}/widget/demo").open()
        line.cuts = 2
        reply = seen.ask(LIFTS)
        expect(reply.locator(".words")).to_contain_text("300部")
        assert line.streams == 3
        assert reply.locator(".words").inner_text().count("300部") == 1


@SIZES
def test_question_waits_for_the_network(embed: Embed, size: dict[str, int]) -> None:
    seen = embed(size).open()
    seen.page.context.set_offline(True)
    seen.box.fill(LIFTS)
    seen.box.press("Enter")
    expect(seen.last).to_contain_text(say("widget.offline"))
    seen.page.context.set_offline(False)
    expect(seen.last.locator(".words")).to_contain_text("300部")
    assert all("ERR_INTERNET_DISCONNECTED" in text for text in seen.wrong)
    seen.wrong.clear()


def test_conversation_lasts_over_pages_and_no_longer_than_the_tab(embed: Embed, town: Town) -> None:
    seen = embed().open()
    seen.ask(LIFTS)
    seen.box.fill("还没有问完")
    seen.page.goto(f"http://127.0.0.1:{town.port}/another")
    expect(seen.panel).to_be_visible()
    expect(seen.last.locator(".words")).to_contain_text("300部")
    expect(seen.last.get_by_role("link", name=say("front.open")).first).to_be_visible()
    expect(seen.box).to_have_value("还没有问完")
    # the page, not the widget, has the focus of a person who went to another page
    assert seen.page.evaluate("document.activeElement === document.body")
    other = seen.page.context.new_page()
    other.goto(f"http://127.0.0.1:{town.port}/")
    other.locator(".launcher").click()
    expect(other.locator(".greeting")).to_be_visible()
    assert other.locator(".exchange").count() == 0


def test_question_left_open_by_a_page_is_asked_again(embed: Embed) -> None:
    seen = embed().open()
    seen.page.context.set_offline(True)
    seen.box.fill(LIFTS)
    seen.box.press("Enter")
    expect(seen.last).to_contain_text(say("widget.offline"))
    seen.page.context.set_offline(False)
    seen.page.reload()
    expect(seen.last.locator(".words")).to_contain_text("300部")
    seen.wrong.clear()


def test_personal_numbers_are_never_kept(embed: Embed) -> None:
    seen = embed().open()
    for question in ("我的身份证是 11010519491231002X", "我手机 138 0013 8000 能查吗"):
        seen.ask(question)
    seen.ask(LIFTS)
    kept = seen.page.evaluate(
        "JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})"
    )
    assert "300部" in kept
    assert "1101" not in kept
    assert "8000" not in kept
    assert seen.page.context.cookies() == []


def test_what_the_page_wrote_into_storage_is_checked(embed: Embed, service: str) -> None:
    seen = embed().open()
    seen.ask(LIFTS)
    # the answer kept, with a hostile text and hostile links
    seen.page.evaluate(
        """name => { const kept = JSON.parse(sessionStorage.getItem(name));
        const answer = kept.exchanges[0].answer;
        answer.answer = '<img src=x onerror=alert(1)>[1]';
        const one = answer.citations[0];
        answer.citations = ['javascript:alert(1)', 'https://evil.example/documents/x',
          '//evil.example/documents/x', 'data:text/html,x'].map((permalink, n) =>
          ({...one, marker: n + 1, permalink}));
        kept.exchanges.push({question: 'x', answer: {answer: 5}}, 7, null);
        addEventListener('pagehide', () =>
          sessionStorage.setItem(name, JSON.stringify(kept))); }""",
        f"tiaowen:{service}",
    )
    seen.page.reload()
    expect(seen.last.locator(".words")).to_contain_text("<img src=x onerror=alert(1)>")
    assert seen.panel.locator(".exchange").count() == 1
    assert seen.panel.locator(".proof").count() == 4
    assert seen.panel.locator("a.open, img").count() == 0


# -- who is let in


def test_site_that_is_not_listed_is_told_so(
    look: Callable[..., Visited], town: Town, service: str
) -> None:
    town.service, town.attributes = service, ""
    seen = look(f"http://localhost:{town.port}/").open()
    seen.box.fill(LIFTS)
    seen.box.press("Enter")
    expect(seen.last).to_contain_text(say("widget.site_refused"))
    assert any("CORS" in text for text in seen.wrong)
    assert not any("/api/ask" in url for url in seen.asked)


def test_page_whose_policy_forbids_it_is_told_so(
    look: Callable[..., Visited], town: Town, service: str
) -> None:
    town.service, town.attributes, town.connect = service, "", False
    try:
        seen = look(f"http://127.0.0.1:{town.port}/").open()
        seen.box.fill(LIFTS)
        seen.box.press("Enter")
        expect(seen.last).to_contain_text(say("widget.policy_refused"))
    finally:
        town.connect = True


# -- keyboard, screen reader, the page around it


@SIZES
def test_by_keyboard_alone(embed: Embed, size: dict[str, int]) -> None:
    seen = embed(size)
    for _ in range(2):
        seen.page.keyboard.press("Tab")
    assert seen.has_focus(seen.launcher)
    seen.page.keyboard.press("Enter")
    expect(seen.panel).to_be_visible()
    for _ in range(8):
        if seen.has_focus(seen.box):
            break
        seen.page.keyboard.press("Tab")
    seen.page.keyboard.type(LIFTS)
    seen.page.keyboard.press("Enter")
    expect(seen.last.locator(".words")).to_contain_text("300部")
    expect(seen.panel.get_by_role("log")).to_have_attribute("aria-busy", "false")
    assert seen.has_focus(seen.box)
    link = seen.last.get_by_role("link", name=say("front.open")).first
    for _ in range(12):
        seen.page.keyboard.press("Shift+Tab")
        if seen.has_focus(link):
            break
    assert seen.has_focus(link)
    seen.page.keyboard.press("Escape")
    expect(seen.panel).to_be_hidden()
    assert seen.has_focus(seen.launcher)
    # none of these keys were the page's, save those pressed outside
    assert set(seen.page.evaluate("window.pressed")) <= {"Tab", "Enter", "Shift"}
    assert LIFTS[0] not in seen.page.evaluate("window.pressed")


def test_sheet_keeps_the_focus_and_the_window_does_not(embed: Embed) -> None:
    for size, is_modal in ((PHONE, True), (DESK, False)):
        seen = embed(size).open()
        assert seen.panel.evaluate("e => e.matches(':modal')") is is_modal
        outside = 0
        for _ in range(12):
            seen.page.keyboard.press("Tab")
            outside += not seen.panel.evaluate(
                "e => e.contains(e.getRootNode().activeElement) || !document.hasFocus()"
            )
        assert (outside == 0) is is_modal


def test_turning_the_screen_keeps_what_was_typed(embed: Embed) -> None:
    seen = embed(DESK, reduced_motion="reduce").open()
    seen.box.fill("写到一半")
    seen.page.set_viewport_size(PHONE)
    expect(seen.page.locator(".panel:modal")).to_be_visible()
    expect(seen.box).to_be_focused()
    box = seen.panel.bounding_box()
    assert box is not None
    assert [round(box[side]) for side in ("x", "y", "width", "height")] == [0, 0, 390, 844]
    seen.page.set_viewport_size(DESK)
    expect(seen.page.locator(".panel:not(:modal)")).to_be_visible()
    expect(seen.box).to_have_value("写到一半")
    expect(seen.box).to_be_focused()


def test_window_opened_by_the_page_gives_the_focus_back(embed: Embed) -> None:
    seen = embed()
    heading = seen.page.get_by_role("heading", level=1)
    heading.focus()
    seen.page.evaluate("TiaowenWidget.open({question: '预先填好'})")
    expect(seen.box).to_have_value("预先填好")
    expect(seen.box).to_be_focused()
    seen.page.keyboard.press("Escape")
    expect(heading).to_be_focused()
    seen.open()
    seen.panel.get_by_role("button", name=say("widget.close")).click()
    expect(seen.panel).to_be_hidden()
    assert seen.has_focus(seen.launcher)


def serious(page: Page) -> list[str]:
    """Return what axe finds that is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['target']}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    look: Callable[..., Visited], service: str, size: dict[str, int], scheme: str
) -> None:
    for lang in ("zh", "en"):
        seen = look(f"{service}/widget/demo?lang={lang}", size, color_scheme=scheme)
        expect(seen.page.locator(".launcher")).to_be_visible()
        assert serious(seen.page) == []
        seen.page.locator(".launcher").click()
        assert serious(seen.page) == []
        box = seen.panel.get_by_role("textbox")
        for question in (LIFTS, NO_BASIS, "城东区要改造多少个老旧小区？"):
            box.fill(question)
            box.press("Enter")
            expect(seen.panel.get_by_role("log")).to_have_attribute("aria-busy", "false")
            expect(seen.panel.locator(".exchange").last.locator(".tools")).to_be_visible()
            assert serious(seen.page) == []
        assert seen.wrong == []
        assert seen.hosts == {"127.0.0.1"}


@SIZES
def test_page_and_widget_leave_each_other_alone(embed: Embed, size: dict[str, int]) -> None:
    seen = embed(size)
    title = "getComputedStyle(document.querySelector('h1')).fontSize"
    before = seen.page.evaluate(title)
    expect(seen.launcher).to_be_in_viewport()
    launcher = seen.launcher.bounding_box()
    assert launcher is not None
    assert launcher["width"] < 300
    seen.open().ask(LIFTS)
    assert seen.last.locator(".words").evaluate("e => getComputedStyle(e).fontSize") == "16px"
    opaque = "e => getComputedStyle(e.getRootNode().host).opacity"
    assert seen.panel.evaluate(opaque) == "1"
    assert seen.page.evaluate(title) == before
    assert seen.page.evaluate("window.shift") == 0
    added = "Object.getOwnPropertyNames(window).filter(n => !window.before.includes(n))"
    assert set(seen.page.evaluate(added)) - {"before", "shift"} == {"TiaowenWidget"}
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_second_script_tag_adds_no_second_widget(embed: Embed, service: str) -> None:
    seen = embed()
    with contextlib.suppress(Exception):
        seen.page.add_script_tag(url=f"{service}/widget.js")
    assert seen.page.locator("tiaowen-widget").count() == 1
    seen.wrong.clear()
