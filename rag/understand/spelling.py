"""Repairing typing errors against the words of the documents, by sound; pure.

People type by pinyin, so what they get wrong sounds right: 充点庄 for 充电桩, or the
pinyin itself where the input method was off (gaizao for 改造). Only what no document
holds is repaired, and only into what one does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

from rag.text import fold

_HAN: Final = re.compile("[一-鿿]+")
_LATIN: Final = re.compile("[a-z]{2,24}")
_SHORTEST, _LONGEST = 2, 5
_LEAST_CHINESE: Final = 4
_COMMON: Final = frozenset(
    "的得地了着过在是有和与及或对给把被从到几多少一两哪什么怎样如何要会能想做作种这那我你他们吗呢啊吧呀不没还都也很就才所各上下中数"
)
_MIXED: Final = re.compile("(?:[一-鿿]{0,3}[a-z]{2,18}[一-鿿]{0,3})")
# Sounds that many speakers, and so their input methods, do not tell apart.
_ALIKE: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def sound(word: str) -> str:
    """Return the pinyin of a word without tones; Latin letters stay as they are."""
    return "".join(_syllables(word))


@lru_cache(maxsize=65_536)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word))


def _blurred(spelt: str) -> str:
    for one, other in _ALIKE:
        spelt = spelt.replace(one, other)
    return spelt


class Speller:
    """Knows the words of the documents by their sound."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Learn the words, with how often each occurs."""
        self._by_sound: dict[str, str] = {}
        self._blurred: dict[str, str] = {}
        for word, _ in sorted(words.items(), key=lambda entry: entry[1]):
            if _SHORTEST <= len(word) <= _LONGEST and _HAN.fullmatch(word):
                spelt = sound(word)
                self._by_sound[spelt] = word
                self._blurred[_blurred(spelt)] = word

    def repair(
        self,
        folded: str,
        is_held: Callable[[str], bool],
        cut: Callable[[str], Iterable[str]],
    ) -> str:
        """Return a folded question with what no document holds put right where it can be.

        A question in another language than Chinese comes back as it is.

        Args:
            folded: The question.
            is_held: Tells whether a pair of characters stands anywhere in the documents.
            cut: Divides a text into dictionary words: what is one is no error.
        """
        if sum(map(len, _HAN.findall(folded))) < _LEAST_CHINESE:
            return folded
        text = _MIXED.sub(lambda m: self._from_pinyin(m.group()), folded)
        return self._by_ear(text, _loose(text, cut), is_held)

    def _from_pinyin(self, mixed: str) -> str:
        """Replace the longest part around pinyin that sounds like a word."""
        latin = _LATIN.search(mixed)
        if latin is None:
            return mixed
        for before in range(latin.start() + 1):
            for after in range(len(mixed), latin.end() - 1, -1):
                word = self._by_sound.get(sound(mixed[before:after]))
                if word is not None:
                    return mixed[:before] + word + mixed[after:]
        return mixed

    def _by_ear(self, text: str, loose: Sequence[bool], is_held: Callable[[str], bool]) -> str:
        repaired: list[str] = []
        at = 0
        while at < len(text):
            found = self._misspelt(text, at, loose, is_held)
            if found is None:
                repaired.append(text[at])
                at += 1
            else:
                word, length = found
                repaired.append(word)
                at += length
        return "".join(repaired)

    def _misspelt(
        self, text: str, at: int, loose: Sequence[bool], is_held: Callable[[str], bool]
    ) -> tuple[str, int] | None:
        """Return the word that the characters from ``at`` sound like, and their number."""
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            piece = text[at : at + length]
            if len(piece) < length or not _HAN.fullmatch(piece):
                continue
            # Quick to tell, and true of most questions' every piece.
            if not any(loose[at + i] and piece[i] not in _COMMON for i in range(length)):
                continue
            if all(is_held(piece[i : i + 2]) for i in range(length - 1)):
                continue
            spelt = sound(piece)
            word = self._by_sound.get(spelt)
            if word is None and length > _SHORTEST:
                word = self._blurred.get(_blurred(spelt))
            if word is not None and len(word) == length and _plausible(word, piece, loose[at:]):
                return word, length
        return None


def _loose(text: str, cut: Callable[[str], Iterable[str]]) -> list[bool]:
    """Tell for each character whether it is no part of a dictionary word.

    A word mistyped falls into single characters, and into words of two that are none of
    the documents'; ordinary words hold together.
    """
    loose: list[bool] = []
    at = 0
    for word in cut(text):
        place = text.find(word, at)
        loose += [True] * (place - at) + [len(word) == 1] * len(word)
        at = place + len(word)
    return loose + [True] * (len(text) - at)


def _plausible(word: str, piece: str, loose: Sequence[bool]) -> bool:
    """Tell whether ``piece`` may be ``word`` mistyped, and not another word rightly typed.

    Some character is right, without which a sound alone is chance; and the wrong ones
    stand loose, and are none that every question is full of.
    """
    wrong = [i for i, (one, other) in enumerate(zip(word, piece, strict=True)) if one != other]
    return len(wrong) < len(word) and all(loose[i] and piece[i] not in _COMMON for i in wrong)


def count_words(texts: Iterable[str], cut: Callable[[str], Iterable[str]]) -> Counter[str]:
    """Return how often each word occurs in the texts, and each two that follow each other."""
    counted: Counter[str] = Counter()
    for text in texts:
        before = ""
        for word in cut(fold(text)):
            if _HAN.fullmatch(word):
                counted[word] += 1
                if before:
                    counted[before + word] += 1
                before = word
            else:
                before = ""
    return counted
