"""What a language model is shown of the documents, under numbers instead of addresses; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.compose.sentences import without_markers
from rag.library import Library
from rag.llm import Message
from rag.schemas import Evidence, Hit, Intent, Language, Part
from rag.text import fold
from rag.understand.safety import is_injection
from rag.wording import say


class Shown(NamedTuple):
    """One passage that the model may cite.

    Attributes:
        evidence: The whole passage, as it would be quoted.
        part, hit: For which part of the question it was found.
    """

    evidence: Evidence
    part: Part
    hit: Hit


def choose(groups: Sequence[tuple[Part, Sequence[Hit]]], most: int) -> list[Shown]:
    """Return the passages to show, the best of each part of the question first.

    A passage that gives orders to machines is left out: whatever it is, it is no clause
    that a model should read.
    """
    width = max((len(hits) for _, hits in groups), default=0)
    shown: dict[str, Shown] = {}
    for rank in range(width):
        for part, hits in groups:
            if rank < len(hits) and not is_injection(fold(hits[rank].text)):
                shown.setdefault(hits[rank].passage.id, _shown(hits[rank], part))
    return list(shown.values())[:most]


def _shown(hit: Hit, part: Part) -> Shown:
    evidence = Evidence(
        document_id=hit.document_id,
        clause_id=hit.clause_id,
        topic=hit.passage.topic,
        start=hit.start,
        end=hit.end,
        quote=hit.text,
    )
    return Shown(evidence, part, hit)


def prompt(intent: Intent, clauses: Sequence[Shown], library: Library) -> list[Message]:
    """Return the prompt for an answer from ``clauses``, which are numbered from 1."""
    words = say(
        "prompt.question",
        intent.language,
        clauses=listed(clauses, library, intent.language),
        question=without_markers(intent.text),
    )
    return [*_opening(intent.language), Message("user", words)]


def prompt_again(
    intent: Intent, clauses: Sequence[Shown], library: Library, sentence: str
) -> list[Message]:
    """Return the prompt for one sentence in place of one that ``clauses`` do not prove."""
    words = say(
        "prompt.repair",
        intent.language,
        clauses=listed(clauses, library, intent.language),
        question=without_markers(intent.text),
        sentence=without_markers(sentence),
    )
    return [*_opening(intent.language), Message("user", words)]


def _opening(language: Language) -> list[Message]:
    """Return the rules and one turn in their form."""
    return [
        Message("system", say("prompt.answer", language)),
        Message("user", say("prompt.sample.question", language)),
        Message("assistant", say("prompt.sample.answer", language)),
    ]


def listed(clauses: Sequence[Shown], library: Library, language: Language) -> str:
    """Return the clauses as the model reads them."""
    return "\n\n".join(
        _line(marker, shown, library, language) for marker, shown in enumerate(clauses, 1)
    )


def _line(marker: int, shown: Shown, library: Library, language: Language) -> str:
    evidence = shown.evidence
    meta = library.summaries[evidence.document_id].meta
    clause = library.clause_at(evidence.document_id, evidence.start, evidence.end)
    path = " ".join(word for word in (clause.path, clause.title, evidence.topic) if word)
    return say(
        "prompt.clause",
        language,
        marker=marker,
        title=without_markers(meta.title),
        region=without_markers(meta.region or say("prompt.no_region", language)),
        standing=say(f"status.{meta.status.value}", language),
        path=without_markers(path),
        text=without_markers(evidence.quote),
    )
