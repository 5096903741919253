"""What stands on every page and belongs to none: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from rag.documents.layout.pieces import Page, Piece, merged, rows

# The parts of a page in which they stand.
_HEAD: Final = 0.13
_FOOT: Final = 0.87
_DEEPEST_ROW: Final = 3
_DRIFT: Final = 0.012
_NUMBER: Final = re.compile(
    r"[-\u2010-\u2015－—–·•~\s]*(?:第\s*)?[0-9０-９]{1,4}\s*页?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}\s*页?)?[-\u2010-\u2015－—–·•~\s]*"
    r"|第[一二三四五六七八九十百零〇]{1,5}页(?:[，,]?\s*共[一二三四五六七八九十百零〇]{1,5}页)?"
    r"|[-—–\s]*[ivxlcIVXLC]{1,6}[-—–\s]*|Page\s+[0-9]+(?:\s+of\s+[0-9]+)?",
    re.I,
)
_DIGITS: Final = re.compile(r"[0-9０-９]{1,18}")


def without_running(pages: Sequence[Page]) -> list[Page]:
    """Return ``pages`` without heads, feet and numbers.

    What is alike but for a number that counts pages, at one height of at least two pages
    and of a third of them, is running; a number alone at the edge of a page is its own.
    """
    edges = [_edges(page) for page in pages]
    seen: defaultdict[str, list[_Edge]] = defaultdict(list)
    for page, edge in zip(pages, edges, strict=True):
        for row in edge:
            found_at = _edge(merged(row), page)
            seen[found_at.words].append(found_at)
    found: list[Page] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped: set[Piece] = set()
        for row in edge:
            line = merged(row)
            own = _edge(line, page)
            like = {other.page for other in seen[own.words] if _runs(own, other)}
            if _NUMBER.fullmatch(line.text) or len(like) >= max(2, len(pages) / 3):
                dropped.update(row)
        kept = tuple(piece for piece in page.pieces if piece not in dropped)
        found.append(replace(page, pieces=kept))
    return found


def _edges(page: Page) -> list[list[Piece]]:
    """Return the outermost rows of a page that lie where heads and feet do."""
    all_rows = rows(page.pieces)
    head = [row for row in all_rows[:_DEEPEST_ROW] if row[0].bottom < _HEAD * page.height]
    foot = [row for row in all_rows[-_DEEPEST_ROW:] if row[0].top > _FOOT * page.height]
    return [*head, *(row for row in foot if row not in head)]


class _Edge(NamedTuple):
    """A row at the edge of a page: its words without figures, the figures, and its height."""

    page: int
    words: str
    figures: tuple[int, ...]
    height: float


def _edge(line: Piece, page: Page) -> _Edge:
    words = re.sub(r"\s+", "", line.text)
    figures = tuple(int(figure) for figure in _DIGITS.findall(words))
    return _Edge(page.number, _DIGITS.sub("#", words), figures, line.bottom / page.height)


def _runs(one: _Edge, other: _Edge) -> bool:
    """Tell whether two rows of the same words differ by no more than their pages' numbers."""
    step = other.page - one.page
    return abs(one.height - other.height) <= _DRIFT and all(
        second - first in {0, step}
        for first, second in zip(one.figures, other.figures, strict=True)
    )
