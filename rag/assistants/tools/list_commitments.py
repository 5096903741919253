"""List commitments: rows of the ledger, and how many there are."""

from __future__ import annotations

import asyncio
from typing import Final

from rag.assistants.tool import Made, Tool
from rag.exports import Ledger, LedgerFilters, LedgerResult, deadline_words, figure_words
from rag.schemas import Language
from rag.web.desk import Desk
from rag.wording import say

_ROWS: Final = 200


async def _run(desk: Desk, asked: LedgerFilters, language: Language) -> Made:
    books = desk.engine.library
    ledger = Ledger(desk.engine.catalog, books.summaries, books.gazetteer)
    found = await asyncio.to_thread(ledger.read, asked, desk.settings.public_url, _ROWS)
    lines = [
        say(
            "assistants.commitment",
            language,
            n=n,
            quote=row.quote,
            place=" ".join(filter(None, (row.title, row.clause_path))),
            facts=" ".join(filter(None, (figure_words(row, language), deadline_words(row)))),
            link=row.permalink,
        )
        for n, row in enumerate(found.commitments, asked.offset + 1)
    ]
    shown = len(found.commitments)
    extent = "export.shown" if shown == found.total else "export.cut"
    return Made(found, "\n".join((*lines, say(extent, language, shown=shown, total=found.total))))


TOOL: Final = Tool("list_commitments", "ledger", LedgerFilters, LedgerResult, _run)
