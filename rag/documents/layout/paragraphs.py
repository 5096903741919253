"""Lines joined to the paragraphs they were broken from, over columns and pages too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from rag.documents.layout.pieces import Line, Piece

_ENDED: Final = re.compile(r"[。！？；：!?;:.…][”’」』》）)\]]*\Z")
_OPEN: Final = ("，", "、", ",")
_LABEL: Final = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,5}(?:部分|[编章节条])"
    r"|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十0-9]{1,4}[）)]"
    r"|[0-9]{1,3}(?:[、．]|\.(?![0-9]))|[0-9]{1,2}[）)]|[①-⑳]|附件|[●•■◆▲○·–—-]\s"
)
_CHINESE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
# What is never broken, and what no line begins with.
_UNBROKEN: Final = re.compile(
    r"(?:[（(“‘《「『\[]*)(?:[0-9A-Za-z.,%％/〔〕-]+|.)[，。、；：？！）)”’》」』\]%％]*"
)
_LATIN_END: Final = re.compile(r"[A-Za-z][.,;:]?\Z")

# In widths of a character.
_INDENT: Final = 0.8
_SLACK: Final = 0.6
_SHORT: Final = 3.5
_SAME_SIZE: Final = 0.12
# In distances from line to line.
_APART: Final = 1.45


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text.

    Attributes:
        text: Its words.
        starts: Pages that begin in it, each with the offset in ``text``.
    """

    text: str
    starts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges between which the lines of a column stand."""

    left: float
    right: float


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of a file's lines, given in reading order."""
    frames = _frames(lines)
    pitch = _pitch(lines)
    found: list[Paragraph] = []
    text, page = "", -1
    starts: list[tuple[int, int]] = []
    former: Line | None = None
    for line in lines:
        words = line.piece.text
        if former is None or not _goes_on(former, line, frames, pitch):
            if text:
                found.append(Paragraph(text, tuple(starts)))
            text, starts = "", []
        else:
            text += _between(text, words)
        if line.page != page:
            starts.append((line.page, len(text)))
            page = line.page
        text += words
        former = line
    return [*found, Paragraph(text, tuple(starts))] if text else found


def _key(line: Line) -> tuple[int, int, int]:
    return line.columns, line.column, line.page


def _frames(lines: Sequence[Line]) -> dict[tuple[int, int, int], _Frame]:
    """Return the frame of each column of each page.

    The columns of a file are alike; where a page has too few lines to show its edges, it
    has those of the others.
    """
    by_page: defaultdict[tuple[int, int, int], list[Line]] = defaultdict(list)
    by_column: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        by_page[_key(line)].append(line)
        by_column[line.columns, line.column].append(line)
    whole = {key: _frame(those) for key, those in by_column.items()}
    found: dict[tuple[int, int, int], _Frame] = {}
    for key, those in by_page.items():
        usual, own = whole[key[:2]], _frame(those)
        size = median(line.piece.size for line in those)
        left = own.left if len(those) >= 6 else usual.left
        if abs(left - usual.left) > 6 * size:
            left = own.left
        right = left + usual.right - usual.left
        found[key] = _Frame(left, max(right, own.right) if len(those) >= 6 else right)
    return found


def _frame(lines: Sequence[Line]) -> _Frame:
    """Return edges that more than one line reaches, so that one that sticks out is none."""
    # Tables have edges of their own.
    lines = [line for line in lines if not line.apart] or lines
    size = median(line.piece.size for line in lines)
    return _Frame(
        _edge([line.piece.x0 for line in lines], size),
        -_edge([-line.piece.x1 for line in lines], size),
    )


def _edge(places: Sequence[float], size: float) -> float:
    """Return the smallest place that another is close to."""
    ordered = sorted(places)
    for first, second in pairwise(ordered):
        if second - first < 0.5 * size:
            return first
    return ordered[0]


def _pitch(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance from line to line for each size of characters."""
    distances: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for former, line in pairwise(lines):
        step = line.piece.bottom - former.piece.bottom
        if _key(former) == _key(line) and step > 0 and not (former.apart or line.apart):
            distances[round(line.piece.size)][round(step)] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in distances.items()}


def _goes_on(
    former: Line,
    line: Line,
    frames: dict[tuple[int, int, int], _Frame],
    pitch: dict[int, float],
) -> bool:
    """Tell whether ``line`` goes on with the paragraph of ``former``."""
    before, after = former.piece, line.piece
    size = before.size
    if former.apart or line.apart or abs(after.size - size) > _SAME_SIZE * size:
        return False
    frame, own = frames[_key(former)], frames[_key(line)]
    left_over = (frame.right - before.x1) / size - _needed(after.text)
    if left_over > _SHORT and not before.text.endswith(_OPEN):
        return False
    if _key(former) == _key(line):
        usual = pitch.get(round(after.size), 0)
        if usual and after.bottom - before.bottom > _APART * usual:
            return False
    if _centred(before, frame) and _centred(after, own):
        return False
    ended = _ENDED.search(before.text) is not None
    labelled = _LABEL.match(after.text) is not None
    # Lines are not all filled to the edge: the words tell where a paragraph ends.
    if after.x0 - own.left > _INDENT * size or left_over > _SLACK:
        return not ended and not labelled
    return not (ended and labelled)


def _needed(text: str) -> float:
    """Return the room, in characters, that the first words of ``text`` would have taken."""
    match = _UNBROKEN.match(text)
    words = match.group() if match else text[:1]
    return sum(1.0 if _CHINESE.match(character) else 0.55 for character in words[:40])


def _centred(piece: Piece, frame: _Frame) -> bool:
    x0, x1, size = piece.x0, piece.x1, piece.size
    off = abs((x0 - frame.left) - (frame.right - x1))
    return x0 - frame.left > size and off < size


def _between(before: str, after: str) -> str:
    """Return what stands between two lines that are joined."""
    if before.endswith("-") or not after:
        return ""
    latin = _LATIN_END.search(before) and after[0].isascii() and after[0].isalpha()
    return " " if latin else ""
