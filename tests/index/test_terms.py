"""Text to terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.terms import bigrams, words
from rag.text import fold


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("加装电梯", ["加装", "装电", "电梯"]),
        ("梯", ["梯"]),
        ("新建5个停车场", ["新建", "5", "个停", "停车", "车场"]),
        ("1,200万元", ["1200", "万元"]),
        ("增长3.5%左右", ["增长", "3.5", "左右"]),
        ("GOV.cn网站", ["gov", "cn", "网站"]),
        ("Ａ类１２", ["a", "类", "12"]),
        ("電梯", ["电梯"]),
        ("房屋，道路", ["房屋", "道路"]),
        ("café résumé", ["café", "résumé"]),
        ("。，！ \n", []),
        ("", []),
    ],
)
def test_bigrams(text: str, terms: list[str]) -> None:
    assert bigrams(fold(text)) == terms


def test_words_leave_punctuation_out() -> None:
    assert words(fold("推进数字政府建设，新建停车场 5 个。")) == [
        "推进",
        "数字",
        "政府",
        "建设",
        "新建",
        "停车场",
        "5",
        "个",
    ]


def test_rare_characters_are_terms_too() -> None:
    assert bigrams("𠮷野家") == ["𠮷野", "野家"]


def test_an_endless_run_is_cut() -> None:
    (term,) = bigrams("a" * 100_000)
    assert len(term) == 64


@given(st.text(max_size=80))
def test_terms_hold_no_space_and_are_never_empty(text: str) -> None:
    folded = fold(text)
    for term in [*bigrams(folded), *words(folded)]:
        assert term
        assert not any(character.isspace() for character in term)
        assert len(term) <= 64
