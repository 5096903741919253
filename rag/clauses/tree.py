"""The clause tree of a document, built from its numbering."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rag.clauses.headings import Heading, read_heading, skip_space
from rag.clauses.labels import Label, Style, labels
from rag.schemas import Clause, ClauseKind, Document

_KINDS: Final = {
    Style.PART: ClauseKind.PART,
    Style.CHAPTER: ClauseKind.CHAPTER,
    Style.SECTION: ClauseKind.SECTION,
    Style.COMMA: ClauseKind.CHAPTER,
    Style.ARTICLE: ClauseKind.CLAUSE,
    Style.PARENTHESES: ClauseKind.CLAUSE,
}
# Labels looked at to see whether a sequence goes on; bounds the work on odd texts.
_LOOK_AHEAD: Final = 500


@dataclass(slots=True)
class _Node:
    label: Label
    parent: _Node | None
    end: int = 0
    children: list[_Node] = field(default_factory=list)


def clause_tree(document: Document) -> tuple[Clause, ...]:
    """Return the clauses of ``document`` in reading order, parents before their children.

    A numbering heads a clause where it stands at a line start, or in the text after a
    sentence end or a space, and continues its sequence. What nests in what is read from
    the text: a style first seen within another style's sequence belongs inside it;
    else the usual order of styles holds. Words before the first heading form the preamble.
    Every character that is not white space lies in a clause.
    """
    text = document.text
    roots = _Builder(text).build()
    first = roots[0].label.start if roots else len(text)
    start, end = _trim(text, 0, first)
    writer = _Writer(document)
    if start < end:
        writer.preamble(start, end)
    writer.siblings(roots, None, "", _trim(text, 0, len(text))[1])
    return tuple(writer.clauses)


def innermost(clauses: Sequence[Clause], start: int, end: int) -> Clause:
    """Return the innermost clause that holds ``start`` to ``end``.

    ``clauses`` are all those of one document, in reading order.

    Where none holds the whole range, it is the innermost one that holds its start.

    Raises:
        ValueError: No clause holds its start.
    """
    last = bisect_right(clauses, start, key=lambda clause: clause.start)
    for limit in (end, start + 1):
        # In reading order, the nearest one before that reaches far enough is innermost.
        for clause in reversed(clauses[:last]):
            if clause.end >= limit:
                return clause
    raise ValueError(f"no clause holds {start}:{end}")


class _Builder:
    """One walk over the labels of a text, keeping the path of open headings."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.labels = labels(text)
        self.roots: list[_Node] = []
        self.path: list[_Node] = []
        self.last: dict[Style, int] = {}
        self.inside: set[tuple[Style, Style]] = set()

    def build(self) -> list[_Node]:
        for index, label in enumerate(self.labels):
            if self._heads(index, label):
                self._place(index, label)
        return self.roots

    def _heads(self, index: int, label: Label) -> bool:
        """Tell whether the label continues its sequence, or starts one believably."""
        last = self.last.get(label.style)
        if last is not None and label.number == last + 1:
            return True
        if label.number == 1:
            return label.at_line_start or self._continues(index, label)
        if last is None:
            # An excerpt begins in the middle of the numbering.
            return label.style <= Style.PARENTHESES and (
                (label.spaced and not self.path)
                or label.at_line_start
                or self._continues(index, label)
            )
        # A heading in between is lost.
        return (
            label.number > last
            and label.at_line_start
            and label.number - last <= 10
            and not self._ahead(index, label.style, last + 1)
        )

    def _continues(self, index: int, label: Label) -> bool:
        return self._ahead(index, label.style, label.number + 1)

    def _ahead(self, index: int, style: Style, number: int) -> bool:
        """Tell whether ``number`` follows in ``style`` before that numbering starts again."""
        for later in self.labels[index + 1 : index + _LOOK_AHEAD]:
            if later.style is style:
                if later.number == number:
                    return True
                if later.number == 1:
                    return False
        return False

    def _place(self, index: int, label: Label) -> None:
        styles = [node.label.style for node in self.path]
        if label.style in styles:
            del self.path[styles.index(label.style) :]
        else:
            while self.path and not self._holds(index, self.path[-1].label, label.style):
                self.path.pop()
        parent = self.path[-1] if self.path else None
        node = _Node(label, parent)
        (parent.children if parent else self.roots).append(node)
        if parent:
            self.inside.add((label.style, parent.label.style))
        self.path.append(node)
        self.last[label.style] = label.number
        for style in Style:
            # A finer numbering may start again here, but need not.
            if (style, label.style) in self.inside:
                self.last.setdefault(style, 0)

    def _holds(self, index: int, outer: Label, style: Style) -> bool:
        if (style, outer.style) in self.inside:
            return True
        if (outer.style, style) in self.inside:
            return False
        if outer.style < style:
            return True
        # Against the usual order, when the outer numbering goes on after this one began.
        return style not in self.last and self._ahead(index, outer.style, outer.number + 1)


