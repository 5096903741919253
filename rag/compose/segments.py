"""What one of several things listed in a sentence is told; pure.

Plans list places with what is done there, parted by semicolons: the day that stands before a
semicolon is not of the place named after it.
"""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import Span
from rag.text import fold

_SEGMENT: Final = re.compile("[^;；]+")
_LABEL: Final = re.compile("[^,，:：]{1,20}[:：]")
"""What several segments are about, before the first of them."""
_HAN: Final = re.compile("[一-鿿]+")
_NAME: Final = 3
"""Fewest characters by which a question surely names something."""


def own_segment(question: str, words: str) -> Span | None:
    """Return where, of several segments parted by semicolons, the one asked about stands.

    Args:
        question: The part asked, folded.
        words: Words of a document.

    Returns:
        The only segment that holds a name of three characters or more that the question
        names; None where there is no such segment, or another beside it.
    """
    segments = list(_SEGMENT.finditer(words))
    naming = [s for s in segments if _names(question, fold(_LABEL.sub("", s.group(), count=1)))]
    if len(segments) == 1 or len(naming) != 1:
        return None
    return Span(start=naming[0].start(), end=naming[0].end())


def _names(question: str, segment: str) -> bool:
    """Tell whether a segment holds three Chinese characters of a question in a row."""
    return any(
        question[at : at + _NAME] in segment
        for run in _HAN.finditer(question)
        for at in range(run.start(), run.end() - _NAME + 1)
    )
