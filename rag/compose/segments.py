"""What one of several things listed in a sentence is told; pure.

Plans list places with what is done there, parted by semicolons: the day that stands before a
semicolon is not of the place named after it.
"""

from __future__ import annotations

import re
from typing import Final

from rag.index.terms import bigrams
from rag.schemas import Span
from rag.text import fold
from rag.understand.content import content_words

_SEGMENT: Final = re.compile("[^;；]+")
_LABEL: Final = re.compile("[^,，:：]{1,20}[:：]")
"""What several segments are about, before the first of them."""


def own_segment(question: str, words: str) -> Span | None:
    """Return where, of several segments parted by semicolons, the one asked about stands.

    Args:
        question: The part asked, folded.
        words: Words of a document.

    Returns:
        The segment that holds the most of what the question names; None where there is one
        segment only, or no one holds more than every other.
    """
    segments = list(_SEGMENT.finditer(words))
    named = {pair for word in content_words(question) for pair in bigrams(word)}
    held = [
        sum(pair in fold(_LABEL.sub("", segment.group(), count=1)) for pair in named)
        for segment in segments
    ]
    most = max(held, default=0)
    if not most or len(segments) == 1 or held.count(most) > 1:
        return None
    own = segments[held.index(most)]
    return Span(start=own.start(), end=own.end())
