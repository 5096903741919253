"""A conversation taken away says what was said, shows where it stands, and nothing else."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from rag.chain import Engine
from rag.exports import as_text, take_away
from rag.schemas import Answer, Question
from rag.wording import say

BASE = "https://ask.example.gov.cn/"
MADE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) # 一\n1. 二 **三** \x00\ud800"


@pytest.fixture(scope="module")
def lifts(engine: Engine) -> Answer:
    return engine.ask(Question(text="西工区今年要加装多少部电梯？"))


@pytest.fixture(scope="module")
def draft(engine: Engine) -> Answer:
    return engine.ask(Question(text="城东区要改造多少个老旧小区？"))


@pytest.fixture(scope="module")
def refused(engine: Engine) -> Answer:
    return engine.ask(Question(text="西工区地铁票价是多少？"))


def test_markdown_holds_questions_answers_and_whole_links(
    lifts: Answer, draft: Answer, refused: Answer
) -> None:
    said = [("电梯？", lifts), ("小区？", draft), ("地铁？", refused)]
    made = take_away(said, "md", "zh", BASE, MADE)
    assert made.name.endswith(".md")
    html = MarkdownIt().render(made.content.decode())
    for question, answer in said:
        assert f"<h2>{question}</h2>" in html
        for source in answer.citations or answer.near:
            assert source.quote.splitlines()[0] in html.replace("&quot;", '"')
            assert f'href="{BASE.rstrip("/")}{source.permalink.replace("&", "&amp;")}"' in html
    assert say("status.draft") in html
    assert say("talk.near") in html
    assert "2026-03-01 09:30" in html


def test_words_of_people_stay_words_in_markdown(lifts: Answer) -> None:
    made = take_away([(HOSTILE, lifts)], "md", "en", BASE, MADE)
    html = MarkdownIt("commonmark", {"html": True}).render(made.content.decode(errors="replace"))
    assert "<img" not in html
    assert "javascript:" not in [part for part in html.split('href="')[1:] if "javascript" in part]
    assert "<strong>三" not in html
    assert html.count("<h1>") == 1


def test_word_file_opens_and_links_to_the_words(lifts: Answer, draft: Answer) -> None:
    made = take_away([("电梯？", lifts), (HOSTILE, draft)], "docx", "zh", BASE, MADE)
    book = Document(io.BytesIO(made.content))
    words = [paragraph.text for paragraph in book.paragraphs]
    assert "电梯？" in words
    assert any("<img src=x onerror=alert(1)>" in line for line in words)
    for source in (*lifts.citations, *draft.citations):
        assert source.quote in words
    targets = {r.target_ref for r in book.part.rels.values() if r.is_external}
    assert targets == {
        BASE.rstrip("/") + source.permalink for source in (*lifts.citations, *draft.citations)
    }
    assert any(say("status.draft") in line for line in words)
    fonts = book.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii"))


def test_copied_answer_carries_its_sources(draft: Answer, refused: Answer) -> None:
    text = as_text(draft, "zh", BASE)
    assert text.startswith(draft.answer)
    for notice in draft.notices:
        assert notice in text
    for source in draft.citations:
        assert source.quote in text
        assert source.clause_path in text
        assert BASE.rstrip("/") + source.permalink in text
    assert refused.near
    assert all(source.quote not in as_text(refused, "zh", BASE) for source in refused.near)
