"""The steps from question to Answer, each a function from one Journey to the next."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Final

from rag.chain.context import Context
from rag.chain.flow import Flow, at_once, drained
from rag.chain.helper import Helper, growing
from rag.chain.standings import Standings
from rag.citing import near, numbered, scanned_notices
from rag.compose import (
    CuratedComposer,
    ExtractiveComposer,
    LedgerComposer,
    Lister,
    Recaller,
    Scope,
    canned,
)
from rag.gate import examine
from rag.index import Index
from rag.index.terms import dictionary_words
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import (
    Answer,
    Curated,
    Draft,
    Filters,
    Hit,
    Intent,
    IntentKind,
    Language,
    LedgerAsk,
    Part,
    Question,
    Status,
)
from rag.settings import Settings
from rag.text import fold
from rag.understand import understand
from rag.wording import say

Groups = tuple[tuple[Part, tuple[Hit, ...]], ...]
"""Each part of a question with the hits in its region's documents."""

_HITS: Final = 8
_NEAR: Final = 3
_FOLLOWUPS: Final = 3
_SPEAKING: Final = 500
"""Most passages looked at to tell which documents speak of a year."""


@dataclass(frozen=True)
class Journey:
    """One question on its way; ``answer`` is set once its outcome is known.

    Attributes:
        groups: Each part of the question with the hits in its region's documents.
        draft: What was composed, until the gate has passed it.
        spent: Milliseconds spent in each step so far.
    """

    question: Question
    intent: Intent | None = None
    groups: Groups = ()
    draft: Draft | None = None
    answer: Answer | None = None
    spent: dict[str, float] = field(default_factory=dict)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits of every group, the first of each first."""
        width = max((len(hits) for _, hits in self.groups), default=0)
        return tuple(
            hits[rank] for rank in range(width) for _, hits in self.groups if rank < len(hits)
        )


class Steps:
    """The steps, with what they need; one object serves every question."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        index: Index,
        retriever: Retriever,
        composer: ExtractiveComposer,
        ledger: LedgerComposer,
        curated: Callable[[], Sequence[Curated]],
        helper: Helper,
    ) -> None:
        self._settings = settings
        self._library = library
        self._index = index
        self._retriever = retriever
        self._composer = composer
        self._ledger = ledger
        self._helper = helper
        self._lister = Lister(library)
        self._standings = Standings(library, retriever, composer, _HITS)
        self._context = Context(library, retriever, Recaller(library, index))
        self.pinned = CuratedComposer(library, curated, self._read)

    @property
    def ordered(self) -> tuple[tuple[str, Callable[[Journey], Journey]], ...]:
        """Every step under its name, which is also its key in ``timings_ms``."""
        return tuple((name, drained(step)) for name, step in self.flowing)

    @property
    def flowing(self) -> tuple[tuple[str, Flow[Journey]], ...]:
        """The same steps, each yielding the words that it shows before it has ended."""
        return (
            ("understand", self._timed("understand", at_once(self.understand))),
            ("curated", self._timed("curated", at_once(self.curated))),
            ("ledger", self._timed("ledger", at_once(self.ledger))),
            ("retrieve", self._timed("retrieve", at_once(self.retrieve))),
            ("compose", self._timed("compose", self.composing)),
            ("verify", self._timed("verify", at_once(self.verify))),
        )

    def _timed(self, name: str, step: Flow[Journey]) -> Flow[Journey]:
        def timed(journey: Journey) -> Generator[str, None, Journey]:
            if journey.answer is not None:
                return journey
            began = time.perf_counter()
            after = yield from step(journey)
            spent = {**after.spent, name: round((time.perf_counter() - began) * 1000, 3)}
            if after.answer is None:
                return replace(after, spent=spent)
            timings = {**spent, "total": round(sum(spent.values()), 3)}
            answer = after.answer.model_copy(update={"timings_ms": timings})
            return replace(after, spent=spent, answer=answer)

        return timed

    def understand(self, journey: Journey) -> Journey:
        """Find the route; small talk, unsafe and foreign questions end here."""
        question = journey.question
        by_rules = self._understood_by_rules
        intent = self._helper.made_whole(question, by_rules(question), by_rules)
        journey = replace(journey, intent=intent)
        reply = self._reply(intent)
        return journey if reply is None else self._end(journey, *reply)

    def _understood_by_rules(self, question: Question) -> Intent:
        return understand(
            question,
            self._library.gazetteer,
            self._is_known,
            self._repair,
            limit=self._settings.question_chars,
        )

    def _reply(self, intent: Intent) -> tuple[Status, Draft] | None:
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
            places = "、".join(intent.unknown_regions)
            refusal = canned.refusal(
                "region", language, handoff, places=places, regions="、".join(regions)
            )
            return Status.REFUSED_NO_BASIS, refusal
        return None

    def curated(self, journey: Journey) -> Journey:
        """Draft what staff pinned to just this question, if it still stands."""
        question, intent = journey.question, _understood(journey)
        if question.composer not in ("auto", "extractive") or question.filters.category:
            return journey
        # the gate sees it as it sees any draft; what it would cut is not for staff to pin
        draft = self.pinned.compose(intent, self._library.confine(question.filters))
        if draft is None or self._examined(draft) != draft:
            return journey
        return replace(journey, draft=draft)

    def _read(self, wording: str) -> Intent:
        """Understand a wording as the question it is."""
        return understand(
            Question(text=wording),
            self._library.gazetteer,
            self._is_known,
            self._repair,
            limit=self._settings.question_chars,
        )

    def ledger(self, journey: Journey) -> Journey:
        """Draft from the ledger what is asked of it as a whole; all else is searched for."""
        if journey.draft is not None:
            return journey
        intent, filters = _understood(journey), journey.question.filters
        again = self._context.recalled(intent, filters, self._find)
        if again is not None:
            more = bool(again.sentences)
            return replace(journey, draft=again) if more else self._refuse(journey, "no_more")
        ask = intent.ledger
        if ask is None:
            return journey
        if filters.category:
            ask = ask.model_copy(update={"category": filters.category})
        confined = self._of_years(self._library.confine(filters, ask.regions), intent.years)
        draft = self._ledger.compose(
            ask,
            intent.language,
            Scope.of(confined, self._library.summaries),
            lambda region: self._else_said(intent, ask, filters, region),
        )
        if draft is None:
            return journey
        if not draft.evidence:
            return self._end(journey, Status.REFUSED_NO_BASIS, draft)
        return replace(journey, draft=draft)

    def _else_said(
        self, intent: Intent, ask: LedgerAsk, filters: Filters, region: str
    ) -> Draft | None:
        """Return what a region's documents say of what its ledger does not hold."""
        part = next((p for p in intent.parts if p.region == region), intent.parts[0])
        group = (
            part.model_copy(update={"region": region}),
            self._find(part.text, filters, intent, region),
        )
        said = self._composer.compose(intent, [group])
        return (
            said if said.sentences else self._ledger.related(ask, intent.language, region, group[1])
        )

    def _find(
        self, text: str, filters: Filters, intent: Intent, region: str | None
    ) -> tuple[Hit, ...]:
        confined = self._library.confine(filters, (region,) if region else ())
        wanted = self._of_years(confined, intent.years)
        return tuple(self._retriever.find(text, _HITS, wanted))

    def retrieve(self, journey: Journey) -> Journey:
        """Find the passages, apart for each part of the question."""
        if journey.draft is not None:
            return journey
        intent = _understood(journey)
        filters = journey.question.filters
        groups: Groups = tuple(
            (part, self._find(part.text, filters, intent, part.region)) for part in intent.parts
        )
        groups = self._context.nearest_first(intent, filters, groups)
        journey = replace(journey, groups=groups)
        if journey.hits:
            return journey
        if intent.years:
            years = "、".join(map(str, intent.years))
            draft = canned.refusal("year", intent.language, self._settings.handoff, years=years)
        else:
            draft = canned.refusal("no_basis", intent.language, self._settings.handoff)
        return self._end(journey, Status.REFUSED_NO_BASIS, draft)

    def compose(self, journey: Journey) -> Journey:
        """Draft an answer, or refuse where nothing is likely enough to answer."""
        return drained(self.composing)(journey)

    def composing(self, journey: Journey) -> Generator[str, None, Journey]:
        """Draft an answer as ``compose`` does; yield the words that are shown already."""
        if journey.draft is not None:
            return journey
        intent = _understood(journey)
        listed = self._lister.compose(intent, journey.groups)
        question = journey.question
        writing = None if listed else self._helper.begin_writing(question, intent, journey.groups)
        with writing or nullcontext():
            draft = listed or self._standings.in_force_first(
                intent,
                question.filters,
                self._composer.compose(intent, journey.groups),
            )
            if draft.sentences and writing is not None:
                draft = yield from growing(
                    writing, draft, lambda drafted: self._text_of(drafted, intent.language)
                )
        if not draft.sentences:
            # What the quotes leave unanswered a model would only guess at; but it may know
            # by what other words the quotes are found.
            if intent.otherwise is not None:
                return (yield from self._read_otherwise(journey, intent.otherwise))
            found = self._found_elsewhere(journey)
            if found is None:
                return self._refuse(journey, draft.missing or "no_basis")
            journey, draft = found
        key = self._helper.notice(question)
        if key is not None:
            notices = (*draft.notices, say(key, intent.language))
            draft = draft.model_copy(update={"notices": notices})
        return replace(journey, draft=draft)

    def _found_elsewhere(self, journey: Journey) -> tuple[Journey, Draft] | None:
        """Search in other words; return what then surely answers, if anything.

        More is wanted of it than of what the question's own words find, as more is tried.
        """
        intent, filters = _understood(journey), journey.question.filters
        groups = self._helper.elsewhere(
            journey.question,
            intent,
            journey.groups,
            lambda words, region: self._find(words, filters, intent, region),
        )
        if not groups:
            return None
        draft = self._composer.compose(intent, groups)
        sure = (1 + self._composer.finder.models.threshold) / 2
        if not draft.sentences or draft.confidence < sure:
            return None
        return replace(journey, groups=tuple(groups)), draft

    def _text_of(self, draft: Draft, language: Language) -> str:
        return numbered(draft, self._library, self._settings.public_url, language)[0]

    def _read_otherwise(self, journey: Journey, intent: Intent) -> Generator[str, None, Journey]:
        """Go on with the next reading of a question that has no answer as read so far."""
        again = self.ledger(replace(journey, intent=intent, groups=()))
        if again.answer is None:
            again = self.retrieve(again)
        return again if again.answer is not None else (yield from self.composing(again))

    def verify(self, journey: Journey) -> Journey:
        """Show what the quotes prove; where that is nothing, refuse."""
        draft = journey.draft
        if draft is None:
            raise ValueError("nothing was composed")
        # A model's words were proved one by one before they were shown.
        passed = draft if draft.composer == "generative" else self._examined(draft)
        if not any(sentence.evidence for sentence in passed.sentences):
            return self._refuse(journey)
        status = Status.PARTIAL if passed.missing or passed.partial else Status.ANSWERED
        return self._end(journey, status, passed)

    def _examined(self, draft: Draft) -> Draft:
        """Return what the gate leaves of a draft."""
        documents = {e.document_id: self._library.document(e.document_id) for e in draft.evidence}
        gazetteer = self._library.gazetteer
        regions = {region: gazetteer.names_of(region) for region in gazetteer.regions}
        return examine(draft, documents, regions)[0]

    def _refuse(self, journey: Journey, reason: str = "no_basis") -> Journey:
        intent = _understood(journey)
        draft = canned.refusal(reason, intent.language, self._settings.handoff)
        return self._end(journey, Status.REFUSED_NO_BASIS, draft)

    def _end(self, journey: Journey, status: Status, draft: Draft) -> Journey:
        intent = _understood(journey)
        base, language = self._settings.public_url, intent.language
        text, citations = numbered(draft, self._library, base, language)
        if status is Status.PARTIAL and draft.missing:
            text += "\n" + say("partial.missing", language, regions=draft.missing)
        refused = status is Status.REFUSED_NO_BASIS
        lapsed = self._standings.lapsed_hits(intent, journey.question.filters) if refused else ()
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
                *draft.notices,
                *self._coverage(journey),
            ),
        )
        return replace(journey, answer=answer)

    def _coverage(self, journey: Journey) -> list[str]:
        intent = _understood(journey)
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
            if topic and region and topic not in _understood(journey).text:
                name = self._library.gazetteer.short(region)
                question = say("followup.topic", region=name, topic=topic)
                if question not in found:
                    found.append(question)
        return tuple(found[1 : 1 + _FOLLOWUPS])

    def _of_years(
        self, confined: frozenset[str] | None, years: Sequence[int]
    ) -> frozenset[str] | None:
        """Leave out the documents that plan for, and speak of, other years than asked for."""
        if not years:
            return confined
        speaking: set[str] = set()
        for year in years:
            found = dict(self._index.search(str(year), _SPEAKING))
            speaking.update(p.document_id for p in self._library.passages(found).values())
        names = self._library.summaries if confined is None else confined
        return frozenset(
            name
            for name in names
            if self._library.summaries[name].meta.year in years or name in speaking
        )

    def _repair(self, folded: str) -> str:
        return self._library.speller.repair(folded, self._is_known, dictionary_words)

    def _is_known(self, place: str) -> bool:
        """Tell whether every pair of characters of a name stands somewhere in the documents."""
        return all(
            self._index.idf(fold(place)[at : at + 2]) < self._index.idf("")
            for at in range(len(place) - 1)
        )


def _understood(journey: Journey) -> Intent:
    if journey.intent is None:
        raise ValueError("the question has not been understood yet")
    return journey.intent
