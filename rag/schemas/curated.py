"""Answers that staff have chosen, and cases for the evaluation that staff have written."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from rag.schemas.record import Record


class Pick(Record):
    """Words that staff chose: a clause, and what of it; an empty quote stands for all of it."""

    clause_id: str = Field(min_length=1, max_length=200)
    quote: str = Field("", max_length=4000)


class CuratedQuote(Record):
    """Words of one version of a document, which ``content_hash`` names."""

    document_id: str
    content_hash: str
    clause_id: str
    start: int
    end: int
    quote: str


class Curated(Record):
    """An answer of quotes that staff pinned to questions in so many words.

    It holds as long as every document it quotes is there in the version it quotes.
    """

    id: str
    created_at: datetime
    wordings: tuple[str, ...]
    quotes: tuple[CuratedQuote, ...]


class GoldPlace(Record):
    """A clause that answers: the document's short name and the clause's path."""

    doc: str
    clause: str


class InboxCase(Record):
    """One line of the inbox, in the shape of the evaluation's question sets.

    Attributes:
        must_contain: Strings that all must stand in the answer.
        must_not_contain: Strings that must not.
    """

    id: str
    category: str = "inbox"
    lang: str
    question: str
    answerable: bool
    doc: tuple[str, ...]
    clauses: tuple[GoldPlace, ...]
    clauses_mode: Literal["all", "any"] = "any"
    gold_quotes: tuple[str, ...]
    gold_answer: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...] = ()
