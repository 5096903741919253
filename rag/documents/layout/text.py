"""Pages of placed words to the text of a file."""

from __future__ import annotations

from collections.abc import Sequence

from rag.documents.layout.columns import reading_lines
from rag.documents.layout.paragraphs import paragraphs
from rag.documents.layout.pieces import Page
from rag.documents.layout.running import without_running


def lay_out(pages: Sequence[Page]) -> tuple[str, tuple[int, ...]]:
    """Return the text of ``pages``, a paragraph a line, and where in it each page begins."""
    lines = [line for page in without_running(pages) for line in reading_lines(page)]
    lines = [line for line in lines if line.piece.text]
    starts: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    for paragraph in paragraphs(lines):
        for page, at in paragraph.starts:
            starts.setdefault(page, length + at)
        parts.append(paragraph.text)
        length += len(paragraph.text) + 1
    text = "\n".join(parts)
    places: list[int] = []
    following = len(text)
    for number in reversed(range(max((page.number for page in pages), default=-1) + 1)):
        following = starts.get(number, following)
        places.append(following)
    return text, tuple(reversed(places))
