"""What the standing of documents adds to answers: what is in force first, all else labelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from rag.chain.journey import Groups, Journey
from rag.chain.search import Search
from rag.compose import ExtractiveComposer
from rag.library import Library
from rag.schemas import Hit, Language
from rag.standing import TENTATIVE, standing, today
from rag.wording import say

_AS_SURE: Final = 0.9
"""How sure, of how sure a draft's words are to answer, what is in force must be."""
_NOTED: Final = frozenset({"draft", "superseded", "repealed", "expired", "not_yet"})


class Standings:
    """Looks at how the documents stand that answer, or would."""

    def __init__(self, library: Library, search: Search, composer: ExtractiveComposer) -> None:
        self._library = library
        self._search = search
        self._composer = composer

    def notices(self, document_ids: Iterable[str], language: Language) -> list[str]:
        """Return a notice for each document that is not simply in force."""
        notices = []
        for name in dict.fromkeys(document_ids):
            meta = self._library.summaries[name].meta
            now = standing(meta, today())
            if now in _NOTED:
                day = meta.expires_on if now == "expired" else meta.effective_on
                notices.append(
                    say(
                        f"notice.{now}",
                        language,
                        title=meta.title,
                        day=day.isoformat() if day else "",
                    )
                )
        return notices

    def lapsed_notices(self, hits: Sequence[Hit], language: Language) -> list[str]:
        """Return a notice for each document no longer in force that would have answered."""
        titles = dict.fromkeys(hit.title for hit in hits)
        return [say("notice.lapsed_only", language, title=title) for title in titles]

    def in_force_first(self, journey: Journey) -> Journey:
        """Return the journey with what is in force alone, where it answers as surely as a draft.

        It must be of the same region as the draft for comment, or of none. Where that had to
        be looked at, the journey has the quotes of its groups too.
        """
        if not self._firm_beside(journey, {hit.document_id for hit in journey.hits}):
            return journey
        quotes = self._composer.compose(journey.understood, journey.groups)
        cited = {one.document_id for one in quotes.evidence}
        if not any(map(self._is_tentative, cited)):
            groups = tuple(
                (part, tuple(hit for hit in hits if not self._gives_way(hit, cited)))
                for part, hits in journey.groups
            )
            return replace(journey, groups=groups, quotes=quotes)
        journey = replace(journey, quotes=quotes)
        firm = self._firm_beside(journey, cited)
        if not firm:
            return journey
        groups = self._among(journey, firm)
        found = self._composer.compose(journey.understood, groups)
        unlike = found.confidence < quotes.confidence * _AS_SURE or found.missing
        if unlike or not found.sentences:
            return journey
        return replace(journey, groups=groups, quotes=found)

    def _gives_way(self, hit: Hit, cited: Collection[str]) -> bool:
        """Tell whether a passage does not hold yet, and what holds answers in its place."""
        summaries = self._library.summaries
        regions = {summaries[name].meta.region for name in cited}
        here = None in regions or summaries[hit.document_id].meta.region in regions
        return here and self._is_tentative(hit.document_id)

    def _firm_beside(self, journey: Journey, names: Collection[str]) -> frozenset[str]:
        """Return what is in force of the regions of ``names``, or of none.

        Nothing where all of those hold, or a past day is asked about.
        """
        filters, summaries = journey.question.filters, self._library.summaries
        if filters.as_of is not None or not any(map(self._is_tentative, names)):
            return frozenset()
        regions = {summaries[name].meta.region for name in names} | {None}
        return frozenset(
            name
            for name in self._library.confine(filters) or summaries
            if not self._is_tentative(name) and summaries[name].meta.region in regions
        )

    def lapsed_hits(self, journey: Journey) -> tuple[Hit, ...]:
        """Return the passages of documents no longer in force that would have answered.

        There are none of a question whose answer was not searched for.
        """
        names = self._library.lapsed(journey.question.filters) if journey.groups else frozenset()
        if not names:
            return ()
        groups = self._among(journey, names)
        found = self._composer.compose(journey.understood, groups)
        return tuple(
            hit
            for _, hits in groups
            for hit in hits
            if any(
                hit.document_id == one.document_id and hit.start < one.end and one.start < hit.end
                for one in found.evidence
            )
        )

    def _among(self, journey: Journey, names: frozenset[str]) -> Groups:
        """Return what is found for each part of the question in the documents of ``names``."""
        intent, filters = journey.understood, journey.question.filters
        return tuple(
            (part, self._search.find(part.text, filters, intent, part.region, names))
            for part in intent.parts
        )

    def _is_tentative(self, name: str) -> bool:
        return standing(self._library.summaries[name].meta, today()) in TENTATIVE
