"""Words that say the same (``data/alike.txt``), by how far they do; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_DATA: Final = "alike.txt"


class Alike(NamedTuple):
    """Words that may stand for others.

    Attributes:
        first: For each word that is read as another everywhere, that other.
        held_by: For each word that a claim may use, those of its quote that say it.
        echoed_by: For each word of a quote, those of a claim that say it.
    """

    first: dict[str, str]
    held_by: dict[str, tuple[str, ...]]
    echoed_by: dict[str, tuple[str, ...]]


@cache
def alike() -> Alike:
    """Return the words of the data file."""
    first: dict[str, str] = {}
    held_by: defaultdict[str, set[str]] = defaultdict(set)
    text = files("rag.gate").joinpath("data", _DATA).read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        words = re.split("[ =~<]+", line)
        if "=" in line:
            first |= dict.fromkeys(words, words[0])
            continue
        for word in words if "~" in line else words[:1]:
            held_by[word] |= {*words} - {word}
    echoed_by: defaultdict[str, set[str]] = defaultdict(set)
    for word, others in held_by.items():
        for other in others:
            echoed_by[other].add(word)
    return Alike(first, _settled(held_by), _settled(echoed_by))


def _settled(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(sorted(others)) for word, others in found.items() if others}
