"""What is indexed: the passages of a document, each inside one clause."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from rag.clauses.topics import topic_starts
from rag.schemas import Clause, ClauseKind, Document, Passage, Span
from rag.text import items, sentences, table_rows

# Items shorter than this say little alone.
_TINY: Final = 60


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of sentences inside one clause, under one topic."""

    clause_id: str
    topic: str | None
    sentences: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end


def passages(
    document: Document, clauses: Sequence[Clause], limit: int = 300
) -> tuple[Passage, ...]:
    """Return the passages of ``document`` in reading order.

    A passage is one topic with its body, or a run of sentences, inside one innermost
    clause; its clause's heading stands at the start of the first. A row of a table is a
    passage of its own. A run longer than
    ``limit`` characters is divided evenly at sentence ends; a single sentence more than
    twice that long, at its items or spaces. Tiny items are taken together under the clause that
    holds them. Every character that is not white space lies in exactly one passage.
    """
    children: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent_id, []).append(clause)
    runs: list[_Run] = []
    for root in children.get(None, []):
        runs.extend(_runs(document.text, root, children, limit))
    return tuple(_passage(document, run, ordinal) for ordinal, run in enumerate(runs))


def _runs(
    text: str, clause: Clause, children: dict[str | None, list[Clause]], limit: int
) -> Iterable[_Run]:
    inner = children.get(clause.id, [])
    own = _own_sentences(text, clause, inner[0].start if inner else clause.end)
    tail = sentences(text, inner[-1].end, clause.end) if inner else ()
    tiny = [_is_tiny(child, children) for child in inner]
    if inner and all(tiny) and clause.end - clause.start <= limit:
        yield _Run(clause.id, None, (*own, *_sentences_of(text, inner), *tail))
        return
    yield from _divided(text, clause, own, limit)
    waiting: list[Clause] = []
    for child, small in zip(inner, tiny, strict=True):
        if waiting and (not small or child.end - waiting[0].start > limit):
            yield _together(text, clause, waiting)
            waiting = []
        if small:
            waiting.append(child)
        else:
            yield from _runs(text, child, children, limit)
    if waiting:
        yield _together(text, clause, waiting)
    yield from _divided(text, clause, tail, limit)


def _is_tiny(clause: Clause, children: dict[str | None, list[Clause]]) -> bool:
    return (
        clause.kind is ClauseKind.ITEM
        and clause.end - clause.start < _TINY
        and clause.id not in children
    )


def _together(text: str, parent: Clause, siblings: Sequence[Clause]) -> _Run:
    holder = siblings[0] if len(siblings) == 1 else parent
    return _Run(holder.id, None, tuple(_sentences_of(text, siblings)))


def _sentences_of(text: str, leaves: Iterable[Clause]) -> Iterable[Span]:
    for leaf in leaves:
        yield from _own_sentences(text, leaf, leaf.end)


def _own_sentences(text: str, clause: Clause, end: int) -> tuple[Span, ...]:
    """Return the sentences of a clause outside its children; the heading is the first."""
    heading_end = min(clause.body_start, end)
    heading = sentences(text, clause.start, heading_end) if clause.title else ()
    return (*heading, *sentences(text, heading_end if heading else clause.start, end))


def _divided(text: str, clause: Clause, own: Sequence[Span], limit: int) -> Iterable[_Run]:
    """Divide the sentences of a clause: each row of a table by itself, the others as prose."""
    if not own:
        return
    rows = table_rows(text, own[0].start, own[-1].end)
    starts = [row.start for row in rows]

    def row_of(span: Span) -> int:
        at = bisect_right(starts, span.start) - 1
        return at if at >= 0 and span.start < rows[at].end else -1

    for row, spans in groupby(own, row_of):
        if row < 0:
            yield from _prose(text, clause, tuple(spans), limit)
        else:
            for part in _evenly(_short(text, tuple(spans), limit), limit * 2):
                yield _Run(clause.id, None, tuple(part))


def _prose(text: str, clause: Clause, own: Sequence[Span], limit: int) -> Iterable[_Run]:
    # The heading itself is no topic.
    skipped = sum(1 for span in own if clause.title and span.end <= clause.body_start)
    starts = (
        ()
        if clause.kind is ClauseKind.PREAMBLE
        else tuple(skipped + index for index in topic_starts(text, own[skipped:]))
    )
    # A heading followed by a topic stands with it, not alone.
    bounds = sorted({0, *starts, len(own)} - ({skipped} if skipped in starts else set()))
    for begin, end in pairwise(bounds):
        head = skipped if begin == 0 else begin
        topic = text[own[head].start : own[head].end].rstrip("。") if head in starts else None
        for part in _evenly(_short(text, own[begin:end], limit), limit):
            yield _Run(clause.id, topic, tuple(part))


def _short(text: str, spans: Sequence[Span], limit: int) -> list[Span]:
    """Return the sentences, with those more than twice too long divided at their items."""
    short: list[Span] = []
    for span in spans:
        if span.end - span.start <= limit * 2:
            short.append(span)
            continue
        pieces = [
            piece for item in items(text, span.start, span.end) for piece in _cut(text, item, limit)
        ]
        parts = _evenly(pieces, limit)
        short.extend(Span(start=part[0].start, end=part[-1].end) for part in parts)
    return short


def _cut(text: str, item: Span, limit: int) -> Iterable[Span]:
    """Cut what no punctuation divides, e.g. a table, at spaces; without any, anywhere."""
    start = item.start
    while item.end - start > limit * 2:
        gap = next((at for at in range(start + limit, start, -1) if text[at].isspace()), 0)
        end = gap or start + limit
        yield Span(start=start, end=start + len(text[start:end].rstrip()))
        start = end
        while text[start].isspace():
            start += 1
    yield Span(start=start, end=item.end)


def _evenly(spans: Sequence[Span], limit: int) -> list[list[Span]]:
    """Divide into runs of at most ``limit`` characters and about the same length.

    A span longer than ``limit`` is a run of its own.
    """
    length = spans[-1].end - spans[0].start
    target = length / -(-length // limit)
    runs: list[list[Span]] = [[]]
    for span in spans:
        run = runs[-1]
        if run:
            with_it = span.end - run[0].start
            without = run[-1].end - run[0].start
            if with_it > limit or with_it - target > target - without:
                run = []
                runs.append(run)
        run.append(span)
    return _without_scraps(runs, limit, target / 3)


def _without_scraps(runs: list[list[Span]], limit: int, least: float) -> list[list[Span]]:
    """Join runs shorter than ``least`` to a neighbour that has room for them."""
    joined = [runs[0]]
    for run in runs[1:]:
        last = joined[-1]
        scrap = min(run[-1].end - run[0].start, last[-1].end - last[0].start) < least
        if scrap and run[-1].end - last[0].start <= limit:
            joined[-1] = last + run
        else:
            joined.append(run)
    return joined


def _passage(document: Document, run: _Run, ordinal: int) -> Passage:
    text = document.text[run.start : run.end]
    key = "\0".join((document.id, str(run.start), str(run.end), text))
    return Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=document.id,
        clause_id=run.clause_id,
        topic=run.topic,
        text=text,
        start=run.start,
        end=run.end,
        sentences=run.sentences,
        ordinal=ordinal,
    )