class _Writer:
    """Writes nodes down as clauses, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.clauses: list[Clause] = []
        self.taken: Counter[str] = Counter()

    def preamble(self, start: int, end: int) -> None:
        self._add(ClauseKind.PREAMBLE, None, "0", "", Heading("", start), start, end)

    def siblings(
        self, nodes: Sequence[_Node], parent: Clause | None, numbers: str, end: int
    ) -> None:
        """Write ``nodes`` and what is in them; the last one ends at ``end``."""
        text = self.document.text
        ends = [node.label.start for node in nodes[1:]]
        ends.append(_list_end(text, nodes, end) if parent else end)
        extents = [_trim(text, n.label.start, e) for n, e in zip(nodes, ends, strict=False)]
        headings = [
            read_heading(text, n.label, n.children[0].label.start if n.children else e, e)
            for n, (_, e) in zip(nodes, extents, strict=True)
        ]
        # One sentence among siblings without headings is none either.
        if sum(bool(heading.title) for heading in headings) * 2 < len(nodes):
            headings = [
                Heading("", skip_space(text, node.label.end, e)) if heading.run_in else heading
                for node, (_, e), heading in zip(nodes, extents, headings, strict=True)
            ]
        for node, (start, stop), heading in zip(nodes, extents, headings, strict=True):
            own = f"{numbers}.{node.label.number}" if parent else str(node.label.number)
            label = text[node.label.start : node.label.end]
            clause = self._add(_kind(node), parent, own, label, heading, start, stop)
            if node.children:
                self.siblings(node.children, clause, own, stop)

    def _add(
        self,
        kind: ClauseKind,
        parent: Clause | None,
        numbers: str,
        label: str,
        heading: Heading,
        start: int,
        end: int,
    ) -> Clause:
        name = f"{self.document.id}-{numbers}"
        self.taken[name] += 1
        clause = Clause(
            id=name if self.taken[name] == 1 else f"{name}_{self.taken[name]}",
            document_id=self.document.id,
            parent_id=parent.id if parent else None,
            kind=kind,
            label=label,
            path=(parent.path if parent else "") + label,
            title=heading.title,
            start=start,
            end=end,
            body_start=heading.body_start,
            ordinal=len(self.clauses),
        )
        self.clauses.append(clause)
        return clause


def _list_end(text: str, nodes: Sequence[_Node], end: int) -> int:
    """Return where the last of ``nodes`` ends when its parent's words go on after them.

    In a list of items of one line each, the lines after the last item are the parent's.
    """
    last = nodes[-1]
    line_end = text.find("\n", last.label.start, end)
    listed = (
        len(nodes) > 1
        and line_end > 0
        and text[line_end - 1] in "。；;"
        and all(_kind(node) is ClauseKind.ITEM and not node.children for node in nodes)
        and all(
            "\n" not in text[a.label.start : b.label.start].rstrip() for a, b in pairwise(nodes)
        )
    )
    return line_end if listed else end


def _kind(node: _Node) -> ClauseKind:
    kind = _KINDS.get(node.label.style, ClauseKind.ITEM)
    ancestor = node.parent
    while kind is ClauseKind.CLAUSE and ancestor:
        if ancestor.label.style >= Style.ARTICLE:
            return ClauseKind.ITEM
        ancestor = ancestor.parent
    return kind


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    start = skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
