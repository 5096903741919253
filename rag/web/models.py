"""Bodies of the HTTP routes that are not records of the stages."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rag.schemas import (
    Clause,
    ComposerChoice,
    DocumentMeta,
    DocumentSummary,
    Filters,
    Hit,
    Question,
    Readiness,
    Record,
    Turn,
)

# the longest question is a setting and is checked by the engine; 500 is its default
QuestionText = Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": 500})]


def _dates_as_text(value: object) -> object:
    """Refuse a number for a date, which would be taken as seconds since 1970."""
    if isinstance(value, dict) and not isinstance(value.get("as_of"), str | date | None):
        raise PydanticCustomError("date_type", "a date is a text")
    return value


FiltersBody = Annotated[Filters, BeforeValidator(_dates_as_text)]


class AskRequest(Record):
    """A question with what was said before it."""

    question: QuestionText
    history: tuple[Turn, ...] = Field((), max_length=20)
    composer: ComposerChoice = "auto"
    language: Literal["auto", "zh", "en"] = "auto"
    filters: FiltersBody = Filters()

    def to_question(self) -> Question:
        """Return the record the engine takes."""
        return Question(
            text=self.question,
            history=self.history,
            composer=self.composer,
            language=self.language,
            filters=self.filters,
        )


class SearchRequest(Record):
    """Words to search for."""

    query: QuestionText
    k: int = Field(10, ge=1, le=50)
    filters: FiltersBody = Filters()


class SearchResult(Record):
    """Passages found, best first."""

    hits: tuple[Hit, ...]


class DocumentList(Record):
    """Every document in the catalog."""

    documents: tuple[DocumentSummary, ...]


class ClauseNode(Clause):
    """A clause and the clauses inside it, in reading order."""

    clauses: tuple[ClauseNode, ...]


class ClauseTree(Record):
    """The clauses of one document as a tree."""

    document_id: str
    clauses: tuple[ClauseNode, ...]


class ClauseFull(Clause):
    """One clause with its words and what is known of its document.

    ``text`` is the document's stored text from ``start`` to ``end``.
    """

    text: str
    source: str
    meta: DocumentMeta
    permalink: str


class NotReady(Readiness):
    """Why questions cannot be answered now, as a problem document."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str


def tree_of(document_id: str, clauses: tuple[Clause, ...]) -> ClauseTree:
    """Nest the clauses of one document, keeping their reading order."""
    children: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent_id, []).append(clause)

    def nest(parent_id: str | None) -> tuple[ClauseNode, ...]:
        return tuple(
            ClauseNode(**clause.model_dump(), clauses=nest(clause.id))
            for clause in children.get(parent_id, ())
        )

    return ClauseTree(document_id=document_id, clauses=nest(None))
