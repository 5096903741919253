"""The catalog's passages as the lexical index takes them in; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rag.catalog import Content
from rag.index import terms
from rag.index.lexical import Entry
from rag.schemas import Clause, Passage
from rag.text import fold


def entries(contents: Iterable[Content]) -> Iterator[Entry]:
    """Yield one entry for each passage of ``contents``."""
    for content in contents:
        clauses = {clause.id: clause for clause in content.clauses}
        for passage in content.passages:
            body = fold(_body(passage))
            titles = _titles(passage.clause_id, clauses)
            head = fold("\n".join((content.meta.title, *titles, passage.topic or "")))
            yield Entry(
                passage_id=passage.id,
                document_id=passage.document_id,
                bigrams=terms.bigrams(body),
                words=terms.words(body),
                head=terms.bigrams(head),
            )


def _body(passage: Passage) -> str:
    """Return the passage's words, and its topic's where the topic stands further up."""
    if passage.topic and passage.topic not in passage.text:
        return f"{passage.topic}\n{passage.text}"
    return passage.text


def _titles(clause_id: str, clauses: Mapping[str, Clause]) -> list[str]:
    """Return the titles from the outermost clause to the one named."""
    titles: list[str] = []
    clause = clauses.get(clause_id)
    while clause is not None:
        titles.insert(0, clause.title)
        clause = clauses.get(clause.parent_id or "")
    return titles
