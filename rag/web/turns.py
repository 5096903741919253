"""Renders a conversation as HTML for the front end; everything in it is escaped.

The words of documents and of people only ever enter a page through the
auto-escaping templates beside this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from rag.exports import as_text, comparator_words, number_words
from rag.schemas import Answer, AskEvent, DocumentSummary, Language, Status, Turn
from rag.web.answer_parts import blocks_of
from rag.web.pages import render
from rag.web.samples import samples_of
from rag.web.scope import choices_of
from rag.wording import keys, say

STAGES: Final = ("understand", "retrieve", "compose", "verify")
REASONS: Final = ("wrong", "partial", "beside", "unclear")
REFUSAL_REASONS: Final = ("missing", "beside", "unclear")
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9 -]{2,}")
_HISTORY_TURNS: Final = 20
_HISTORY_CHARS: Final = 8000

_REFUSALS: Final = frozenset(
    {Status.REFUSED_NO_BASIS, Status.REFUSED_OUT_OF_SCOPE, Status.REFUSED_UNSAFE}
)


@dataclass(frozen=True)
class Exchange:
    """One question of a conversation, and how far its answer has come.

    Attributes:
        question: As typed.
        stage: The step the engine is in; empty once there are words, or all is done.
        words: The answer's words so far.
        answer: The whole answer, once there is one.
        fault: What went wrong, in words for the person.
    """

    question: str
    stage: str = ""
    words: str = ""
    answer: Answer | None = None
    fault: str = ""

    @property
    def is_open(self) -> bool:
        """Whether more is still to come."""
        return self.answer is None and not self.fault

    def grown(self, event: AskEvent) -> Exchange:
        """Return the exchange after one more event of its stream."""
        if event.name == "stage":
            return replace(self, stage=str(event.data["stage"]))
        if event.name == "token":
            return replace(self, words=self.words + str(event.data["text"]))
        if event.name == "answer":
            return replace(self, answer=Answer.model_validate(event.data))
        if event.name == "error":
            return replace(self, fault=str(event.data["detail"]))
        return self

    @property
    def is_refusal(self) -> bool:
        """Whether the answer is a refusal."""
        return self.answer is not None and self.answer.status in _REFUSALS


Exchanges = tuple[Exchange, ...]


def history_of(exchanges: Exchanges) -> tuple[Turn, ...]:
    """Return what was said so far, as the engine takes it."""
    turns: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns.append(Turn(role="user", content=exchange.question[:_HISTORY_CHARS]))
            turns.append(Turn(role="assistant", content=exchange.answer.answer[:_HISTORY_CHARS]))
    return tuple(turns[-_HISTORY_TURNS:])


def render_earlier(exchanges: Exchanges, language: Language, handoff: str, base: str) -> str:
    """Return the exchanges before the newest as HTML, the oldest first.

    ``handoff`` is whom to call for help from a person, and ``base`` the address that
    links in a copied answer begin with.
    """
    return _render(exchanges, 1, "earlier", language, handoff, base)


def render_newest(
    exchange: Exchange | None, place: int, language: Language, handoff: str, base: str
) -> str:
    """Return the newest exchange as HTML; ``place`` counts from 1."""
    newest = (exchange,) if exchange else ()
    return _render(newest, place, "conversation", language, handoff, base)


def _render(
    exchanges: Exchanges, first: int, name: str, language: Language, handoff: str, base: str
) -> str:
    def stage_words(stage: str) -> str:
        key = f"front.stage.{stage}"
        return say(key if key in keys() else "front.stage", language)

    return render(
        "conversation.html",
        language,
        name=name,
        exchanges=exchanges,
        first=first,
        stages=STAGES,
        stage_words=stage_words,
        blocks_of=blocks_of,
        compared=lambda row: "" if row.comparator == "=" else comparator_words(row, language),
        number=number_words,
        copied=lambda answer: as_text(answer, language, base),
        reasons=_reasons_for,
        handoff=handoff,
        # a phone dials it at a touch
        telephone=handoff if _TELEPHONE.fullmatch(handoff) else "",
    )


def _reasons_for(exchange: Exchange) -> tuple[str, ...]:
    """Return what may be wrong with an answer, by the names that feedback gives it."""
    return REFUSAL_REASONS if exchange.is_refusal else REASONS


def render_opening(documents: tuple[DocumentSummary, ...], language: Language) -> str:
    """Return what stands where no question has been asked yet, as HTML."""
    return render(
        "opening.html", language, documents=documents, samples=samples_of(documents, language)
    )


def render_scope(documents: tuple[DocumentSummary, ...], language: Language, seconds: float) -> str:
    """Return what questions may be confined to, and what is said when the line breaks.

    Args:
        documents: Those on file.
        language: Of the page.
        seconds: Longest time an answer may take.
    """
    return render("scope.html", language, choices=choices_of(documents, language), seconds=seconds)


def render_masthead(language: Language) -> str:
    """Return the head of the front end, as HTML."""
    return render("masthead.html", language)


def render_note(language: Language) -> str:
    """Return the note at the foot of the front end, as HTML."""
    return render("note.html", language)
