"""How far the words of a claim stand in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import rjieba

from rag.gate.words import LIGHT

_WORD: Final = re.compile("[一-鿿]+|[a-z]+")


def uncovered(claim: str, known: str) -> Iterator[str]:
    """Yield each word of ``claim`` that ``known`` does not hold; both are plain.

    A Chinese word is held where it stands there, or where each of its characters stands
    there in a pair that the claim makes of it: 技能培训 is held by 职业技能提升培训.
    """
    for run in _WORD.finditer(claim):
        text = run.group()
        if text.isascii():
            if text not in known:
                yield text
            continue
        held = [False] * len(text)
        for at in range(len(text) - 1):
            if text[at : at + 2] in known:
                held[at] = held[at + 1] = True
        at = 0
        for word in rjieba.cut(text, False):
            end = at + len(word)
            if not (word in LIGHT or word in known or (all(held[at:end]) and len(word) > 2)):
                yield word
            at = end
