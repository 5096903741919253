"""What kind of word each of a text is, by the dictionary; pure."""

from __future__ import annotations

from functools import lru_cache

import rjieba

_LONGEST = 400
"""Most characters looked at: dividing takes as long as the text is."""


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a short text in order, each with its part of speech.

    Parts of speech are those of the PKU corpus, verbs beginning in ``v``, nouns in ``n``.
    """
    return tuple(rjieba.tag(text[:_LONGEST]))
