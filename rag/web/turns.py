"""Renders a conversation as HTML for the front end; everything in it is escaped.

The words of documents and of people only ever enter a page through the
auto-escaping templates beside this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from rag.schemas import Answer, AskEvent, Citation, DocumentSummary, Language, Status, Turn
from rag.web.pages import TAGS, speaker, templates
from rag.wording import keys, say

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")
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


@dataclass(frozen=True)
class Part:
    """A run of an answer's words, or the marker of one of its citations."""

    text: str
    marker: int | None = None


def parts_of(answer: str, citations: tuple[Citation, ...]) -> tuple[Part, ...]:
    """Split an answer at the markers that stand for one of its citations."""
    known = {citation.marker for citation in citations}
    parts: list[Part] = []
    done = 0
    for found in _MARKER.finditer(answer):
        marker = int(found.group(1))
        if marker in known:
            parts += [Part(answer[done : found.start()]), Part(found.group(), marker)]
            done = found.end()
    parts.append(Part(answer[done:]))
    return tuple(part for part in parts if part.text)


def history_of(exchanges: tuple[Exchange, ...]) -> tuple[Turn, ...]:
    """Return what was said so far, as the engine takes it."""
    turns: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns.append(Turn(role="user", content=exchange.question[:_HISTORY_CHARS]))
            turns.append(Turn(role="assistant", content=exchange.answer.answer[:_HISTORY_CHARS]))
    return tuple(turns[-_HISTORY_TURNS:])


def render_conversation(exchanges: tuple[Exchange, ...], language: Language, handoff: str) -> str:
    """Return the conversation as HTML, the newest exchange last."""

    def stage_words(stage: str) -> str:
        key = f"front.stage.{stage}"
        return say(key if key in keys() else "front.stage", language)

    return templates.get_template("conversation.html").render(
        exchanges=exchanges,
        t=speaker(language),
        tag=TAGS[language],
        stage_words=stage_words,
        parts_of=parts_of,
        handoff=handoff,
    )


def render_opening(documents: tuple[DocumentSummary, ...], language: Language) -> str:
    """Return what stands where no question has been asked yet, as HTML."""
    return templates.get_template("opening.html").render(
        documents=documents, t=speaker(language), tag=TAGS[language], language=language
    )


def render_masthead(language: Language) -> str:
    """Return the head of the front end, as HTML."""
    return templates.get_template("masthead.html").render(
        t=speaker(language), tag=TAGS[language], language=language
    )


def render_label(words: str, language: Language) -> str:
    """Return the label of a row of buttons, as HTML."""
    return templates.get_template("label.html").render(words=words, tag=TAGS[language])


def render_note(language: Language) -> str:
    """Return the note at the foot of the front end, as HTML."""
    return templates.get_template("note.html").render(t=speaker(language), tag=TAGS[language])
