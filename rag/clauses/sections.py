"""What stands under each heading of a document; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rag.clauses.topics import topic_starts
from rag.schemas import Clause, ClauseKind, Passage, Span
from rag.text import sentences


class Section(NamedTuple):
    """A heading and the words under it, those of the headings below it included.

    Attributes:
        heading: Its words without number and closing mark.
        body: Offsets into the document's text.
        run_in: True where the heading is a short sentence that opens a paragraph.
    """

    heading: str
    body: Span
    run_in: bool


def sections(text: str, clauses: Sequence[Clause]) -> Iterator[Section]:
    """Yield the sections of a document in reading order, those that hold others first.

    Args:
        text: The document's text.
        clauses: All its clauses, in reading order.
    """
    below = _first_below(clauses)
    for clause in clauses:
        if clause.title and clause.body_start < clause.end:
            yield Section(clause.title, Span(start=clause.body_start, end=clause.end), run_in=False)
        if clause.kind is ClauseKind.PREAMBLE:
            continue
        spans = _own(text, clause, below)
        heads = [*topic_starts(text, spans), len(spans)]
        for head, following in pairwise(heads):
            body = Span(start=spans[head + 1].start, end=spans[following - 1].end)
            heading = text[spans[head].start : spans[head].end].strip().rstrip("。")
            yield Section(heading, body, run_in=True)


def own_sentences(text: str, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Span]]:
    """Yield the sentences of each clause that are of none inside it, but for run-in headings."""
    below = _first_below(clauses)
    for clause in clauses:
        spans = _own(text, clause, below)
        heads = frozenset(topic_starts(text, spans))
        yield from ((clause, span) for at, span in enumerate(spans) if at not in heads)


def only_introduces(text: str, clause: Clause, passage: Passage) -> bool:
    """Tell whether a passage opens a clause of several run-in headings, before the first of them.

    Those of the clauses inside it count as well. Such words say what the clause is for, of
    everything in it and of nothing in particular.
    """
    if passage.topic is not None or passage.end >= clause.end:
        return False
    spans = sentences(text, clause.body_start, clause.end)
    heads = topic_starts(text, spans)
    return bool(heads) and passage.end <= spans[heads[0]].start


def _first_below(clauses: Sequence[Clause]) -> dict[str, int]:
    """Return where the first clause inside each begins, by the id of what holds it."""
    first: dict[str, int] = {}
    for clause in clauses:
        if clause.parent_id is not None:
            first.setdefault(clause.parent_id, clause.start)
    return first


def _own(text: str, clause: Clause, below: Mapping[str, int]) -> Sequence[Span]:
    """Return the sentences of a clause before the first clause inside it."""
    end = max(clause.body_start, below.get(clause.id, clause.end))
    return sentences(text, clause.body_start, end)
