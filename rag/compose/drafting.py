"""The sentences of a language model as they come; what it goes on repeating is left unread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rag.compose.sentences import Drafted, Splitter
from rag.llm import Call

_MOST: Final = 8
"""Sentences of one answer that are looked at."""
_ALIKE: Final = 3
"""Times that a sentence may be said before the rest is left unread."""


def drafted_in(call: Call) -> Iterator[Drafted]:
    """Yield the model's sentences as they come.

    Raises:
        LanguageModelError: There are no more, because it failed.
    """
    splitter = Splitter()
    looked_at: list[str] = []
    whole = False
    try:
        for piece in call:
            for drafted in splitter.feed(piece):
                looked_at.append(drafted.text)
                yield drafted
            # Small models that have no more to say go on saying the same.
            if len(looked_at) >= _MOST or looked_at.count("".join(looked_at[-1:])) >= _ALIKE:
                call.close()
                return
        whole = True
    finally:
        left = splitter.end(whole=whole)
    yield from left
