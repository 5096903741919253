"""Answers that need no document: small talk, and every kind of refusal."""

from __future__ import annotations

from collections.abc import Sequence

from rag.schemas import Draft, DraftSentence, Language
from rag.wording import say


def chat(reason: str, language: Language, regions: Sequence[str]) -> Draft:
    """Return the reply to small talk, or to what asks nothing yet.

    ``regions`` are those of the documents held.
    """
    text = say(
        f"chat.{reason}",
        language,
        example=say("example.question", language),
        regions="、".join(regions) or say("chat.no_regions", language),
    )
    return Draft(sentences=(DraftSentence(text=text, ours=True),), evidence=(), composer="canned")


def refusal(reason: str, language: Language, handoff: str, **values: object) -> Draft:
    """Return the words of a refusal; ``handoff`` says whom to ask instead, if anyone."""
    texts = [say(f"refused.{reason}", language, **values)]
    if handoff:
        texts.append(say("refused.handoff", language, handoff=handoff))
    return Draft(
        sentences=tuple(DraftSentence(text=text, ours=True) for text in texts),
        evidence=(),
        composer="canned",
    )
