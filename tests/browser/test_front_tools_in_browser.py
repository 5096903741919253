"""What a citizen does with an answer: rate it, copy it, keep it, go on in another language."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from docx import Document
from playwright.sync_api import Page, Route, expect
from serving import LIFTS, Paced, serving, whole_app

from rag.chain import Engine
from rag.wording import say

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
BOX = "#question textarea"
TARGETS = "#tools button, #ask button, .tool, .chip, .sample, .marker, .open, .masthead nav > *"

Visit = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    page.locator(BOX).fill(question)
    page.locator(BOX).press("Enter")
    expect(page.locator(".conversation .asked")).to_contain_text(question)
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_rating_reaches_the_service(
    visit: Visit, site: str, engine: Engine, size: dict[str, int]
) -> None:
    page = visit(site, size)
    ask(page, LIFTS)
    with page.expect_response("**/api/feedback") as sent:
        page.locator("[data-rate=up]").click()
    assert sent.value.status == 204
    expect(page.locator(".told")).to_have_text(say("front.rated"))
    expect(page.locator("[data-rate=up]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-rate=down]").click()
    page.get_by_label(say("front.reason.wrong")).check()
    page.get_by_label(say("front.comment")).fill("数字过时")
    assert fits(page)
    with page.expect_response("**/api/feedback") as sent:
        page.get_by_role("button", name=say("front.send")).click()
    assert sent.value.status == 204
    assert sent.value.request.post_data_json == {
        "answer_id": page.locator(".tools[data-answer]").get_attribute("data-answer"),
        "rating": "down",
        "reason": "wrong",
        "comment": "数字过时",
    }
    expect(page.locator(".why")).to_be_hidden()
    expect(page.locator("[data-rate=down]")).to_have_attribute("aria-pressed", "true")
    # what was said of an answer is still shown once another question is asked
    ask(page, "你好")
    expect(page.locator(".earlier [data-rate=down]")).to_have_attribute("aria-pressed", "true")


def test_rating_by_keyboard_can_be_left(visit: Visit, site: str) -> None:
    page = visit(site, DESK)
    ask(page, LIFTS)
    page.locator("[data-rate=down]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".why")).to_be_visible()
    expect(page.get_by_label(say("front.reason.wrong"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".why")).to_be_hidden()
    expect(page.locator("[data-rate=down]")).to_be_focused()


def test_rating_that_fails_says_so(visit: Visit, site: str) -> None:
    page = visit(site, DESK, broken="422")
    ask(page, LIFTS)
    page.locator(".tools[data-answer]").evaluate("e => e.dataset.answer = 'x'.repeat(65)")
    page.locator("[data-rate=up]").click()
    expect(page.locator(".told")).to_have_text(say("front.not_rated"))
    expect(page.locator("[data-rate=up]")).to_have_attribute("aria-pressed", "false")


@SIZES
def test_language_changes_and_the_conversation_stays(
    visit: Visit, site: str, size: dict[str, int]
) -> None:
    page = visit(site, size)
    ask(page, LIFTS)
    page.locator(BOX).fill("还没问完")
    page.get_by_role("link", name=say("front.other_language", "zh")).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(say("front.title", "en"))
    assert page.url.endswith("/en")
    expect(page.locator(".asked")).to_contain_text(LIFTS)
    expect(page.locator(".proof").first).to_be_attached()
    expect(page.get_by_role("heading", name=say("front.citations", "en"))).to_be_visible()
    expect(page.locator(BOX)).to_have_value("还没问完")
    expect(page.get_by_role("link", name=say("front.other_language", "en"))).to_be_focused()
    ask(page, "hello")
    expect(page.locator(".conversation .words")).to_contain_text("Tiaowen")
    expect(page.locator(".earlier .exchange")).to_have_count(1)
    assert fits(page)
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert LIFTS not in kept
    assert "hello" not in kept


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_conversation_is_taken_away(visit: Visit, site: str, kind: str) -> None:
    page = visit(site, PHONE)
    ask(page, LIFTS)
    quote = page.locator(".proof blockquote").first.inner_text()
    with page.expect_download() as taken:
        page.get_by_role("button", name=say(f"front.export.{kind}")).click()
    assert taken.value.suggested_filename == f"{say('talk.file')}.{kind}"
    content = taken.value.path().read_bytes()
    if kind == "docx":
        words = "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
    else:
        words = content.decode()
    assert LIFTS in words
    assert quote in words


def test_answer_is_copied_with_its_sources(visit: Visit, site: str) -> None:
    page = visit(site, DESK)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, LIFTS)
    page.get_by_role("button", name=say("front.copy")).click()
    expect(page.get_by_role("button", name=say("front.copied"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.locator(".proof blockquote").first.inner_text() in copied
    assert f"{site}/documents/" in copied.replace("//documents", "/documents")


def test_scope_confines_the_question(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.locator(".scope summary").click()
    page.get_by_label(say("front.scope.region")).select_option("西宁市城东区")
    expect(page.locator(".scope .chosen")).to_have_text("西宁市城东区")
    assert fits(page)
    ask(page, "要加装多少部电梯？")
    sources = page.locator(".conversation .proof .region").all_inner_texts()
    assert set(sources) <= {"西宁市城东区"}
    expect(page.locator(".conversation .words")).not_to_contain_text("300")
    page.get_by_role("button", name=say("front.scope.reset")).click()
    expect(page.locator(".scope .chosen")).to_have_text(say("front.scope.all"))
    ask(page, LIFTS)
    expect(page.locator(".conversation .words")).to_contain_text("300")


def test_light_and_dark_are_chosen_for_the_tab(visit: Visit, site: str) -> None:
    page = visit(site, DESK, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("button", name=say("front.theme")).click()
    dark = page.evaluate(ground)
    assert dark != before
    page.reload()
    expect(page.locator(BOX)).to_be_visible()
    assert page.evaluate(ground) == dark
    assert page.evaluate("localStorage.length") == 0


@SIZES
def test_list_of_commitments_is_a_table(visit: Visit, site: str, size: dict[str, int]) -> None:
    page = visit(site, size)
    page.get_by_role("button", name=say("front.sample.official.1")).click()
    table = page.get_by_role("table", name=say("front.rows"))
    expect(table.get_by_role("row")).to_have_count(10)
    expect(table.get_by_role("columnheader")).to_have_count(4)
    table.get_by_role("link", name=say("front.marker", marker=9)).click()
    card = page.locator(".proof.lit")
    expect(card.locator(".badge")).to_have_text(say("status.draft"))
    expect(card).to_be_in_viewport()
    assert fits(page)


def test_answer_is_told_once_to_those_who_listen(visit: Visit, engine: Engine) -> None:
    paced = Paced(engine, pause=1.0)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), PHONE)
        page.evaluate(
            """() => {
              window.told = [];
              const region = document.getElementById('told');
              new MutationObserver(() => window.told.push(region.textContent))
                .observe(region, {childList: true, characterData: true, subtree: true});
            }"""
        )
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        expect(page.locator(".stage")).to_be_visible()
        expect(page.locator("#told")).to_contain_text(say("front.done"), timeout=20_000)
        told = page.evaluate("window.told")
        page.context.close()
    assert len(told) == len(set(told))
    assert say("front.stage.retrieve") in told, told
    assert told[-1].startswith(say("front.done"))
    assert "300部" in told[-1]
    assert sum("300部" in words for words in told) == 1


@SIZES
def test_broken_line_is_told_and_loses_nothing(
    visit: Visit, engine: Engine, size: dict[str, int]
) -> None:
    paced = Paced(engine, pause=30)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), size, broken="net::ERR_")
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        expect(page.locator(".stage")).to_be_visible()
        page.context.set_offline(True)
        lost = page.locator(".lost")
        expect(lost).to_contain_text(say("front.lost"))
        expect(page.locator(BOX)).to_have_value(LIFTS)
        expect(page.locator(".conversation .stage")).to_be_hidden()
        assert fits(page)
        page.context.set_offline(False)
        paced.go_on.set()
        expect(lost).to_contain_text(say("front.lost.back"), timeout=20_000)
        page.get_by_role("button", name=say("front.retry")).click()
        expect(page.locator(".proof").first).to_be_attached()
        expect(lost).to_be_hidden()
        page.context.close()


def test_question_sent_without_a_line_waits_and_the_conversation_stays(
    visit: Visit, site: str
) -> None:
    page = visit(site, PHONE, broken="net::ERR_")
    ask(page, LIFTS)
    page.context.set_offline(True)
    page.locator(BOX).fill("你好")
    page.locator(BOX).press("Enter")
    lost = page.locator(".lost")
    expect(lost).to_contain_text(say("front.lost.hint"))
    expect(page.locator(BOX)).to_have_value("你好")
    page.context.set_offline(False)
    expect(lost).to_contain_text(say("front.lost.back"), timeout=20_000)
    page.get_by_role("button", name=say("front.retry")).click()
    expect(page.locator(".conversation .asked")).to_contain_text("你好")
    expect(page.locator(".conversation .words")).to_be_attached()
    expect(page.locator(".earlier .asked")).to_contain_text(LIFTS)
    expect(page.locator(BOX)).to_have_value("")
    expect(lost).to_be_hidden()


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "left open"])
def test_an_answer_whose_end_is_lost_is_fetched_or_asked_again(
    visit: Visit, engine: Engine, closed: bool
) -> None:
    settings = engine.settings.model_copy(update={"ask_timeout_s": 1.0})
    with serving(whole_app(engine, settings), settings) as (_, caller):
        page = visit(str(caller.base_url), PHONE)

        def cut_short(route: Route) -> None:
            told = route.fetch()
            events = told.text().split("\n\n")
            begun = next(n for n, event in enumerate(events) if "asked" in event)
            kept = [*events[: begun + 1], *([events[-2]] if closed else []), ""]
            route.fulfill(response=told, body="\n\n".join(kept))

        page.route("**/gradio_api/queue/data*", cut_short, times=1)
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        expect(page.locator(".conversation .stage")).to_be_visible()
        if not closed:
            expect(page.locator(".lost")).to_contain_text(say("front.lost.back"), timeout=20_000)
            expect(page.locator(BOX)).to_have_value(LIFTS)
            page.locator(BOX).press("Enter")
        expect(page.locator(".conversation .proof").first).to_be_attached(timeout=20_000)
        expect(page.locator(BOX)).to_have_value("")
        page.context.close()


def test_other_pages_leave_the_conversation_open(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    ask(page, LIFTS)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=say("documents.title") + say("front.new_tab")).click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(say("documents.title"))
    expect(page.locator(".asked")).to_contain_text(LIFTS)
    page.get_by_role("button", name=say("front.clear")).click()
    page.get_by_role("link", name=say("documents.title"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("documents.title"))


def test_question_outlives_a_page_that_is_given_up(visit: Visit, site: str) -> None:
    page = visit(site, PHONE, broken="net::ERR_")
    page.route("**/gradio_api/queue/join*", lambda route: route.abort())
    with page.expect_event("load", timeout=20_000):
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
    page.unroute("**/gradio_api/queue/join*")
    expect(page.locator(".lost")).to_contain_text(say("front.lost.back"))
    expect(page.locator(BOX)).to_have_value(LIFTS)
    assert LIFTS not in page.evaluate("JSON.stringify({...sessionStorage})")
    page.get_by_role("button", name=say("front.retry")).click()
    expect(page.locator(".conversation .proof").first).to_be_attached()
    expect(page.locator(BOX)).to_have_value("")
    page.reload()
    expect(page.get_by_role("heading", name=say("front.intro_title"))).to_be_visible()
    expect(page.locator(BOX)).to_have_value("")


@pytest.mark.parametrize("size", [(320, 640), (720, 450), (195, 422)])
def test_zoomed_page_loses_nothing(visit: Visit, site: str, size: tuple[int, int]) -> None:
    page = visit(site, {"width": size[0], "height": size[1]})
    ask(page, LIFTS)
    if size[0] >= 320:
        assert fits(page)
    for part in (".words", ".proof blockquote", ".proof .open", "#save-md", "#clear", BOX):
        page.locator(part).first.scroll_into_view_if_needed()
        expect(page.locator(part).first).to_be_in_viewport()


@SIZES
def test_targets_are_large_enough(visit: Visit, site: str, size: dict[str, int]) -> None:
    page = visit(site, size)
    sizes = []
    measure = f"""() => [...document.querySelectorAll({json.dumps(TARGETS)})]
        .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, r]) => r.width).map(([t, r]) => [t, r.width, r.height])"""
    sizes += page.evaluate(measure)
    ask(page, LIFTS)
    sizes += page.evaluate(measure)
    assert len(sizes) > 10
    assert [one for one in sizes if min(one[1:]) < 24] == []


def test_nothing_moves_for_those_who_want_it_still(visit: Visit, engine: Engine) -> None:
    paced = Paced(engine, pause=30)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), DESK, reduced_motion="reduce")
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        expect(page.locator(".stage")).to_be_visible()
        running = "document.getAnimations().filter(a => a.playState === 'running').length"
        assert page.evaluate(running) == 0
        paced.go_on.set()
        expect(page.locator(".proof").first).to_be_attached()
        page.context.close()
