"""Text to the terms of the lexical index; pure. All take text folded by ``rag.text.fold``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import rjieba

_LONGEST: Final = 64
"""Longest term in characters; longer runs are no words, and only burden the index."""

_RUN: Final = re.compile(
    r"(?P<han>[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)"
)


def bigrams(folded: str) -> list[str]:
    """Return the terms of ``folded`` in order, with repetitions.

    A run of Chinese characters gives its overlapping pairs (a lone one itself); a
    number, without its thousands separators, and a word of any other script stay whole.
    """
    terms: list[str] = []
    for run in _RUN.finditer(folded):
        text = run.group()
        if run.lastgroup == "number":
            terms.append(text.replace(",", "")[:_LONGEST])
        elif run.lastgroup == "word" or len(text) == 1:
            terms.append(text[:_LONGEST])
        else:
            terms.extend(text[at : at + 2] for at in range(len(text) - 1))
    return terms


def all_held(folded: str, rarity: Callable[[str], float]) -> bool:
    """Tell whether every term of ``folded`` stands somewhere in the documents.

    ``rarity`` is the inverse document frequency of a term, highest for one of no passage.
    """
    highest = rarity("")
    return all(rarity(term) < highest for term in bigrams(folded))


def words(folded: str) -> list[str]:
    """Return the dictionary words of ``folded`` in order, with repetitions.

    Punctuation and space are left out.
    """
    return [
        "".join(word.split())[:_LONGEST]
        for word in rjieba.cut(folded)
        if any(character.isalnum() for character in word)
    ]


def dictionary_words(folded: str) -> list[str]:
    """Return ``folded`` divided by the dictionary alone: what is no word falls apart."""
    return [word for word in rjieba.cut(folded, False) if not word.isspace()]
