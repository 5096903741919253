"""What the standing of documents adds to answers: what is in force first, all else labelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rag.compose import ExtractiveComposer
from rag.library import Library
from rag.retrieve import Retriever
from rag.schemas import Draft, Filters, Hit, Intent, Language, Part
from rag.standing import TENTATIVE, standing, today
from rag.wording import say

_AS_SURE: Final = 0.9
"""How sure, of how sure a draft's words are to answer, what is in force must be."""
_NOTED: Final = frozenset({"draft", "superseded", "repealed", "expired", "not_yet"})


class Standings:
    """Looks at how the documents stand that answer, or would."""

    def __init__(
        self, library: Library, retriever: Retriever, composer: ExtractiveComposer, hits: int
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._composer = composer
        self._hits = hits

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

    def in_force_first(self, intent: Intent, filters: Filters, draft: Draft) -> Draft:
        """Return what is in force in place of a draft for comment, where it answers as surely.

        It must be of the same region, or of none.
        """
        cited = {evidence.document_id for evidence in draft.evidence}
        if filters.as_of is not None or not any(map(self._is_tentative, cited)):
            return draft
        regions = {self._library.summaries[name].meta.region for name in cited} | {None}
        firm = frozenset(
            name
            for name in self._library.confine(filters) or self._library.summaries
            if not self._is_tentative(name) and self._library.summaries[name].meta.region in regions
        )
        found = self._compose(intent, filters, firm) if firm else None
        if found is None or found.confidence < draft.confidence * _AS_SURE or found.missing:
            return draft
        return found

    def lapsed_hits(self, intent: Intent, filters: Filters) -> tuple[Hit, ...]:
        """Return the passages of documents no longer in force that would have answered."""
        names = self._library.lapsed(filters)
        found = self._compose(intent, filters, names) if names else None
        if found is None:
            return ()
        places = [(one.document_id, one.start, one.end) for one in found.evidence]
        return tuple(
            hit
            for part in intent.parts
            for hit in self._find(filters, part, names)
            if any(
                hit.document_id == name and hit.start < end and start < hit.end
                for name, start, end in places
            )
        )

    def _compose(self, intent: Intent, filters: Filters, names: frozenset[str]) -> Draft | None:
        groups = [(part, self._find(filters, part, names)) for part in intent.parts]
        found = self._composer.compose(intent, groups)
        return found if found.sentences else None

    def _find(self, filters: Filters, part: Part, names: frozenset[str]) -> tuple[Hit, ...]:
        region = (part.region,) if part.region else ()
        within = self._library.within(filters, region) & names
        return tuple(self._retriever.find(part.text, self._hits, within)) if within else ()

    def _is_tentative(self, name: str) -> bool:
        return standing(self._library.summaries[name].meta, today()) in TENTATIVE
