"""Search: the passages nearest to some words."""

from __future__ import annotations

from typing import Final

from rag.assistants.tool import Made, Tool
from rag.citing import permalink
from rag.schemas import Language
from rag.web.desk import Desk
from rag.web.models import SearchRequest, SearchResult
from rag.wording import say


async def _run(desk: Desk, asked: SearchRequest, language: Language) -> Made:
    hits = await desk.asking.search(asked.query, asked.k, asked.filters)
    base = desk.settings.public_url
    shown = "\n\n".join(
        say(
            "assistants.passage",
            language,
            n=n,
            place=" ".join(filter(None, (hit.title, hit.clause_path))),
            clause=hit.clause_id,
            link=permalink(base, hit.document_id, hit.clause_id, hit.start, hit.end),
            text=hit.text,
        )
        for n, hit in enumerate(hits, 1)
    )
    return Made(SearchResult(hits=hits), shown or say("assistants.nothing", language))


TOOL: Final = Tool("search", "search", SearchRequest, SearchResult, _run)
