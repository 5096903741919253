"""Two documents compared: for programs as JSON, for people as a page that needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from rag.citing import clause_link, permalink
from rag.differences import Side, compare_documents
from rag.exports import deadline_words, figure_words
from rag.index.terms import bigrams
from rag.schemas import (
    ClauseDiff,
    DiffSide,
    DocumentDiff,
    DocumentSummary,
    Language,
)
from rag.text import fold
from rag.web.desk import AtDesk, Desk
from rag.web.headers import visitor_of
from rag.web.library import document_or_refuse
from rag.web.pages import PageLanguage, show

router = APIRouter(tags=["library"])

_ROWS: Final = 400
"""Most clauses whose words are shown on one page; the JSON holds all of them."""
_CHARACTERS: Final = 400_000
"""The same in characters."""
_CHOICES: Final = 100
"""Most documents offered to compare one with, the most like it in title first."""


class Shown(NamedTuple):
    """The differences as the page shows them.

    Attributes:
        differing: The clauses whose words are shown.
        alike: The clauses that are the same, or the same under another number.
        left_out: How many clauses differ and are too many to be shown.
    """

    differing: tuple[ClauseDiff, ...]
    alike: tuple[ClauseDiff, ...]
    left_out: int


@router.get("/api/documents/{document_id}/diff/{other}", summary="Compare two documents")
def diff(request: Request, document_id: str, other: str, desk: AtDesk) -> DocumentDiff:
    """Return what tells two documents apart, clause by clause and target by target."""
    return compare_documents(*_sides(request, document_id, other, desk))


@router.get(
    "/documents/{document_id}/diff/{other}",
    response_class=HTMLResponse,
    include_in_schema=False,
)
def page(
    request: Request, document_id: str, other: str, desk: AtDesk, language: PageLanguage
) -> HTMLResponse:
    """Show what tells two documents apart."""
    sides = _sides(request, document_id, other, desk)
    found = compare_documents(*sides)
    return show(
        "diff.html",
        language,
        found=found,
        metas=[side.document.meta for side in sides],
        shown=shown_of(found),
        link=lambda side, holder: _link(side, holder, language),
        row_link=lambda row: permalink(None, row.document_id, row.clause_id, row.start, row.end),
        figure=lambda row: figure_words(row, language),
        deadline=deadline_words,
        turned=f"/documents/{found.right.id}/diff/{found.left.id}",
        suffix="?lang=en" if language == "en" else "",
    )


@router.get("/documents/{document_id}/diff", response_class=HTMLResponse, include_in_schema=False)
def choices(document_id: str, desk: AtDesk, language: PageLanguage) -> HTMLResponse:
    """Offer what a document can be compared with, the most like it in title first."""
    document = document_or_refuse(desk, document_id)
    others = nearest_titles(
        document.meta.title,
        [s for s in desk.engine.library.summaries.values() if s.id != document_id],
    )
    return show(
        "diff_choices.html",
        language,
        document=document,
        others=others,
        suffix="?lang=en" if language == "en" else "",
    )


def nearest_titles(title: str, others: Sequence[DocumentSummary]) -> tuple[DocumentSummary, ...]:
    """Return the documents whose titles share most with ``title``, as many as are offered."""
    own = set(bigrams(fold(title)))

    def rank(summary: DocumentSummary) -> tuple[float, str]:
        theirs = set(bigrams(fold(summary.meta.title)))
        return -len(own & theirs) / max(1, len(own | theirs)), summary.source

    return tuple(sorted(others, key=rank)[:_CHOICES])


def shown_of(found: DocumentDiff) -> Shown:
    """Divide the clauses into those shown with their words, those alike, and those left out."""
    differing = [row for row in found.clauses if row.kind not in ("same", "moved")]
    kept: list[ClauseDiff] = []
    characters = 0
    for row in differing[:_ROWS]:
        characters += sum(len(piece.text) for piece in row.pieces)
        if kept and characters > _CHARACTERS:
            break
        kept.append(row)
    alike = tuple(row for row in found.clauses if row.kind in ("same", "moved"))
    return Shown(tuple(kept), alike, len(differing) - len(kept))


def _sides(request: Request, document_id: str, other: str, desk: Desk) -> tuple[Side, Side]:
    desk.limit.check(visitor_of(request.client.host if request.client else None), "diff")
    return _side(desk, document_id), _side(desk, other)


def _side(desk: Desk, name: str) -> Side:
    document = document_or_refuse(desk, name)
    catalog = desk.engine.catalog
    rows = sorted(catalog.commitments_of(name), key=lambda row: (row.start, row.end, row.id))
    return Side(document, catalog.clauses(name), tuple(rows))


def _link(side: DiffSide, holder: str, language: Language) -> str:
    link = clause_link(None, holder, side.clause_id)
    return link.replace("#", "?lang=en#") if language == "en" else link
