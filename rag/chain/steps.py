"""The steps from question to Answer, each a function from one Journey to the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Final

from rag.chain.context import Context
from rag.chain.ending import Ending
from rag.chain.flow import Flow, at_once, drained
from rag.chain.helper import Helper, growing
from rag.chain.journey import Groups, Journey
from rag.chain.reading import Understanding
from rag.chain.search import Search
from rag.chain.standings import Standings
from rag.citing import numbered
from rag.compose import (
    CuratedComposer,
    ExtractiveComposer,
    LedgerComposer,
    Lister,
    MetadataComposer,
    Recaller,
    Reckoner,
    Scope,
)
from rag.gate import examine
from rag.index import Index
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import Curated, Draft, Filters, Intent, Language, LedgerAsk, Status
from rag.settings import Settings
from rag.wording import say

_SURE: Final = 0.5
"""Likelihood from which the ledger answers before anything is searched for."""
_SURER: Final = 2.0
"""How many times likelier quotes must be than a form of the ledger that is not sure."""


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
        self._composer = composer
        self._ledger = ledger
        self._reckoner = Reckoner(library, composer.finder, ledger.read)
        self._helper = helper
        self._lister = Lister(library)
        self._metadata = MetadataComposer(library)
        self._search = Search(library, index, retriever)
        self._standings = Standings(library, self._search, composer)
        self._understanding = Understanding(library, index, settings.question_chars)
        self._ending = Ending(settings, library, index, retriever, self._standings)
        self._context = Context(library, retriever, Recaller(library, index))
        self.pinned = CuratedComposer(library, curated, self._understanding.of_wording)

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
        by_rules = self._understanding.of
        intent = self._helper.made_whole(question, by_rules(question), by_rules)
        journey = replace(journey, intent=intent)
        asked = self._metadata.compose(intent, question.filters, self._settings.handoff)
        reply = self._ending.reply(intent) if asked is None else asked
        return journey if reply is None else self._ending.end(journey, *reply)

    def curated(self, journey: Journey) -> Journey:
        """Draft what staff pinned to just this question, if it still stands."""
        question, intent = journey.question, journey.understood
        if question.composer not in ("auto", "extractive") or question.filters.category:
            return journey
        # the gate sees it as it sees any draft; what it would cut is not for staff to pin
        draft = self.pinned.compose(intent, self._library.confine(question.filters))
        if draft is None or self._examined(draft) != draft:
            return journey
        return replace(journey, draft=draft)

    def ledger(self, journey: Journey) -> Journey:
        """Draft from the ledger what is asked of it as a whole; all else is searched for."""
        if journey.draft is not None:
            return journey
        intent, filters = journey.understood, journey.question.filters
        again = self._context.recalled(intent, filters, self._search.find)
        if again is not None:
            more = bool(again.sentences)
            return (
                replace(journey, draft=again) if more else self._ending.refuse(journey, "no_more")
            )
        likely = intent.ledger is not None and intent.ledger.likelihood >= _SURE
        draft = self._of_ledger(intent, filters) if likely else None
        if draft is None or not any(one.tally and one.tally.is_reckoned for one in draft.sentences):
            draft = self._reckoned(intent, filters) or draft
        if draft is None:
            return journey
        if not draft.evidence:
            return self._ending.end(journey, Status.REFUSED_NO_BASIS, draft)
        return replace(journey, draft=draft)

    def _of_ledger(self, intent: Intent, filters: Filters) -> Draft | None:
        """Return what the ledger answers; None where it does not answer the question."""
        ask = intent.ledger
        if ask is None:
            return None
        if filters.category:
            ask = ask.model_copy(update={"category": filters.category})
        confined = self._search.of_years(self._library.confine(filters, ask.regions), intent.years)
        draft = self._ledger.compose(
            ask,
            intent.language,
            Scope.of(confined, self._library.summaries),
            lambda region: self._else_said(intent, ask, filters, region),
        )
        return None if draft is not None and _reckons_other_years(draft, intent) else draft

    def _reckoned(self, intent: Intent, filters: Filters) -> Draft | None:
        """Return the sum or the difference that a question wants, of figures that are read."""
        if intent.reckoning is None:
            return None
        return self._reckoner.compose(
            intent,
            intent.reckoning,
            lambda part: self._search.find(part.text, filters, intent, part.region),
        )

    def _quotes(self, journey: Journey) -> Draft:
        """Return what the groups answer in the documents' own words."""
        return journey.quotes or self._composer.compose(journey.understood, journey.groups)

    def _put_off(self, journey: Journey) -> Journey:
        """Return the journey with what the ledger, not surely asked, answers as its draft.

        It has none where the ledger answers nothing, or quotes are far likelier.
        """
        intent = journey.understood
        if intent.ledger is None or intent.ledger.likelihood >= _SURE:
            return journey
        quotes = self._quotes(journey)
        journey = replace(journey, quotes=quotes)
        if quotes.confidence > intent.ledger.likelihood * _SURER:
            return journey
        rows = self._of_ledger(intent, journey.question.filters)
        return replace(journey, draft=rows) if rows is not None and rows.evidence else journey

    def _else_said(
        self, intent: Intent, ask: LedgerAsk, filters: Filters, region: str
    ) -> Draft | None:
        """Return what a region's documents say of what its ledger does not hold."""
        part = next((p for p in intent.parts if p.region == region), intent.parts[0])
        group = (
            part.model_copy(update={"region": region}),
            self._search.find(part.text, filters, intent, region),
        )
        said = self._composer.compose(intent, [group])
        return (
            said if said.sentences else self._ledger.related(ask, intent.language, region, group[1])
        )

    def retrieve(self, journey: Journey) -> Journey:
        """Find the passages, apart for each part of the question."""
        if journey.draft is not None:
            return journey
        intent = journey.understood
        filters = journey.question.filters
        groups: Groups = tuple(
            (part, self._search.find(part.text, filters, intent, part.region))
            for part in intent.parts
        )
        groups = self._context.nearest_first(intent, filters, groups)
        journey = replace(journey, groups=groups)
        if journey.hits:
            return journey
        years = "、".join(map(str, intent.years))
        return self._ending.refuse(journey, "year" if years else "no_basis", years=years)

    def composing(self, journey: Journey) -> Generator[str, None, Journey]:
        """Draft an answer, or refuse where nothing is likely enough to answer.

        Yields the words that are shown already.
        """
        if journey.draft is not None:
            return journey
        intent = journey.understood
        question = journey.question
        listed = self._lister.compose(intent, journey.groups)
        if listed is None:
            # The model is shown the documents that the quotes are of: they are chosen first.
            journey = self._put_off(self._standings.in_force_first(journey))
            listed = journey.draft
        writing = None if listed else self._helper.begin_writing(question, intent, journey.groups)
        with writing or nullcontext():
            draft = listed or self._quotes(journey)
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
                thing = "" if draft.missing else self._composer.absent(intent, journey.groups)
                reason = draft.missing or ("absent" if thing else "no_basis")
                return self._ending.refuse(journey, reason, thing=thing)
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
        intent, filters = journey.understood, journey.question.filters
        groups = self._helper.elsewhere(
            journey.question,
            intent,
            journey.groups,
            lambda words, region: self._search.find(words, filters, intent, region),
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
        again = self.ledger(replace(journey, intent=intent, groups=(), quotes=None))
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
            return self._ending.refuse(journey)
        status = Status.PARTIAL if passed.missing or passed.partial else Status.ANSWERED
        return self._ending.end(journey, status, passed)

    def _examined(self, draft: Draft) -> Draft:
        """Return what the gate leaves of a draft."""
        documents = {e.document_id: self._library.document(e.document_id) for e in draft.evidence}
        gazetteer = self._library.gazetteer
        regions = {region: gazetteer.names_of(region) for region in gazetteer.regions}
        return examine(draft, documents, regions)[0]


def _reckons_other_years(draft: Draft, intent: Intent) -> bool:
    """Tell whether a draft adds up or compares rows due in other years than were asked for."""
    reckoned = any(one.tally and one.tally.is_reckoned for one in draft.sentences)
    due = {row.deadline_to.year for row in draft.commitments if row.deadline_to}
    return reckoned and bool(intent.years) and not due <= set(intent.years)
