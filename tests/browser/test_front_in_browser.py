"""What a citizen does: ask, read the answer, open the clause that proves it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from family import FAMILY, STANDINGS
from playwright.sync_api import Page, expect
from serving import LIFTS, Paced, serving, whole_app

from rag.chain import Engine
from rag.wording import say

# Gradio sums up its queue in ways that pandas is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
BOX = "#question textarea"

Visit = Callable[..., Page]


def ask(page: Page, question: str) -> None:
    box = page.locator(BOX)
    expect(box).to_be_focused()
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")


def fits(page: Page) -> bool:
    """Tell whether nothing makes the page scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_ask_and_open_the_quote(visit: Visit, site: str, size: dict[str, int]) -> None:
    page = visit(site, size)
    expect(page.get_by_role("heading", name=say("front.intro_title"))).to_be_visible()
    assert fits(page)
    ask(page, LIFTS)
    expect(page.locator(".reply .words")).to_contain_text("300部")
    proof = page.locator(".proof").first
    expect(proof.locator(".region")).to_contain_text("西工区")
    quote = proof.locator("blockquote").inner_text()
    assert "电梯" in quote
    assert fits(page)
    expect(page.locator(BOX)).to_be_in_viewport()
    with page.context.expect_page() as opened:
        proof.get_by_role("link", name=say("front.open")).click()
    reader = opened.value
    mark = reader.locator("mark#quote")
    expect(mark).to_have_text(quote)
    expect(mark).to_be_in_viewport()
    expect(reader.locator(".quote-label")).to_be_in_viewport()
    assert fits(reader)


@SIZES
def test_refusal_offers_near_clauses_and_a_person(
    visit: Visit, site: str, size: dict[str, int]
) -> None:
    page = visit(site, size)
    ask(page, "西工区地铁票价是多少？")
    expect(page.locator(".outcome")).to_have_text(say("front.outcome.refused_no_basis"))
    expect(page.locator(".reply")).to_contain_text("12345")
    expect(page.get_by_role("heading", name=say("front.near"))).to_be_visible()
    expect(page.locator(".proofs.near .proof").first).to_be_attached()
    assert fits(page)


def test_documents_to_begin_with_are_told_as_they_stand(
    visit: Visit, engine_of: Callable[..., Engine]
) -> None:
    engine = engine_of(FAMILY)
    with serving(whole_app(engine, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), DESK)
        expect(page.locator(".shelf li")).to_have_count(len(STANDINGS))
        for one in engine.catalog.documents():
            entry = page.locator(".shelf li").filter(has_text=one.meta.title)
            standing = STANDINGS[one.source]
            told = [] if standing == "in_force" else [say(f"status.{standing}")]
            assert entry.locator(".badge").all_inner_texts() == told


def test_draft_is_told_beside_its_words(visit: Visit, site: str) -> None:
    page = visit(site, DESK)
    ask(page, "城东区要改造多少个老旧小区？")
    expect(page.locator(".proof .badge").first).to_have_text(say("status.draft"))


def test_sample_question_and_a_new_beginning(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.get_by_role("button", name=say("front.sample.citizen.1")).click()
    expect(page.locator(".asked")).to_contain_text(say("front.sample.citizen.1"))
    expect(page.locator(".proof").first).to_be_attached()
    page.get_by_role("button", name=say("front.clear")).click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.get_by_role("heading", name=say("front.intro_title"))).to_be_visible()


