"""Reads a question and a passage together, and points at the words that answer.

It proposes; what is shown is for the composer and the gate to say.
"""

from __future__ import annotations

from collections.abc import Callable

from rag.reader.bundled import open_bundled
from rag.reader.reading import Reader, Reading
from rag.reader.words import WordReader
from rag.settings import Settings

__all__ = ["Reader", "Reading", "open_reader"]


def open_reader(settings: Settings, rarity: Callable[[str], float]) -> Reader:
    """Return the shipped reader, or where it cannot run one that goes by words alone.

    ``rarity`` is the inverse document frequency of a bigram.

    Raises:
        EmbeddingError: The shipped reader does not fit the installed weights.
    """
    return open_bundled(settings) or WordReader(rarity)
