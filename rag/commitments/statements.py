"""What of a document may hold a commitment: its sentences, without titles and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rag.clauses.topics import topic_starts
from rag.schemas import Clause, ClauseKind, Document, Span
from rag.text import sentences

# A headline in front of the text: a line of its own, or all up to a space, without an end.
_ENDED: Final = re.compile("[。！？!?；;：:…]")
_HEADLINE: Final = re.compile("[^\\s，,、。！？!?；;：:]{2,60}[ \u3000]+(?=\\S)")
# Where a report looks back.
_LOOKING_BACK: Final = re.compile(
    "回顾|过去|去年|上年|成就|成效|成绩|现状|(?:发展|工作|现有)基础|基本情况|主要经验"
    "|存在(?:的)?问题|形势|背景"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a clause, with what stands over it.

    Attributes:
        clause: The innermost clause that holds it.
        headings: Titles over it, innermost first; the run-in heading before them all.
        start, end: Its place in the stored text.
    """

    clause: Clause
    headings: tuple[str, ...]
    start: int
    end: int


def statements(document: Document, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield the sentences of ``document`` that may hold commitments, in reading order.

    Left out are the document's title, the headings of its clauses, their run-in headings,
    and all under a heading that looks back. A heading with nothing under it is an item of
    a list, and counts as a sentence.
    """
    text = document.text
    by_id = {clause.id: clause for clause in clauses}
    inner: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.parent_id:
            inner.setdefault(clause.parent_id, []).append(clause)
    for clause in clauses:
        titles = tuple(_titles(clause, by_id))
        if any(_LOOKING_BACK.search(title) for title in titles):
            continue
        for own in _own(document, clause, clauses, inner.get(clause.id, [])):
            spans = sentences(text, own.start, own.end)
            topics = () if clause.kind is ClauseKind.PREAMBLE else topic_starts(text, spans)
            over = titles
            for index, span in enumerate(spans):
                if index in topics:
                    over = (text[span.start : span.end].rstrip("。"), *titles)
                elif not any(_LOOKING_BACK.search(title) for title in over):
                    yield Statement(clause, over, span.start, span.end)


def _titles(clause: Clause, by_id: dict[str, Clause]) -> Iterator[str]:
    at: Clause | None = clause
    while at:
        if at.title:
            yield at.title
        at = by_id.get(at.parent_id) if at.parent_id else None


def _own(
    document: Document, clause: Clause, clauses: Sequence[Clause], inner: Sequence[Clause]
) -> Iterator[Span]:
    """Yield the ranges of a clause that are neither its heading nor its children's."""
    first = inner[0].start if inner else clause.end
    start = min(clause.body_start, first)
    if clause.kind is ClauseKind.PREAMBLE:
        start = _after_title(document, clause, clauses)
    elif clause.title and start >= clause.end:
        start = clause.start + len(clause.label)
    if start < first:
        yield Span(start=start, end=first)
    if inner and inner[-1].end < clause.end:
        yield Span(start=inner[-1].end, end=clause.end)


def _after_title(document: Document, clause: Clause, clauses: Sequence[Clause]) -> int:
    """Return where the preamble's words begin after the lines of the title.

    In a text whose lines never end in a mark, no line is known for a title.
    """
    text, at = document.text, clause.start
    marked = _ENDED.search(text, at, clause.end) is not None
    if not marked:
        return clause.end if len(clauses) > 1 else at
    while (line_end := text.find("\n", at, clause.end)) >= 0:
        if _ENDED.search(text, at, line_end):
            break
        at = line_end + 1
    title = document.meta.title
    while title and text.startswith(title, at):
        at += len(title)
        while text[at : at + 1].isspace():
            at += 1
    while headline := _HEADLINE.match(text, at, clause.end):
        at = headline.end()
    return at
