"""Question to Intent: which route it takes, and what its answer must contain; by rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

from rag.errors import QuestionError
from rag.schemas import (
    AnswerType,
    ComposerChoice,
    Intent,
    IntentKind,
    Language,
    LedgerAsk,
    Question,
    Reckoning,
)
from rag.text import clean, fold
from rag.understand.asides import without_aside
from rag.understand.content import content_words
from rag.understand.followup import make_whole, said
from rag.understand.kinds import answer_type, answers_wanted, unit_asked
from rag.understand.ledger import ledger_ask, plain_ask
from rag.understand.ledger_english import english_ask
from rag.understand.ledger_forms import SUMS
from rag.understand.ledger_limits import units_named
from rag.understand.metadata import metadata_asked
from rag.understand.parts import parts_of
from rag.understand.places import Gazetteer, years
from rag.understand.premises import without_supposed
from rag.understand.quoted import word_written
from rag.understand.reckoning import reckoning_of
from rag.understand.safety import is_injection, personal_data
from rag.understand.talk import is_errand, small_talk
from rag.understand.whentoo import without_when

__all__ = ["Gazetteer", "check_question", "understand"]

_HAN: Final = re.compile("[一-鿿]")
_LATIN: Final = re.compile("[a-z]{2,}")
# What is done, without what it is done to.
_BARE: Final = frozenset("完成 开工 建成 实现 办理 申请 落实 推进".split())
_READABLE: Final = re.compile(r"[^\W_]")


def check_question(text: str, limit: int) -> str:
    """Return the question without invisible characters and surrounding space.

    Raises:
        QuestionError: It is empty, longer than ``limit`` characters, or holds no
            readable character; ``reason`` is ``empty``, ``too_long`` or ``unreadable``.
    """
    if not text.strip():
        raise QuestionError("empty", reason="empty")
    if len(text) > limit:
        raise QuestionError("too long", reason="too_long", limit=limit, length=len(text))
    cleaned = clean(text).strip()
    controls = sum(unicodedata.category(c) in {"Cc", "Co", "Cn", "Cs"} for c in text)
    replaced = text.count("\N{REPLACEMENT CHARACTER}")
    if not _READABLE.search(cleaned) or controls + replaced > max(4, len(text) // 5):
        raise QuestionError("unreadable", reason="unreadable")
    return re.sub(r"\s+", " ", cleaned)


def understand(
    question: Question,
    gazetteer: Gazetteer,
    is_known: Callable[[str], bool],
    repair: Callable[[str], str],
    *,
    limit: int,
) -> Intent:
    """Return what ``question`` calls for.

    Args:
        question: As received.
        gazetteer: The regions that documents are about.
        is_known: Tells whether a place's name occurs anywhere in the documents.
        repair: Puts typing errors right.
        limit: Longest question accepted, in characters.

    Raises:
        QuestionError: The question cannot be read; see ``check_question``.
    """
    text = check_question(question.text, limit)
    folded = fold(text)
    language = _language(folded) if question.language == "auto" else question.language
    if (kind := personal_data(folded)) is not None:
        return Intent(kind=IntentKind.UNSAFE, reason=kind, text="", language=language)
    if is_injection(folded):
        return Intent(kind=IntentKind.UNSAFE, reason="injection", text="", language=language)
    if (talk := small_talk(folded)) is not None:
        return Intent(kind=IntentKind.CHAT, reason=talk, text=text, language=language)
    if is_errand(folded):
        return Intent(kind=IntentKind.OUT_OF_SCOPE, reason="errand", text=text, language=language)
    followed = make_whole(text, question.history, gazetteer)
    context = _Context(question, gazetteer, is_known, repair, language)
    readings = [
        context.read(reading.text, folded).model_copy(update={"named": reading.named})
        for reading in followed.readings
    ]
    clear = [one for one in readings if one.kind is not IntentKind.UNCLEAR]
    leans = followed.recall is not None or followed.stays
    context_of = {
        "recall": followed.recall,
        "said": said(question.history) if leans else (),
        "stays": followed.stays,
    }
    intent: Intent | None = None
    for one in reversed(clear):
        intent = one.model_copy(update={**context_of, "otherwise": intent})
    return (intent or readings[0]).model_copy(
        update={"metadata": metadata_asked(gazetteer.strip(folded))}
    )


class _Context(NamedTuple):
    """What a reading of a question is understood against."""

    question: Question
    gazetteer: Gazetteer
    is_known: Callable[[str], bool]
    repair: Callable[[str], str]
    language: Language

    def read(self, text: str, typed: str) -> Intent:
        """Return what a whole question calls for.

        Args:
            text: The question, whole.
            typed: What was typed, folded: its own form is what counts where it is whole.
        """
        gazetteer, language = self.gazetteer, self.language
        whole = self._repaired(fold(text))
        if language == "en":
            whole = without_supposed(whole)
        entire = without_aside(whole)
        whole, when_too = without_when(entire)
        topics = [word for word in content_words(gazetteer.strip(whole)) if word not in _BARE]
        places = gazetteer.find(whole, self.is_known)
        # of the ledger a month that is asked for too bounds what is listed
        ledger = _ledger(entire, places.regions, gazetteer, self.question.composer)
        if ledger is None and not any(len(word) > 1 for word in topics):
            return Intent(kind=IntentKind.UNCLEAR, reason="unclear", text=whole, language=language)
        own, _ = without_when(without_aside(self._repaired(typed)))
        own_type = answer_type(own)
        if own_type in (AnswerType.OTHER, AnswerType.YES_NO):
            own_type = answer_type(whole)
        return Intent(
            kind=IntentKind.LEDGER if ledger else IntentKind.FACT,
            text=whole,
            language=language,
            answer_type=own_type,
            unit=unit_asked(own) or unit_asked(whole),
            regions=places.regions,
            unknown_regions=places.unknown,
            years=years(whole),
            when_too=when_too,
            wanted=answers_wanted(own),
            parts=parts_of(whole, places.regions, gazetteer, content_words),
            ledger=ledger,
            reckoning=self._reckoning(whole, places.regions),
        )

    def _reckoning(self, whole: str, regions: tuple[str, ...]) -> Reckoning | None:
        if len(regions) > 1 or self.question.composer in ("generative", "ledger"):
            return None
        region = regions[0] if regions else None
        return reckoning_of(self.gazetteer.strip(whole).strip(), region, content_words)

    def _repaired(self, folded: str) -> str:
        """Return a question with its errors put right, the names of regions and units left."""
        better = self.repair(folded)
        named = {region for region, *_ in self.gazetteer.mentions(folded)}
        kept = {region for region, *_ in self.gazetteer.mentions(better)}
        # A measure word named as such is often none of the documents' words, and no error.
        units = set(units_named(folded)) <= set(units_named(better))
        asked = SUMS.findall(folded) == SUMS.findall(better)
        return better if named <= kept and units and asked else folded


def _ledger(
    whole: str, regions: tuple[str, ...], gazetteer: Gazetteer, composer: ComposerChoice
) -> LedgerAsk | None:
    """Return what a folded question asks of the ledger, unless another composer is wanted."""
    if composer in ("extractive", "generative") or word_written(whole):
        return None
    stripped = gazetteer.strip(whole)
    if not _HAN.search(stripped):
        return english_ask(whole, stripped, regions, gazetteer.regions)
    asked = ledger_ask(whole, stripped, regions, gazetteer.regions)
    return asked or (plain_ask(stripped, regions) if composer == "ledger" else None)


def _language(folded: str) -> Language:
    """English where Latin words are many and Chinese characters few; else Chinese."""
    words = len(_LATIN.findall(folded))
    return "en" if words >= 2 and words > len(_HAN.findall(folded)) else "zh"
