"""Answers about the documents themselves, from what is known of them beside their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from rag.compose import canned
from rag.library import Library
from rag.schemas import (
    Document,
    DocumentMeta,
    DocumentSummary,
    Draft,
    DraftSentence,
    Evidence,
    Filters,
    Intent,
    Language,
    MetadataField,
    Status,
)
from rag.standing import standing, today
from rag.text import fold
from rag.wording import say

_SHOWN: Final = 20
"""Most documents that are listed."""
_TOLD_OF: Final = 5
"""Most documents of which what is asked is told; of more the one meant must be named."""
_DRAFT: Final = re.compile("征求意见|草案")
_STATED_OR_NOT: Final[Collection[MetadataField]] = ("status", "issuer", "number")
"""What is refused where it is not known; of days and years a text may say more than is known."""
_HEAD: Final = 600
"""How far into a text its title is looked for, in characters."""


class MetadataComposer:
    """Tells which documents there are, and what is known of them. Safe to share."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def compose(
        self, intent: Intent, filters: Filters, handoff: str
    ) -> tuple[Status, Draft] | None:
        """Return what answers a question about the documents themselves.

        None where it asks no such thing, or what it asks of is not known: the words of the
        documents may tell it.
        """
        ask, language = intent.metadata, intent.language
        found = self._meant(intent, filters)
        if ask is None or not found:
            return None
        if ask.field == "held":
            return Status.ANSWERED, self._held(found, language)
        if len(found) > _TOLD_OF:
            refusal = canned.refusal("which", language, "", count=len(found))
            return Status.NEEDS_CLARIFICATION, refusal
        draft = self._told(found, ask.field, language)
        if draft.sentences:
            return Status.ANSWERED, draft
        if ask.field not in _STATED_OR_NOT:
            return None
        titles = say("metadata.and", language).join(_title(one, language) for one in found)
        refusal = canned.refusal(f"metadata.{ask.field}", language, handoff, titles=titles)
        return Status.REFUSED_NO_BASIS, refusal

    def _meant(self, intent: Intent, filters: Filters) -> list[DocumentSummary]:
        """Return the documents that a question is about, by their places and title."""
        if intent.metadata is None:
            return []
        names = self._library.within(filters, intent.regions)
        return [
            one
            for name, one in self._library.summaries.items()
            if name in names and intent.metadata.title in self._key(one.meta.title)
        ]

    def _key(self, title: str) -> str:
        """Return a title as a question without the names of regions may name it."""
        return "".join(self._library.gazetteer.strip(fold(title)).split())

    def _held(self, found: Sequence[DocumentSummary], language: Language) -> Draft:
        lines = [say("metadata.held", language, count=len(found))]
        for one in found[:_SHOWN]:
            known = [one.meta.region or "", *_facts(one, "status", language)]
            facts = say("metadata.and", language).join(filter(None, known))
            lines.append(_line(one, facts, language) if facts else _title(one, language))
        if len(found) > _SHOWN:
            lines.append(say("metadata.more", language, count=len(found) - _SHOWN))
        text = "\n".join(lines)
        return Draft(
            sentences=(DraftSentence(text=text, ours=True),), evidence=(), composer="canned"
        )

    def _told(
        self, found: Sequence[DocumentSummary], field: MetadataField, language: Language
    ) -> Draft:
        sentences: list[DraftSentence] = []
        evidence: list[Evidence] = []
        known = [(one, _facts(one, field, language)) for one in found]
        if field == "status" and any(facts for _, facts in known):
            unknown = [say("status.unknown", language)]
            known = [(one, facts or unknown) for one, facts in known]
        for one, facts in known:
            if not facts:
                continue
            proofs = list(self._proofs(one, field))
            numbers = range(len(evidence), len(evidence) + len(proofs))
            text = _line(one, say("metadata.and", language).join(facts), language)
            sentences.append(DraftSentence(text=text, evidence=tuple(numbers), ours=True))
            evidence += proofs
        return Draft(sentences=tuple(sentences), evidence=tuple(evidence), composer="canned")

    def _proofs(self, one: DocumentSummary, field: MetadataField) -> Iterator[Evidence]:
        """Yield where a document itself states what is told: its title, or later words."""
        document = self._library.document(one.id)
        fields = ("effective_on", "expires_on") if field == "status" else (field,)
        places = {place.start: place.end for place in one.meta.found if place.field in fields}
        if _says(one.meta, field) and (title := _title_in(document)):
            places.setdefault(*title)
        for start, end in sorted(places.items()):
            yield Evidence(
                document_id=one.id,
                clause_id=self._library.clause_at(one.id, start, end).id,
                topic=None,
                start=start,
                end=end,
                quote=document.text[start:end],
            )


def _says(meta: DocumentMeta, field: MetadataField) -> bool:
    """Tell whether a title itself says what is told of its document."""
    if field == "year":
        return str(meta.year) in fold(meta.title)
    return field == "status" and _DRAFT.search(meta.title) is not None


def _title_in(document: Document) -> tuple[int, int] | None:
    """Return where a text states its title, over line breaks, or None where it does not."""
    letters = map(re.escape, "".join(document.meta.title.split()))
    found = re.search(r"\s*".join(letters), document.text[:_HEAD])
    return found.span() if found and not document.meta.title_is_ours else None


def _facts(one: DocumentSummary, field: MetadataField, language: Language) -> list[str]:
    """Return what is known of a document, each fact in words; empty where nothing is."""
    if field == "status":
        now = standing(one.meta, today())
        label = [] if now == "unknown" else [say(f"status.{now}", language)]
        days: Collection[MetadataField] = ("effective_on", "expires_on")
        return label + [fact for day in days for fact in _facts(one, day, language)]
    value = getattr(one.meta, field)
    if value is None:
        return []
    told = _day(value, language) if isinstance(value, date) else value
    return [say(f"metadata.{field}", language, value=told)]


def _day(day: date, language: Language) -> str:
    return say("metadata.day", language, year=day.year, month=day.month, day=day.day)


def _line(one: DocumentSummary, facts: str, language: Language) -> str:
    return say("metadata.line", language, title=_title(one, language), facts=facts)


def _title(one: DocumentSummary, language: Language) -> str:
    key = "metadata.title_ours" if one.meta.title_is_ours else "metadata.title"
    return say(key, language, title=one.meta.title)
