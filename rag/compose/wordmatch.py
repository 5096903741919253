"""How far a word of the question stands in a text; pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rag.index.terms import bigrams
from rag.understand.thesaurus import Term

ABBREVIATED: Final = 0.8
"""What a word counts whose characters follow each other with gaps."""
IN_OTHER_WORDS: Final = 0.9
"""What a term counts that a text names in words of official use."""
_GAP: Final = 4
"""Most characters left out between two of an abbreviation."""


def held(word: str, text: str) -> float:
    """Return how far a folded word stands in a folded text, 0 to 1.

    It counts in part where only some of its pairs of characters stand there, or where
    its characters follow each other with gaps, as in an abbreviation (保租房 for
    保障性租赁住房).
    """
    if word in text:
        return 1.0
    pairs = _pairs(word)
    part = sum(pair in text for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0
    return max(part, ABBREVIATED if is_short_form(word, text) else 0.0)


def meant(term: Term, text: str) -> float:
    """Return how far a folded text names what a term of the question means, 0 to 1.

    It may do so in the question's words or in those of official use; of these nothing
    less than an abbreviation counts.
    """
    own = sum(held(word, text) for word in term.words) / len(term.words)
    other = max((held(word, text) for word in term.official), default=0.0)
    return max(own, IN_OTHER_WORDS * other if other >= ABBREVIATED else 0.0)


@lru_cache(maxsize=4096)
def _pairs(word: str) -> tuple[str, ...]:
    return tuple(bigrams(word))


def is_short_form(word: str, text: str) -> bool:
    """Tell whether the characters of a word follow each other in a text, with small gaps."""
    if len(word) < 3 or not all("一" <= character <= "鿿" for character in word):
        return False
    at = text.find(word[0])
    while at >= 0:
        place = at
        for character in word[1:]:
            place = text.find(character, place + 1, place + 2 + _GAP)
            if place < 0:
                break
        else:
            return True
        at = text.find(word[0], at + 1)
    return False
