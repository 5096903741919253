"""Rows of the ledger as lines with their proof; what a row carries from before is shown too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.compose.ledger_rows import covered
from rag.compose.spans import trim
from rag.library import Library
from rag.schemas import Commitment, Draft, DraftSentence, Evidence, Language
from rag.text import fold
from rag.wording import say

_REACH: Final = 300
"""Most characters between a row and the words before it that it rests on."""
_OWN: Final = 0.5
"""Share of its object that a row must name itself, or the object is shown before it."""
_STOP: Final = re.compile(r"\n")


class Lines:
    """The lines of one answer, and the evidence they cite."""

    def __init__(self, library: Library, language: Language, *, labelled: bool) -> None:
        """Begin with none; ``labelled`` puts the district before each."""
        self._library = library
        self.language = language
        self._labelled = labelled
        self.evidence: list[Evidence] = []
        self.rows: list[Commitment] = []

    def add(self, rows: Sequence[Commitment]) -> list[DraftSentence]:
        """Return a line for each row, and keep the rows and what proves them."""
        quotes = [(row.document_id, row.start, row.end) for row in rows]
        self.rows.extend(rows)
        return [
            self._line(row, shared=quotes.count(quote) > 1)
            for row, quote in zip(rows, quotes, strict=True)
        ]

    def texts(self, rows: Sequence[Commitment]) -> dict[str, str]:
        """Return the texts of the rows' documents, by id."""
        return {row.document_id: self._library.document(row.document_id).text for row in rows}

    def draft(self, sentences: Sequence[DraftSentence], *, complete: bool | None = None) -> Draft:
        """Return the draft of these sentences, lines of ours among them."""
        return Draft(
            sentences=tuple(sentences),
            evidence=tuple(self.evidence),
            composer="ledger",
            complete=complete,
            commitments=tuple(self.rows),
        )

    def _line(self, row: Commitment, *, shared: bool) -> DraftSentence:
        document = self._library.document(row.document_id)
        own = trim(document.text, row.start, row.end)
        quote = document.text[own.start : own.end]
        clause = self._library.clause_at(row.document_id, row.start, row.end)
        floor = max(clause.start, row.start - _REACH)
        start, end, before, after = own.start, own.end, "", ""
        carried = self._carried(row, quote)
        at = document.text.rfind(carried, floor, own.start) if carried else -1
        if at >= 0:
            start, before = at, f"{carried}："
        due = row.deadline_text
        if due and due not in quote:
            at = document.text.rfind(due, floor, own.start)
            behind = document.text.find(due, own.end, min(clause.end, own.end + _REACH))
            if at >= 0:
                start, after = min(start, at), f"（{due}）"
            elif behind >= 0:
                end, after = behind + len(due), f"（{due}）"
        if shared and row.value:
            # Two numbers of the same words are two lines, each with its own number first.
            before = f"{row.value}{row.unit or ''}：{before}"
        label = self.label(row.region) if self._labelled else ""
        self.evidence.append(
            Evidence(
                document_id=row.document_id,
                clause_id=row.clause_id,
                topic=None,
                start=start,
                end=end,
                quote=document.text[start:end],
            )
        )
        text = _STOP.sub("", f"{label}{before}{quote}{after}。")
        return DraftSentence(text=text, evidence=(len(self.evidence) - 1,))

    def label(self, region: str | None) -> str:
        """Return what stands before a line of a region."""
        return say("rows.label", self.language, region=self.name(region)) if region else ""

    def name(self, region: str | None) -> str:
        """Return the name by which people call a region; empty for none."""
        return self._library.gazetteer.short(region) if region else ""

    @staticmethod
    def _carried(row: Commitment, quote: str) -> str:
        """Return the place or object that a row speaks of but does not name itself."""
        folded = fold(quote)
        for words in (*row.places[:1], row.subject):
            if words and covered((fold(words),), folded) < _OWN:
                return words
        return ""
