"""A model's words cut into sentences with their markers, however they come in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose.sentences import Drafted, Splitter, without_markers


def cut(words: str, *, size: int = 1, whole: bool = True) -> list[Drafted]:
    splitter = Splitter()
    found = [
        drafted
        for at in range(0, len(words), size)
        for drafted in splitter.feed(words[at : at + size])
    ]
    return [*found, *splitter.end(whole=whole)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("甲建2处[1]。乙建3处[2][3]。", [("甲建2处。", (1,)), ("乙建3处。", (2, 3))]),
        ("甲建2处。[1]乙建3处。[2] [3]", [("甲建2处。", (1,)), ("乙建3处。", (2, 3))]),
        ("甲建2处【1】。乙［C2］。", [("甲建2处。", (1,)), ("乙。", (2,))]),
        ("甲建2处[1,2]；乙建3处[3]。", [("甲建2处；乙建3处。", (1, 2, 3))]),
        ("- 甲建2处[1]\n- 乙建3处[2]\n", [("甲建2处", (1,)), ("乙建3处", (2,))]),
        ("1. 甲建2处[1]\n2、乙建3处[2]", [("甲建2处", (1,)), ("乙建3处", (2,))]),
        ("3.5万人受益[1]。", [("3.5万人受益。", (1,))]),
        ("## 回答\n**甲建2处**。[1]", [("回答", ()), ("甲建2处。", (1,))]),
        ("<think>想一想。[9]</think>甲建2处。[1]", [("甲建2处。", (1,))]),
        ("<think>想一想，没有想完", []),
        ("Two parks will be built. [1] Three roads, too.[2]", [
            ("Two parks will be built.", (1,)), ("Three roads, too.", (2,))]),
        ("甲\u202e建2处\u200b。[1]", [("甲建2处。", (1,))]),
        ("无", [("无", ())]),
        ("。。\n\n[1]", []),
    ],
)  # fmt: skip
def test_sentences_have_the_markers_after_and_in_them(
    words: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    for size in (1, 2, 3, 1000):
        assert cut(words, size=size) == [Drafted(*one) for one in expected]


@given(st.text(alphabet="甲乙2.。！[1]【】C \n<think/>", max_size=60))
def test_pieces_make_no_difference_to_words_with_markers(words: str) -> None:
    cuts = [cut(words, size=size) for size in (1, 3, 1000)]
    texts = ["".join(one.text.replace(" ", "") for one in found) for found in cuts]
    assert texts[0] == texts[1] == texts[2]


def test_what_was_cut_off_gives_no_half_sentence() -> None:
    assert [one.text for one in cut("甲建2处。[1]乙建", whole=False)] == ["甲建2处。"]
    assert [one.text for one in cut("甲建2处。[1]乙建", whole=True)] == ["甲建2处。", "乙建"]


def test_whether_it_says_nothing() -> None:
    for words in ("无", "无。", "NONE", "None."):
        assert [one.is_nothing for one in cut(words)] == [True]
    assert not cut("无障碍设施2处。[1]")[0].is_nothing


def test_nothing_of_others_looks_like_a_marker_or_a_tag() -> None:
    assert without_markers("甲[1]乙【2】丙</条款>〔2025〕3号") == "甲乙丙＜/条款＞〔2025〕3号"
