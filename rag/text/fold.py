"""Hygiene of stored text, and the folding under which two spellings match.

Folding is done one character at a time (combining marks go with their base), so that
``fold(a + b) == fold(a) + fold(b)`` wherever ``b`` starts with no combining mark, and
every folded character can be traced to the characters it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import opencc

from rag.schemas import Span

# OpenCC leaves it alone, yet texts converted back and forth are full of it.
_HALF_CONVERTED: Final = {"馀": "余"}

_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; tab and line feed stay
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # fillers that show nothing
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, and controls of direction
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff"  # lone surrogates
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical controls, tags, selectors
    "]"
)
# What hides words, or their order, from whoever reads the page.
_HIDING: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\U000e0000-\U000e0fff]")


def clean(text: str) -> str:
    """Return ``text`` as it is stored: line ends are LF, and nothing in it is invisible.

    Dropped are NUL and other controls, byte order marks, zero-width characters, controls
    of writing direction, variation selectors, Unicode tags and lone surrogates. Spaces,
    tabs and every visible character stay as they are; ``clean`` is idempotent.
    """
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def invisible(text: str) -> int:
    """Return how many zero-width characters, controls of direction and tags ``text`` holds."""
    return len(_HIDING.findall(text))


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _fold_piece(piece: str) -> str:
    """Fold a character, or a base with its combining marks, to a fixed point."""
    folded = unicodedata.normalize("NFKC", piece).casefold()
    folded = "".join(_HALF_CONVERTED.get(c) or _simplifier().convert(c) for c in folded)
    folded = unicodedata.normalize("NFKC", folded)
    return folded if folded == piece else _fold_piece(folded)


class _Table(dict[int, str]):
    """Folded form of each character met so far, in the shape ``str.translate`` takes."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # OpenCC cannot encode a lone surrogate.
        folded = character if 0xD800 <= code <= 0xDFFF else _fold_piece(character)
        self[code] = folded
        return folded


_TABLE: Final = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where its characters came from.

    Attributes:
        text: The folded text.
        starts, ends: For each folded character, the half-open range of original
            characters it stands for; empty where offsets are the same in both texts.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the original characters behind ``text[start:end]``, none cut in two.

        Raises:
            IndexError: The range does not lie within the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"{start}:{end} is not within {len(self.text)} characters")
        if not self.starts:
            return Span(start=start, end=end)
        if start == end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1]
            return Span(start=at, end=at)
        return Span(start=self.starts[start], end=self.ends[end - 1])


def fold(text: str) -> str:
    """Return ``text`` in the spelling used for matching.

    Unicode NFKC (full-width digits, letters and punctuation become half-width), case
    folded, traditional characters simplified. Nothing is removed.
    """
    folded = text.translate(_TABLE)
    if unicodedata.is_normalized("NFC", folded):
        return folded
    return fold_with_offsets(text).text


def fold_aligned(text: str) -> str:
    """Return ``text`` folded one character for one, so that every offset stays.

    A character that folding would lengthen, such as … or ㎡, stays as it is.
    """
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        return folded
    pieces = (_TABLE[ord(character)] for character in text)
    return "".join(
        piece if len(piece) == 1 else character
        for piece, character in zip(pieces, text, strict=True)
    )


def fold_with_offsets(text: str) -> Folded:
    """Return ``fold(text)`` together with the way back to offsets in ``text``."""
    folded = text.translate(_TABLE)
    composed = unicodedata.is_normalized("NFC", folded)
    if composed and len(folded) == len(text):
        return Folded(folded)
    pieces: list[str] = []
    lengths: list[int] = []
    for character in text:
        piece = _TABLE[ord(character)]
        if not composed and pieces and _joins(pieces[-1], piece):
            pieces[-1] = _fold_piece(pieces[-1] + piece)
            lengths[-1] += 1
        else:
            pieces.append(piece)
            lengths.append(1)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for piece, length in zip(pieces, lengths, strict=True):
        starts += [at] * len(piece)
        ends += [at + length] * len(piece)
        at += length
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def _joins(before: str, piece: str) -> bool:
    if unicodedata.combining(piece[0]):
        return True
    both = before + piece
    return not both.isascii() and unicodedata.normalize("NFC", both) != both
