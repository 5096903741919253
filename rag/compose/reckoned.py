"""Sums and differences of a few things named, whose figures are found by reading.

The ledger's own sums look for rows that name a thing. Where none does in the question's words
the reader points at the figure instead; what is reckoned with are still rows of the ledger, so
that the gate can reckon it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from rag.compose.candidates import Finder
from rag.compose.ledger_compare import difference_of
from rag.compose.ledger_lines import Lines
from rag.compose.ledger_rows import MOST_READ, Read
from rag.compose.ledger_sums import OF_WHICH, obstacle
from rag.compose.ledger_totals import total_of
from rag.compose.wordmatch import meant
from rag.library import Library
from rag.schemas import (
    Commitment,
    Draft,
    DraftSentence,
    Hit,
    Intent,
    Language,
    LedgerQuery,
    Part,
    Reckoning,
    Tally,
)
from rag.text import fold, quantities, readable
from rag.understand.thesaurus import shipped_thesaurus
from rag.wording import say

_TOLD: Final = 0.5
"""Least share of what sets a thing apart from the others that its row must say."""
_BEFORE: Final = 40
"""Most characters before a row that say whose figure it is."""
_ENDS: Final = "、,;。\n"
_END: Final = re.compile(f"[{_ENDS}]")

Find = Callable[[Part], Sequence[Hit]]


class Reckoner:
    """Adds and subtracts figures that the reader points at."""

    def __init__(self, library: Library, finder: Finder, read: Read) -> None:
        """Reckon with the rows that ``read`` returns."""
        self._library = library
        self._finder = finder
        self._read = read

    def compose(self, intent: Intent, reckoning: Reckoning, find: Find) -> Draft | None:
        """Return the sum, the difference or the rest with its proof; None where unsure.

        Args:
            intent: The question understood.
            reckoning: What it wants added or subtracted.
            find: Returns the passages for one of the things, or for the whole question.
        """
        rows = self._rows(intent, reckoning, [find(part) for part in reckoning.parts])
        if not rows:
            # A thing that leans on another (加装的, 农村) is found where that one is.
            rows = self._rows(intent, reckoning, [find(reckoning.whole)] * len(reckoning.parts))
        if not rows:
            return None
        lines = Lines(
            self._library, intent.language, labelled=len({row.region for row in rows}) > 1
        )
        match reckoning.form:
            case "sum":
                said = self._total(rows, intent.language)
            case "rest":
                said = self._rest(rows, intent.language)
            case _:
                said = _difference(rows, lines)
        return None if said is None else lines.draft([said, *lines.add(rows)])

    def _rows(
        self, intent: Intent, reckoning: Reckoning, found: Sequence[Sequence[Hit]]
    ) -> list[Commitment]:
        """Return the row of each thing; none where one is not found, or not told from another."""
        apart = intent.model_copy(update={"parts": reckoning.parts})
        rows: list[Commitment] = []
        for part, hits in zip(reckoning.parts, found, strict=True):
            row = self._figure(apart, part, hits)
            if row is None or row.id in {one.id for one in rows}:
                return []
            rows.append(row)
        return rows if self._are_told_apart(reckoning.parts, rows) else []

    def _total(self, rows: Sequence[Commitment], language: Language) -> DraftSentence | None:
        texts = {row.document_id: self._library.document(row.document_id).text for row in rows}
        reason = obstacle(rows, texts, ())
        return total_of(rows, language) if reason is None else None

    def _rest(self, rows: Sequence[Commitment], language: Language) -> DraftSentence | None:
        """Return what the first row leaves when the others, parts of it, are taken from it."""
        whole, *parts = rows
        plain = all(row.comparator == "=" and row.value_max is None for row in rows)
        if not plain or {row.unit for row in parts} != {whole.unit}:
            return None
        text = self._library.document(whole.document_id).text
        for part in parts:
            between = text[whole.end : part.start]
            own = text[part.start : part.end]
            if part.document_id != whole.document_id or "。" in between:
                return None
            if not OF_WHICH.search(f"{between}{own[:4]}"):
                return None
        values = [Decimal(row.value or 0) for row in rows]
        rest = values[0] - sum(values[1:])
        told, unit = readable([*values, rest], whole.unit or "")
        words = say(
            "rows.rest",
            language,
            whole=told[0],
            parts=" - ".join(told[1:-1]),
            rest=f"{told[-1]} {unit}".strip(),
        )
        tally = Tally(rows=tuple(row.id for row in rows), rest=f"{rest:f}")
        return DraftSentence(text=words, ours=True, tally=tally) if rest >= 0 else None

    def _figure(self, intent: Intent, part: Part, hits: Sequence[Hit]) -> Commitment | None:
        """Return the one row whose number the reader points at for a thing."""
        asked = self._finder.asked(intent, part, hits)
        found = self._finder.candidates(asked, hits)
        if not found or found[0].probability < self._finder.models.threshold:
            return None
        best, hit = found[0].proposal, found[0].hit
        start, end = hit.start + best.pointed.start, hit.start + best.pointed.end
        pointed = fold(self._library.document(hit.document_id).text[start:end])
        numbers = {(f"{one.value:f}", one.unit) for one in quantities(pointed)}
        page = self._read(
            LedgerQuery(document_ids=(hit.document_id,), has_value=True, limit=MOST_READ)
        )
        rows = [
            row
            for row in page.rows
            if row.start < end and start < row.end and (row.value, row.unit or "") in numbers
        ]
        return rows[0] if len(rows) == 1 else None

    def _are_told_apart(self, parts: Sequence[Part], rows: Sequence[Commitment]) -> bool:
        """Tell whether each row says what sets its thing apart, and none says it as well."""
        words = [
            {term.words: term for term in shipped_thesaurus().terms(part.text)} for part in parts
        ]
        said = [self._said(row) for row in rows]
        for place, own in enumerate(words):
            others = set[tuple[str, ...]]().union(*(w for n, w in enumerate(words) if n != place))
            telling = [term for name, term in own.items() if name not in others]
            if not telling:
                return False
            shares = [sum(meant(term, text) for term in telling) / len(telling) for text in said]
            if shares[place] < _TOLD or max(shares[:place] + shares[place + 1 :]) >= shares[place]:
                return False
        return True

    def _said(self, row: Commitment) -> str:
        """Return what is said around a row's number, from one stop to the next, folded."""
        text = self._library.document(row.document_id).text
        before = fold(text[max(0, row.start - _BEFORE) : row.start])
        whole = f"{before}{fold(row.quote)}"
        for number in quantities(whole):
            own = (f"{number.value:f}", number.unit) == (row.value, row.unit or "")
            if own and number.start >= len(before):
                start = max(whole.rfind(stop, 0, number.start) for stop in _ENDS)
                end = _END.search(whole, number.end)
                said = whole[start + 1 : end.start() if end else len(whole)]
                # What a row speaks of but does not name itself stands before it.
                return "\n".join((said, *map(fold, (row.subject, *row.places))))
        return ""


def _difference(rows: Sequence[Commitment], lines: Lines) -> DraftSentence | None:
    falling = sorted(rows, key=lambda row: -Decimal(row.value or 0))
    plain = all(row.value_max is None for row in rows)
    if not plain or len({row.unit for row in rows}) > 1 or rows[0].value == rows[1].value:
        return None
    return difference_of(falling, lines)
