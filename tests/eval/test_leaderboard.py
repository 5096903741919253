"""The rivals, and the table they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import a_document

from eval.leaderboard import BEGIN, END, Row, answer_of, placed, table
from eval.rivals import TOP, Grep, Piece, Rival, Words, chunks, lines, longest_shared
from rag.chain import Engine
from rag.schemas import DocumentMeta

META = DocumentMeta(title="某区工作安排")
TEXT = (
    "某区工作安排\n\n(一)推进公园建设。\n  年底前建设公园5处。\n(二)改善道路。\n修缮道路30公里。\n"
)
DOCUMENT = a_document("某区.txt", TEXT, META)[0]
WORDS = st.text(alphabet="公园道路建设", max_size=12)


@given(WORDS, WORDS)
def test_no_longer_run_is_shared(question: str, text: str):
    found = longest_shared(question, text)
    assert found in question
    assert found in text
    size = len(found) + 1
    assert not any(question[at : at + size] in text for at in range(len(question) - size + 1))


def test_pieces_are_the_text_between_their_offsets():
    long = a_document("长.txt", TEXT + "修缮道路。" * 200, META)[0]
    for document in (DOCUMENT, long):
        for piece in (*lines([document]), *chunks([document])):
            assert document.text[piece.start : piece.end] == piece.text
            assert piece.text.strip()
    assert len(chunks([long])) > 1


@pytest.mark.parametrize("kind", ["words", "grep"])
def test_the_piece_that_shares_words_with_the_question_comes_first(kind: str, tmp_path: Path):
    pieces = lines([DOCUMENT])
    rival: Rival = Words(pieces, tmp_path / "index") if kind == "words" else Grep(pieces)
    best = rival.best("要修缮道路多少公里？")
    assert best[0].text == "修缮道路30公里。"
    assert len(best) <= TOP
    assert rival.best("xyz") == []


def test_an_answer_cites_the_clauses_that_its_pieces_touch(engine: Engine):
    name = next(iter(engine.library.summaries))
    text = engine.library.document(name).text
    clause = engine.library.clauses(name)[-1]
    answer = answer_of(engine, [Piece(name, clause.start, clause.end, "x")])
    assert clause.path in {one.clause_path for one in answer.citations}
    assert all(text[one.start : one.end] == one.quote for one in answer.citations)
    assert answer_of(engine, []).status == "refused_no_basis"


def test_a_table_leaves_out_columns_without_figures():
    written = table([Row("ours", {"every": 0.5, "length": 42}), Row("other", {"every": None})])
    assert written.splitlines() == [
        "| | every question | characters shown |",
        "|---|---|---|",
        "| ours | 0.500 | 42 |",
        "| other | – | – |",
    ]


def test_what_stands_around_the_marks_stays():
    first = placed("# Page\n", "one")
    assert first == f"# Page\n\n{BEGIN}\none\n{END}\n"
    assert placed(f"{first}after\n", "two") == f"# Page\n\n{BEGIN}\ntwo\n{END}\nafter\n"
