"""Read one clause: its words in full, and where they stand."""

from __future__ import annotations

import asyncio
from typing import Final

from pydantic import Field

from rag.assistants.tool import Made, Tool
from rag.schemas import Language, Record
from rag.web import library
from rag.web.desk import Desk
from rag.web.models import ClauseFull


class ClauseAsked(Record):
    """Which clause is wanted."""

    clause_id: str = Field(
        min_length=1, max_length=200, description="As in a citation, a passage or a commitment."
    )


async def _run(desk: Desk, asked: ClauseAsked, _: Language) -> Made:
    clause = await asyncio.to_thread(library.clause, asked.clause_id, desk)
    place = " ".join(filter(None, (clause.meta.title, clause.path)))
    return Made(clause, f"{place}\n{clause.permalink}\n\n{clause.text}")


TOOL: Final = Tool("read_clause", "search", ClauseAsked, ClauseFull, _run)
