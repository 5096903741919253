"""The reader page: one whole document, its clauses, and the words that were cited.

It needs no script. A citation links to ``/documents/{id}?start=..&end=..#{clause_id}``;
the range is marked, and the anchor of its clause moves to the mark, so that the
browser shows the quote itself and not the beginning of a long clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from rag.exports import MOST_ROWS, deadline_words, figure_words
from rag.schemas import Clause, ClauseKind, Commitment, Document, LedgerQuery, Span
from rag.web.desk import AtDesk
from rag.web.library import document_or_refuse
from rag.web.pages import PageLanguage, show

router = APIRouter(tags=["reader"])

_DEEPEST_HEADING: Final = 6
_HASH: Final = 64
_FIRST_HEADING: Final = 2


@dataclass(frozen=True)
class Words:
    """A run of the stored text that is marked throughout, or not at all.

    ``anchor`` is the id to be set before it; only the first marked run has one.
    """

    text: str
    marked: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the stored text, its line end included."""

    words: tuple[Words, ...]
    is_title: bool = False


@dataclass(frozen=True)
class Section:
    """A clause as the page shows it.

    Attributes:
        anchor: Id of the section; empty where it has moved to the quote.
        heading_anchor: Id of its heading.
        level: Level of the heading, 2 to 6.
        heading: The heading as printed; empty for a preamble.
        parts: Its lines and the sections inside it, in reading order.
        commitments: The rows of the ledger that its own words give.
    """

    clause: Clause
    anchor: str
    heading_anchor: str
    level: int
    heading: tuple[Words, ...]
    parts: tuple[Line | Section, ...]
    commitments: tuple[Commitment, ...]

    @property
    def target(self) -> str:
        """Id that the table of clauses links to."""
        return self.anchor or self.heading_anchor

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections inside it that the table of clauses lists."""
        return tuple(part for part in self.parts if isinstance(part, Section))


class _Page:
    """Lays out one document; together its words are the stored text, unchanged."""

    def __init__(
        self,
        document: Document,
        clauses: tuple[Clause, ...],
        commitments: tuple[Commitment, ...],
        quote: Span | None,
    ) -> None:
        self._commitments: dict[str, list[Commitment]] = {}
        for row in commitments:
            self._commitments.setdefault(row.clause_id, []).append(row)
        self._text = document.text
        self._title = "".join(document.meta.title.split())
        self._quote = quote
        self._children: dict[str | None, list[Clause]] = {}
        for clause in clauses:
            self._children.setdefault(clause.parent_id, []).append(clause)
        holders = [c for c in clauses if quote and c.start <= quote.start < c.end]
        self._quoted = max(holders, key=lambda clause: clause.start, default=None)

    def parts(self) -> tuple[Line | Section, ...]:
        """Return the whole document in reading order."""
        return self._inside(None, 0, len(self._text), _FIRST_HEADING)

    def _inside(
        self, parent_id: str | None, start: int, end: int, level: int
    ) -> tuple[Line | Section, ...]:
        parts: list[Line | Section] = []
        for clause in self._children.get(parent_id, ()):
            parts += self._lines(start, clause.start, is_head=parent_id is None)
            parts.append(self._section(clause, level))
            start = clause.end
        parts += self._lines(start, end, is_head=parent_id is None)
        return tuple(parts)

    def _section(self, clause: Clause, level: int) -> Section:
        quoted = self._quoted is not None and clause.id == self._quoted.id
        if clause.kind is ClauseKind.PREAMBLE:
            parts: tuple[Line | Section, ...] = self._lines(
                clause.body_start, clause.end, is_head=True
            )
        else:
            parts = self._inside(
                clause.id, clause.body_start, clause.end, min(level + 1, _DEEPEST_HEADING)
            )
        return Section(
            clause=clause,
            anchor="" if quoted else clause.id,
            heading_anchor=f"heading-{clause.id}",
            level=level,
            heading=self._words(clause.start, clause.body_start),
            parts=parts,
            commitments=tuple(self._commitments.get(clause.id, ())),
        )

    def _lines(self, start: int, end: int, *, is_head: bool) -> tuple[Line, ...]:
        lines: list[Line] = []
        while start < end:
            stop = self._text.find("\n", start, end) + 1 or end
            printed = "".join(self._text[start:stop].split())
            above = not lines or lines[-1].is_title
            is_title = is_head and above and _is_title(printed, self._title)
            lines.append(Line(self._words(start, stop), is_title))
            start = stop
        return tuple(lines)

    def _words(self, start: int, end: int) -> tuple[Words, ...]:
        if self._quote is None:
            return (Words(self._text[start:end]),) if start < end else ()
        first = min(max(self._quote.start, start), end)
        last = min(max(self._quote.end, start), end)
        begins = start <= self._quote.start < end
        anchor = self._quoted.id if begins and self._quoted else ""
        runs = (
            Words(self._text[start:first]),
            Words(self._text[first:last], marked=True, anchor=anchor),
            Words(self._text[last:end]),
        )
        return tuple(run for run in runs if run.text)


def _is_title(printed: str, title: str) -> bool:
    """Tell whether a line at the head is a part of the title, or the remark in brackets below."""
    in_brackets = printed[:1] in ("(", "（") and printed[-1:] in (")", "）")
    return printed != "" and (printed in title or in_brackets)


@router.get("/documents/{document_id}", response_class=HTMLResponse, summary="Read a document")
def read(
    document_id: str,
    desk: AtDesk,
    language: PageLanguage,
    start: Annotated[str, Query(description="First character of the quote.")] = "",
    end: Annotated[str, Query(description="Character after the quote.")] = "",
    version: Annotated[str, Query(description="Hash of the text that was quoted.")] = "",
) -> HTMLResponse:
    """Show a whole document with its clauses; mark the words from `start` to `end`.

    Where the text is no longer the `version` that was quoted, nothing is marked, and the page
    says so.
    """
    document = document_or_refuse(desk, document_id)
    asked = bool(start or end)
    changed = bool(version) and not document.content_hash.startswith(version.lower())
    quote = None if changed else _range(start, end, len(document.text))
    others = desk.engine.library.versions.get(document_id, ())
    summaries = desk.engine.library.summaries
    catalog = desk.engine.catalog
    rows = catalog.commitments(LedgerQuery(document_ids=(document_id,), limit=MOST_ROWS)).rows
    page = _Page(document, catalog.clauses(document_id), rows, quote)
    place = {"start": start, "end": end} if quote else {}
    place |= {"version": version[:_HASH]} if version else {}
    return show(
        "reader.html",
        language,
        document=document,
        meta=document.meta,
        versions=[summaries[name] for name in others if name in summaries],
        parts=page.parts(),
        figure=lambda row: figure_words(row, language),
        deadline=deadline_words,
        lost=asked and quote is None and not changed,
        changed=changed,
        quoted=quote is not None,
        quote_page=document.page_at(quote.start) if quote else None,
        other_language="?" + urlencode({**place, "lang": "zh" if language == "en" else "en"}),
    )


def _range(start: str, end: str, length: int) -> Span | None:
    """Return the range asked for where it lies inside the text."""
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    if max(len(start), len(end)) > len(str(length)):
        return None
    span = Span(start=int(start), end=int(end))
    return span if span.start < span.end <= length else None