def test_english_page(visit: Visit, site: str) -> None:
    page = visit(site, DESK)
    page.get_by_role("link", name=say("front.other_language", "zh")).click()
    expect(page.get_by_role("heading", name=say("front.intro_title", "en"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(say("front.title", "en"))
    page.locator(BOX).focus()
    ask(page, "hello")
    expect(page.locator(".reply .words")).to_contain_text("Tiaowen")


def test_by_keyboard_alone(visit: Visit, site: str) -> None:
    page = visit(site, DESK)
    ask(page, LIFTS)
    marker = page.locator("a.marker").first
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("e => e === document.activeElement"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    card = page.locator(".proof.lit")
    expect(card).to_be_in_viewport()
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(marker).to_be_focused()


def test_words_that_look_like_a_page_stay_words(visit: Visit, site: str) -> None:
    hostile = "加装电梯<img src=x onerror=alert(1)><script>alert(2)</script>${1+1}{{7*7}}"
    page = visit(site, DESK)
    ask(page, hostile)
    expect(page.locator(".asked")).to_contain_text(hostile)
    assert page.locator(".conversation img, .conversation script").count() == 0


def test_fault_leaves_the_question_in_the_box(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    ask(page, "电" * 501)
    expect(page.get_by_role("alert")).to_contain_text("500")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.locator(BOX)).to_have_value("电" * 501)
    assert fits(page)


@SIZES
def test_words_come_as_a_stream(visit: Visit, engine: Engine, size: dict[str, int]) -> None:
    paced = Paced(engine, pause=30)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), size)
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        words = page.locator(".reply .words")
        while not words.count():  # one event after the other, until words are on the page
            paced.go_on.set()
            paced.go_on.clear()
            page.wait_for_timeout(100)
        expect(words).to_contain_text("部")
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "true")
        assert "answer" not in paced.given
        assert fits(page)
        page.locator(BOX).fill("那城东区呢")
        paced.go_on.set()
        expect(page.locator(".proof").first).to_be_attached()
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
        # what was typed while the answer came stays
        expect(page.locator(BOX)).to_have_value("那城东区呢")
        page.context.close()


AT_ONCE = """question => {
    const conversation = document.querySelector(".conversation");
    new MutationObserver((_, watch) => {
        const now = document.querySelector(".conversation");
        if (now?.getAttribute("aria-busy") !== "false" || !now.querySelector(".proof")) return;
        watch.disconnect();
        const box = document.querySelector("#question textarea");
        box.value = question;
        box.dispatchEvent(new Event("input", {bubbles: true}));
        for (const kind of ["keydown", "keypress"]) {
            const press = {key: "Enter", bubbles: true, cancelable: true};
            setTimeout(() => box.dispatchEvent(new KeyboardEvent(kind, press)), 0);
        }
    }).observe(document.body, {childList: true, subtree: true, attributes: true});
}"""


def test_a_question_sent_the_moment_an_answer_stands_is_taken(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.evaluate(AT_ONCE, "那城东区呢")
    page.locator(BOX).fill(LIFTS)
    page.locator(BOX).press("Enter")
    expect(page.locator(".conversation .asked").first).to_contain_text("那城东区呢")
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")


def test_what_is_typed_right_after_sending_is_kept(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.locator(BOX).fill(LIFTS)
    page.keyboard.press("Enter")
    # a key at a time, from the first moment until well after the answer stands
    page.keyboard.type("那城东区的老旧小区改造是多少", delay=60)
    expect(page.locator(".conversation .asked")).to_contain_text(LIFTS)
    expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
    expect(page.locator(BOX)).to_have_value("那城东区的老旧小区改造是多少")
    page.keyboard.press("Enter")
    expect(page.locator(".conversation .asked")).to_contain_text("那城东区的老旧小区改造是多少")
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator(".earlier .asked")).to_have_count(1)


def test_enter_pressed_twice_asks_once(visit: Visit, engine: Engine) -> None:
    paced = Paced(engine, pause=0.3)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), DESK)
        page.locator(BOX).fill(LIFTS)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.locator(BOX).fill("那城东区呢")
        page.keyboard.press("Enter")
        expect(page.locator(".conversation .proof").first).to_be_attached()
        expect(page.locator(".conversation")).to_have_attribute("aria-busy", "false")
        assert paced.given.count("answer") == 1
        expect(page.locator(".asked")).to_have_count(1)
        # what could not be sent yet waits in the box
        expect(page.locator(BOX)).to_have_value("那城东区呢")
        # a press too many, by the page's own insisting, finds nothing left to take
        with page.expect_response("**/gradio_api/queue/join*"):
            page.locator("#go").evaluate("button => button.click()")
        page.wait_for_timeout(500)
        expect(page.locator(".asked")).to_have_count(1)
        page.context.close()


def test_new_question_is_not_replaced_by_one_that_failed(visit: Visit, site: str) -> None:
    page = visit(site, PHONE)
    page.locator(BOX).fill("电" * 501)
    page.keyboard.press("Enter")
    page.keyboard.type("西工")
    expect(page.get_by_role("alert")).to_contain_text("500")
    expect(page.locator(BOX)).to_have_value("西工")


def test_stopping_ends_the_work(visit: Visit, engine: Engine) -> None:
    paced = Paced(engine, pause=1.5)
    with serving(whole_app(paced, engine.settings), engine.settings) as (_, caller):
        page = visit(str(caller.base_url), PHONE)
        page.locator(BOX).fill(LIFTS)
        page.locator(BOX).press("Enter")
        expect(page.locator(".stage")).to_be_visible()
        page.get_by_role("button", name=say("front.stop")).click()
        expect(page.get_by_role("alert")).to_contain_text(say("front.stopped"))
        assert paced.ended.wait(5)
        assert "answer" not in paced.given
        expect(page.get_by_role("button", name=say("front.ask"))).to_be_visible()


@SIZES
def test_reader_needs_no_script(
    visit: Visit, site: str, engine: Engine, size: dict[str, int]
) -> None:
    passage = engine.catalog.passages()[20]
    span = passage.sentences[0]
    place = f"start={span.start}&end={span.end}#{passage.clause_id}"
    page = visit(f"{site}/documents/{passage.document_id}?{place}", size, java_script_enabled=False)
    words = passage.text[: span.end - span.start]
    expect(page.locator("mark")).to_have_text(words)
    expect(page.locator("mark")).to_be_in_viewport()
    page.get_by_role("link", name=say("reader.other_language")).click()
    expect(page.get_by_role("link", name=say("reader.ask", "en"))).to_be_visible()
    expect(page.locator("mark")).to_have_text(words)
