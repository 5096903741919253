"""How a journey ends: the Answer with its citations, notices and what may be asked next."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rag.chain.journey import Journey
from rag.chain.standings import Standings
from rag.citing import near, numbered, scanned_notices
from rag.compose import canned
from rag.compose.premises import unconfirmed
from rag.index import Index
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import Answer, Citation, Draft, Intent, IntentKind, Status
from rag.settings import Settings
from rag.text import dates, fold, sentences
from rag.understand.places import coming_years
from rag.wording import say

_NEAR: Final = 3
_FOLLOWUPS: Final = 3


class Ending:
    """Makes Answers of drafts and of refusals."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        index: Index,
        retriever: Retriever,
        standings: Standings,
    ) -> None:
        self._settings = settings
        self._library = library
        self._index = index
        self._retriever = retriever
        self._standings = standings

    def reply(self, intent: Intent) -> tuple[Status, Draft] | None:
        """Return what is said where no document is asked for, or None where one is."""
        language, regions = intent.language, self._library.gazetteer.regions
        routes = {
            IntentKind.CHAT: (Status.ANSWERED, intent.reason),
            IntentKind.UNCLEAR: (Status.NEEDS_CLARIFICATION, "unclear"),
        }
        if intent.kind in routes:
            status, reason = routes[intent.kind]
            return status, canned.chat(reason, language, regions)
        if intent.kind is IntentKind.UNSAFE:
            return Status.REFUSED_UNSAFE, canned.refusal(intent.reason, language, "")
        if intent.kind is IntentKind.OUT_OF_SCOPE:
            return Status.REFUSED_OUT_OF_SCOPE, canned.refusal(intent.reason, language, "")
        handoff = self._settings.handoff
        if not self._library.summaries:
            return Status.REFUSED_NO_BASIS, canned.refusal("no_documents", language, handoff)
        if intent.unknown_regions and not intent.regions and regions:
            alike = [self._library.gazetteer.alike(name) for name in intent.unknown_regions]
            refusal = canned.refusal(
                "region_alike" if all(alike) else "region",
                language,
                handoff,
                places="、".join(intent.unknown_regions),
                regions="、".join(alike if all(alike) else regions),
            )
            return Status.REFUSED_NO_BASIS, refusal
        return None

    def refuse(self, journey: Journey, reason: str = "no_basis", **values: str) -> Journey:
        """Return the journey ended by a refusal.

        ``reason`` is the wording's key; ``values`` are what its words name.
        """
        intent = journey.understood
        draft = canned.refusal(reason, intent.language, self._settings.handoff, **values)
        return self.end(journey, Status.REFUSED_NO_BASIS, draft)

    def end(self, journey: Journey, status: Status, draft: Draft) -> Journey:
        """Return the journey with its Answer, made of what a draft says and cites."""
        intent = journey.understood
        base, language = self._settings.public_url, intent.language
        text, citations = numbered(draft, self._library, base, language)
        if status is Status.PARTIAL and draft.missing:
            text += "\n" + say("partial.missing", language, regions=draft.missing)
        refused = status is Status.REFUSED_NO_BASIS
        lapsed = self._standings.lapsed_hits(journey) if refused else ()
        closest = near(self._library, base, (*lapsed, *journey.hits)[:_NEAR]) if refused else ()
        titles = [c.document_id for c in citations]
        answer = Answer(
            id=uuid.uuid4().hex,
            status=status,
            answer=text,
            citations=citations,
            commitments=draft.commitments,
            complete=draft.complete,
            near=closest,
            followups=self._followups(journey) if citations or closest else (),
            composer=draft.composer,
            ai_generated=any(sentence.generated for sentence in draft.sentences),
            language=language,
            notices=(
                *self._standings.notices(titles, language),
                *self._standings.lapsed_notices(lapsed, language),
                *scanned_notices(citations, language),
                *self._other_year(journey, citations),
                *self._unconfirmed(journey, citations),
                *self._undated(journey, citations),
                *draft.notices,
                *self._coverage(journey),
            ),
        )
        return replace(journey, answer=answer)

    def _other_year(self, journey: Journey, citations: Sequence[Citation]) -> list[str]:
        """Return a notice where a coming year was asked about that no words cited name.

        A plan seldom says of which year it is: whoever asks it for 明年 may be told of this one.
        """
        intent = journey.understood
        asked = coming_years(fold(journey.question.text))
        if not asked or not citations or any(coming_years(fold(c.quote)) for c in citations):
            return []
        return [say("notice.other_year", intent.language, year=asked[0])]

    def _unconfirmed(self, journey: Journey, citations: Sequence[Citation]) -> list[str]:
        """Return a notice where no words found hold a figure that was to be confirmed."""
        quotes = [one.quote for one in citations]
        said = unconfirmed(fold(journey.question.text), quotes, (h.text for h in journey.hits))
        return [say("notice.unconfirmed", journey.understood.language, said=said)] if said else []

    def _undated(self, journey: Journey, citations: Sequence[Citation]) -> list[str]:
        """Return a notice where it was also asked when, and no sentence cited names a day."""
        if not journey.understood.when_too or not citations:
            return []
        if any(dates(text) for one in citations for text in self._sentences_of(one)):
            return []
        return [say("notice.undated", journey.understood.language)]

    def _sentences_of(self, cited: Citation) -> list[str]:
        text = self._library.document(cited.document_id).text
        clause = self._library.clause_at(cited.document_id, cited.start, cited.end)
        return [
            text[one.start : one.end]
            for one in sentences(text, clause.start, clause.end)
            if one.start < cited.end and cited.start < one.end
        ]

    def _coverage(self, journey: Journey) -> list[str]:
        intent = journey.understood
        asked = intent.kind in (IntentKind.FACT, IntentKind.LEDGER)
        if not asked or (journey.draft and journey.draft.composer == "ledger"):
            return []
        if not self._retriever.uses_vectors:
            return [say("notice.words_only", intent.language)]
        if pending := self._index.pending:
            return [say("notice.pending", intent.language, count=pending)]
        return []

    def _followups(self, journey: Journey) -> tuple[str, ...]:
        """Suggest the topics next to those found, which the documents surely speak of."""
        found: list[str] = []
        for hit in journey.hits:
            clause = self._library.clause_at(hit.document_id, hit.start, hit.end)
            topic = hit.passage.topic or clause.title
            region = self._library.summaries[hit.document_id].meta.region
            if topic and region and topic not in journey.understood.text:
                name = self._library.gazetteer.short(region)
                question = say("followup.topic", region=name, topic=topic)
                if question not in found:
                    found.append(question)
        return tuple(found[1 : 1 + _FOLLOWUPS])
