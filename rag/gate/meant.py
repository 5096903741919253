"""What a sentence means by a shorter name, from where its clause names it in full; pure."""

from __future__ import annotations

import re
from typing import Final

from rag.gate.reading import Reading, Word
from rag.gate.words import LIGHT

_TWO: Final = 2
_LETTER: Final = "[一-鿿]"


def names_more(claim: Reading, word: Word, reading: Reading, earlier: str) -> bool:
    """Tell whether a word only completes a name that a sentence shortens.

    临时救助可以申请。救助标准为1500元。 is about 临时救助 throughout: the clause has named no other
    救助 before, and the sentence itself says of no other.

    Args:
        claim: The claim.
        word: A word of it that the sentence does not hold.
        reading: The sentence it rests on.
        earlier: What its clause says before that sentence, plain.
    """
    words = claim.words
    at = words.index(word)
    for beside, leads in ((at + 1, True), (at - 1, False)):
        if not 0 <= beside < len(words):
            continue
        name = words[beside]
        first, second = (word, name) if leads else (name, word)
        touch = first.start + len(first.text) == second.start
        if touch and len(name.text) >= _TWO and len(word.text) >= _TWO:
            full = first.text + second.text
            if _is_only(name.text, full, earlier) and _stands_alone(name.text, reading, leads):
                return True
    return False


def _is_only(name: str, full: str, earlier: str) -> bool:
    """Tell whether a text names a thing, and each time in full."""
    return 0 < earlier.count(name) == earlier.count(full)


def _stands_alone(name: str, reading: Reading, leads: bool) -> bool:
    """Tell whether nothing beside a name in a sentence tells what more it is."""
    places = [found.span() for found in re.finditer(re.escape(name), reading.masked)]
    beside = [
        reading.masked[max(0, start - 1) : start] if leads else reading.masked[end : end + 1]
        for start, end in places
    ]
    return bool(beside) and all(
        letter in LIGHT or not re.fullmatch(_LETTER, letter) for letter in beside
    )
