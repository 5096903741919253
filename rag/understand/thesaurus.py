"""What documents call the things that people name in their own words; pure.

A hand-made list of concepts (``data/thesaurus.txt``): the words of official text, the words
of those who ask, and English ones. It is general, made of no document in particular.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from rag.index.terms import words
from rag.text import fold
from rag.understand.content import ASKING

_DATA: Final = "thesaurus.txt"
_LATIN: Final = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_HAN: Final = re.compile("[一-鿿]")
_LONGEST: Final = 6
"""Most English words of a phrase."""


_PAIR: Final = 2
_PARTICLES: Final = frozenset("的了个得着过里都也就还")
"""What may stand between the characters of a phrase and leaves its meaning."""


class Meant(NamedTuple):
    """A place of a question where something is named, and what documents call it.

    Attributes:
        start: Where it begins in the folded question.
        end: Where it ends.
        official: Words of official text for it, the most usual first.
    """

    start: int
    end: int
    official: tuple[str, ...]


class Term(NamedTuple):
    """Words of a question that name one thing.

    Attributes:
        words: The content words, in order; a phrase of the thesaurus may hold several.
        official: What documents call it beside that; empty where the thesaurus knows nothing.
    """

    words: tuple[str, ...]
    official: tuple[str, ...] = ()

    def otherwise(self, knows: Callable[[str], bool], most: int) -> tuple[str, ...]:
        """Return what documents that do not know all its words call it, by words they know.

        Args:
            knows: Tells whether the documents know a word.
            most: How many words at most, the most usual first.
        """
        if not self.official or all(map(knows, self.words)):
            return ()
        return tuple(filter(knows, self.official))[:most]


class Thesaurus:
    """Concepts by the phrases that name them. Safe to share between threads."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read concepts, one a line: official words | citizens' phrases | English phrases."""
        self._chinese: dict[str, dict[str, list[str]]] = {}
        self._english: dict[tuple[str, ...], list[str]] = {}
        for line in lines:
            official, _, rest = line.partition("|")
            citizen, _, english = rest.partition("|")
            terms = fold(official).split()
            for phrase in (*terms, *fold(citizen).split()):
                if len(phrase) > 1:
                    own = self._chinese.setdefault(phrase[:2], {}).setdefault(phrase, [])
                    own.extend(term for term in terms if term not in own)
            for spelling in fold(english).split(","):
                key = tuple(_stem(word) for word in _LATIN.findall(spelling))
                if not ASKING.issuperset(key):
                    own = self._english.setdefault(key, [])
                    own.extend(term for term in terms if term not in own)

    def meant(self, folded: str) -> tuple[Meant, ...]:
        """Return what a folded question names, in order; phrases inside longer ones left out."""
        edges = frozenset(edge for at, word in _segments(folded) for edge in (at, at + len(word)))
        chinese = (
            # 化工 is not spoken of in 城镇化工作, where it takes the ends of two words.
            one
            for one in self._in_chinese(folded)
            if one.end - one.start > _PAIR or one.start in edges or one.end in edges
        )
        found = [*chinese, *self._in_english(folded)]
        return tuple(
            one
            for one in sorted(found)
            if not any(
                other.start <= one.start
                and one.end <= other.end
                and other.end - other.start > one.end - one.start
                for other in found
            )
        )

    def terms(self, folded: str) -> tuple[Term, ...]:
        """Return what a folded question is about: its content words, phrases taken as one.

        A phrase takes the content words that it touches; each term is given once.
        """
        named: dict[tuple[int, int], list[str]] = {}
        for one in self.meant(folded):
            named.setdefault((one.start, one.end), []).extend(one.official)
        free = list(_placed(folded))
        found: list[tuple[int, Term]] = []
        covered = 0
        for (start, end), official in named.items():
            inside = [word for at, word in free if at < end and start < at + len(word)]
            free = [(at, word) for at, word in free if not (at < end and start < at + len(word))]
            if inside or start >= covered:
                spoken = tuple(inside) or (folded[start:end],)
                found.append((start, Term(spoken, tuple(dict.fromkeys(official)))))
            covered = max(covered, end)
        found += [(at, Term((word,))) for at, word in free]
        return tuple(dict.fromkeys(term for _, term in sorted(found)))

    def _in_chinese(self, folded: str) -> Iterable[Meant]:
        for start in range(len(folded) - 1):
            for phrase, official in self._chinese.get(folded[start : start + 2], {}).items():
                if folded.startswith(phrase, start):
                    yield Meant(start, start + len(phrase), tuple(official))
        yield from self._with_particles(folded)

    def _with_particles(self, folded: str) -> Iterable[Meant]:
        """Yield phrases between whose characters particles stand: 农村的厕所, 洗个澡."""
        at = [place for place, character in enumerate(folded) if character not in _PARTICLES]
        if len(at) == len(folded):
            return
        thin = "".join(folded[place] for place in at)
        for start in range(len(thin) - _PAIR):
            for phrase, official in self._chinese.get(thin[start : start + 2], {}).items():
                end = start + len(phrase) - 1
                found = len(phrase) > _PAIR and thin.startswith(phrase, start)
                if found and at[end] - at[start] != end - start:
                    yield Meant(at[start], at[end] + 1, tuple(official))

    def _in_english(self, folded: str) -> Iterable[Meant]:
        spelt = list(_LATIN.finditer(folded))
        stems = [_stem(word.group()) for word in spelt]
        for first in range(len(spelt)):
            for last in range(first + 1, min(len(spelt), first + _LONGEST) + 1):
                official = self._english.get(tuple(stems[first:last]))
                if official:
                    yield Meant(spelt[first].start(), spelt[last - 1].end(), tuple(official))


def _placed(folded: str) -> Iterable[tuple[int, str]]:
    """Yield the content words of a folded question with where they begin."""
    return ((at, word) for at, word in _segments(folded) if word not in ASKING)


def _segments(folded: str) -> Iterable[tuple[int, str]]:
    """Yield the words of a folded question with where they begin."""
    at = 0
    for word in words(folded):
        start = folded.find(word, at)
        if start >= 0:
            at = start + len(word)
            yield start, word


def _stem(word: str) -> str:
    """Return an English word without the ending of the plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


@cache
def shipped_thesaurus() -> Thesaurus:
    """Return the thesaurus stored beside this module."""
    text = files("rag.understand").joinpath("data", _DATA).read_text(encoding="utf-8")
    return Thesaurus(line for line in text.splitlines() if line.strip())
