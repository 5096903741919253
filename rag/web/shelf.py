"""The page that lists the documents on file. It needs no script."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from rag.web.desk import AtDesk
from rag.web.pages import PageLanguage, show

router = APIRouter(tags=["reader"])


# The page is for people; what it holds is described for programs at /api/documents.
@router.get("/documents", response_class=HTMLResponse, include_in_schema=False)
def shelf(desk: AtDesk, language: PageLanguage) -> HTMLResponse:
    """List every document: by area, then by title."""
    summaries = sorted(
        desk.engine.library.summaries.values(),
        key=lambda one: (one.meta.region is None, one.meta.region or "", one.meta.title, one.id),
    )
    return show("documents.html", language, documents=summaries)
