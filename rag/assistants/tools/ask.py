"""Ask: an answer with the clauses that prove it."""

from __future__ import annotations

from typing import Final

from rag.assistants.tool import Made, Tool
from rag.schemas import Answer, Language
from rag.web.compatible.footnotes import footnotes
from rag.web.desk import Desk
from rag.web.models import AskRequest


async def _run(desk: Desk, asked: AskRequest, _: Language) -> Made:
    answer = await desk.asking.answer(asked.to_question())
    return Made(answer, answer.answer + footnotes(answer))


TOOL: Final = Tool("ask", "ask", AskRequest, Answer, _run)
