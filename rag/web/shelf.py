"""The page that lists the documents on file. It needs no script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from rag.schemas import Language
from rag.standing import standing, today
from rag.web.desk import AtDesk
from rag.web.pages import PAGE_HEADERS, TAGS, speaker, templates

router = APIRouter(tags=["reader"])


# The page is for people; what it holds is described for programs at /api/documents.
@router.get("/documents", response_class=HTMLResponse, include_in_schema=False)
def shelf(
    request: Request,
    desk: AtDesk,
    lang: Annotated[str, Query(description="`en` for English labels.")] = "",
) -> HTMLResponse:
    """List every document: by area, then by title."""
    language: Language = "en" if lang == "en" else "zh"
    request.state.language = language
    summaries = sorted(
        desk.engine.library.summaries.values(),
        key=lambda one: (one.meta.region is None, one.meta.region or "", one.meta.title, one.id),
    )
    now = today()
    page = templates.get_template("documents.html").render(
        language=language,
        tag=TAGS[language],
        t=speaker(language),
        documents=[(one, standing(one.meta, now)) for one in summaries],
        other_language="?lang=zh" if language == "en" else "?lang=en",
    )
    return HTMLResponse(page, headers=PAGE_HEADERS)
