"""A conversation laid out for a file: what stands in it, in the order it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# what XML cannot hold: most controls, lone surrogates, two characters that are none
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit(words: str) -> str:
    """Return words without the characters that no file of text can hold."""
    return _UNFIT.sub("", words)


@dataclass(frozen=True)
class Quoted:
    """The words of one clause, and where they stand.

    Attributes:
        marker: As in the answer, ``[1]``; empty beside a refusal.
        standing: That the document is a draft or no longer holds; else empty.
        place: Region, and the clause's labels and title.
        link: Whole address of the words on the reader page, and ``open`` its label.
    """

    marker: str
    title: str
    standing: str
    place: str
    words: str
    link: str
    open: str


@dataclass(frozen=True)
class Said:
    """One question and its answer; ``heading`` stands over what is quoted."""

    question: str
    answer: str
    notices: tuple[str, ...]
    heading: str
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True)
class Talk:
    """A whole conversation; ``made`` says when it was taken away, ``about`` what it is."""

    title: str
    made: str
    about: str
    said: tuple[Said, ...]
