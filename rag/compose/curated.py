"""Answers that staff pinned to a question: quotes alone, as long as they stand."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from threading import Lock
from typing import Final

from rag.errors import CatalogError, QuestionError
from rag.library import Library
from rag.schemas import Curated, Draft, DraftSentence, Evidence, Intent
from rag.understand.sameness import Key, key_of
from rag.wording import say

_log = logging.getLogger(__name__)

_READ_AGAIN_S: Final = 10.0
"""How long what was read holds, as another process may have changed it."""


def draft_of(curated: Curated, language: str = "zh") -> Draft:
    """Return the draft that shows the quotes of a curated answer."""
    notice = say("notice.curated", "en" if language == "en" else "zh")
    return Draft(
        sentences=tuple(
            DraftSentence(text=quote.quote, evidence=(at,))
            for at, quote in enumerate(curated.quotes)
        ),
        evidence=tuple(
            Evidence(
                document_id=quote.document_id,
                clause_id=quote.clause_id,
                topic=None,
                start=quote.start,
                end=quote.end,
                quote=quote.quote,
            )
            for quote in curated.quotes
        ),
        composer="extractive",
        notices=(notice,),
    )


def stands(curated: Curated, library: Library) -> bool:
    """Tell whether every document quoted is there in the version quoted."""
    for quote in curated.quotes:
        summary = library.summaries.get(quote.document_id)
        if summary is None or summary.content_hash != quote.content_hash:
            return False
    return True


class CuratedComposer:
    """Finds the curated answer of a question. Safe to share between threads.

    Args:
        library: The documents now.
        load: Returns every curated answer, the oldest first.
        read: Understands a wording as it does a question.
    """

    def __init__(
        self,
        library: Library,
        load: Callable[[], Sequence[Curated]],
        read: Callable[[str], Intent],
    ) -> None:
        self._library = library
        self._load = load
        self._read = read
        self._lock = Lock()
        self._until = 0.0
        self._by_key: Mapping[Key, Curated] = {}

    def refresh(self) -> None:
        """Read the curated answers anew at the next question."""
        self._until = 0.0

    def compose(self, intent: Intent, confined: Collection[str] | None) -> Draft | None:
        """Return what staff pinned to just this question, or None.

        ``confined`` names the documents that may be quoted; None allows all.
        """
        known = self._known()
        if not known:
            return None
        found = known.get(key_of(intent.text, self._library.gazetteer))
        if found is None or not stands(found, self._library):
            return None
        if confined is not None and any(q.document_id not in confined for q in found.quotes):
            return None
        return draft_of(found, intent.language)

    def _known(self) -> Mapping[Key, Curated]:
        with self._lock:
            if time.monotonic() < self._until:
                return self._by_key
            try:
                curated = self._load()
            except CatalogError as error:
                _log.warning("curated answers cannot be read: %s", error.code)
                curated = ()
            # of two pinned to one question the newer counts
            self._by_key = {key: one for one in curated for key in self._keys(one)}
            self._until = time.monotonic() + _READ_AGAIN_S
            return self._by_key

    def _keys(self, curated: Curated) -> list[Key]:
        found = []
        for wording in curated.wordings:
            try:
                intent = self._read(wording)
            except QuestionError:
                continue
            if intent.text:
                found.append(key_of(intent.text, self._library.gazetteer))
        return found
