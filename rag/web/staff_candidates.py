"""The clauses that staff choose from when they say what would have been right."""

from __future__ import annotations

from typing import Final, NamedTuple

from rag.citing import permalink
from rag.errors import QuestionError
from rag.schemas import AskedQuestion, Clause
from rag.web.desk import Desk

_FOUND: Final = 8
_MOST: Final = 10
_CHARS: Final = 600


class Candidate(NamedTuple):
    """A clause that may answer, with the words of it that look likeliest."""

    clause_id: str
    title: str
    path: str
    heading: str
    quote: str
    permalink: str
    cited: bool


def candidates(desk: Desk, asked: AskedQuestion, find: str) -> list[Candidate]:
    """Return the clauses found for ``find``, or else for the question, and those it named."""
    engine = desk.engine
    found: dict[str, Candidate] = {}
    try:
        hits = engine.search(find or asked.question, _FOUND)
    except QuestionError:
        hits = ()
    for hit in hits:
        clause = engine.catalog.clause(hit.clause_id)
        if clause is not None and clause.id not in found:
            found[clause.id] = _candidate(desk, asked, clause, hit.start, hit.end)
    named = [name for name in (*asked.cited, *asked.near) if name not in found]
    for name in named:
        clause = engine.catalog.clause(name)
        if clause is not None:
            end = min(clause.end, clause.body_start + _CHARS)
            found[name] = _candidate(desk, asked, clause, clause.body_start, end)
    return sorted(found.values(), key=lambda one: not one.cited)[:_MOST]


def _candidate(desk: Desk, asked: AskedQuestion, clause: Clause, start: int, end: int) -> Candidate:
    library = desk.engine.library
    words = library.document(clause.document_id).text[start:end]
    return Candidate(
        clause_id=clause.id,
        title=library.summaries[clause.document_id].meta.title,
        path=clause.path,
        heading=clause.title,
        quote=words.strip(),
        permalink=permalink(None, clause.document_id, clause.id, start, end),
        cited=clause.id in asked.cited,
    )
