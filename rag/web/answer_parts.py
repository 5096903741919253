"""Parts of an answer's words: runs, markers, and lines that are rows of the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.schemas import Answer, Citation, Commitment

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")
_ONE_PROOF: Final = re.compile(r"(?P<words>.*?)[\s]*\[(?P<marker>\d{1,3})\]\s*")
_FEWEST_ROWS: Final = 2


@dataclass(frozen=True)
class Part:
    """A run of an answer's words, or the marker of one of its citations."""

    text: str
    marker: int | None = None


@dataclass(frozen=True)
class Row:
    """A line of an answer that stands for one row of the ledger."""

    words: str
    marker: int
    commitment: Commitment


@dataclass(frozen=True)
class Block:
    """Part of an answer: a paragraph, or, where it has rows, a table."""

    parts: tuple[Part, ...] = ()
    rows: tuple[Row, ...] = ()


def parts_of(answer: str, citations: tuple[Citation, ...]) -> tuple[Part, ...]:
    """Split an answer at the markers that stand for one of its citations."""
    known = {citation.marker for citation in citations}
    parts: list[Part] = []
    done = 0
    for found in _MARKER.finditer(answer):
        marker = int(found.group(1))
        if marker in known:
            parts += [Part(answer[done : found.start()]), Part(found.group(), marker)]
            done = found.end()
    parts.append(Part(answer[done:]))
    return tuple(part for part in parts if part.text)


def blocks_of(answer: Answer) -> tuple[Block, ...]:
    """Split an answer into paragraphs, and tables where its lines are rows of the ledger.

    A line is a row only if it ends in the marker of a citation that holds the words of one
    commitment of the answer; whatever is not surely a row stays in its own words.
    """
    if not answer.commitments:
        return (Block(parts=parts_of(answer.answer, answer.citations)),)
    blocks: list[Block] = []
    left = list(answer.commitments)
    for line in answer.answer.splitlines():
        row = _row_of(line, answer.citations, left)
        if row is None:
            blocks.append(Block(parts=parts_of(line, answer.citations)))
            continue
        left.remove(row.commitment)
        if blocks and blocks[-1].rows:
            blocks[-1] = Block(rows=(*blocks[-1].rows, row))
        else:
            blocks.append(Block(rows=(row,)))
    if max(len(block.rows) for block in blocks) < _FEWEST_ROWS:
        return (Block(parts=parts_of(answer.answer, answer.citations)),)
    return tuple(blocks)


def _row_of(line: str, citations: tuple[Citation, ...], left: Sequence[Commitment]) -> Row | None:
    found = _ONE_PROOF.fullmatch(line)
    if found is None or _MARKER.search(found["words"]):
        return None
    marker = int(found["marker"])
    proof = next((one for one in citations if one.marker == marker), None)
    if proof is None or not left:
        return None
    # rows are shown in the order of the answer, so the first one left is the line's
    row = left[0]
    held = row.document_id == proof.document_id and proof.start <= row.start < row.end <= proof.end
    return Row(found["words"], marker, row) if held else None
