"""Sums and differences of a few things named, whose figures are found by reading.

The ledger's own sums look for rows that name a thing. Where none does in the question's words
the reader points at the figure instead; what is reckoned with are still rows of the ledger, so
that the gate can reckon it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from rag.compose.amounts import told_in
from rag.compose.bases import bases, is_beside, names, said_around, years_said
from rag.compose.candidates import Finder
from rag.compose.counted import counted_things
from rag.compose.ledger_compare import difference_of
from rag.compose.ledger_lines import Lines
from rag.compose.ledger_rows import MOST_READ, Read
from rag.compose.ledger_sums import OF_WHICH, counts_more, obstacle
from rag.compose.ledger_totals import total_of
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
from rag.text import fold, quantities
from rag.understand.kinds import unit_asked
from rag.understand.thesaurus import Term, shipped_thesaurus
from rag.wording import say

_NEAR: Final = 200
"""Most characters around a row that must name what its thing has in common with the others."""
_THIS_YEAR: Final = re.compile("[今去明前本上]年")

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
        several = len(self._library.gazetteer.regions) > 1
        named = reckoning.whole.region is not None
        lines = Lines(self._library, intent.language, labelled=several and not named)
        text = self._library.document(rows[0].document_id).text
        match reckoning.form:
            case "sum":
                said = _total(rows, text, intent.language)
            case "rest":
                said = _rest(rows, text, intent.language)
            case _:
                said = _difference(rows, reckoning, lines)
        return None if said is None else lines.draft([said, *lines.add(rows)])

    def _rows(
        self, intent: Intent, reckoning: Reckoning, found: Sequence[Sequence[Hit]]
    ) -> list[Commitment]:
        """Return the row of each thing; none where one is missing or might be another's."""
        apart = intent.model_copy(update={"parts": reckoning.parts})
        rows: list[Commitment] = []
        terms = _terms_of(reckoning.parts)
        for part, (telling, _), hits in zip(reckoning.parts, terms, found, strict=True):
            row = self._figure(apart, part, telling, hits)
            if row is None or row.id in {one.id for one in rows}:
                return []
            if counts_more(row, fold(part.text)):
                return []
            rows.append(row)
        if len({row.document_id for row in rows}) > 1:
            return []
        text = self._library.document(rows[0].document_id).text
        fit = _are_told_apart(reckoning.parts, rows, text) and _are_of_one_kind(
            reckoning, rows, text
        )
        return rows if fit else []

    def _figure(
        self, intent: Intent, part: Part, telling: Sequence[Term], hits: Sequence[Hit]
    ) -> Commitment | None:
        """Return the one row whose number the reader points at for a thing.

        Args:
            intent: The question, with the things as its parts.
            part: The thing.
            telling: The terms that set it apart from the others.
            hits: Where it is looked for.
        """
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
        text = self._library.document(hit.document_id).text
        if len(rows) != 1 or not _says(rows[0], telling, part, text):
            # The reader points beside it, in the passage that answers: its own words tell.
            pointed_unit = next((row.unit for row in rows), None)
            unit = (unit_asked(part.text) or pointed_unit or "").lstrip("万亿")
            rows = [
                row
                for row in page.rows
                if telling
                and hit.start <= row.start < hit.end
                and (row.unit or "") == unit
                and _says(row, telling, part, text)
            ]
        if len(rows) != 1:
            return None
        # 口袋公园 of which some are built and some renewed has no one figure.
        terms = shipped_thesaurus().terms(part.text)
        several = any(
            row.id != rows[0].id and row.unit == rows[0].unit and _says(row, terms, part, text)
            for row in page.rows
        )
        return None if several else rows[0]


def _terms_of(parts: Sequence[Part]) -> list[tuple[list[Term], list[Term]]]:
    """Return for each thing the terms that set it apart, and those of things all have in common."""
    terms = [{term.words: term for term in shipped_thesaurus().terms(part.text)} for part in parts]
    found = []
    for place, own in enumerate(terms):
        others = set[tuple[str, ...]]().union(*(w for n, w in enumerate(terms) if n != place))
        telling = [term for name, term in own.items() if name not in others]
        things = [term for term in telling if not all(map(is_beside, term.words))]
        common = [
            term
            for name, term in own.items()
            if name in others and not all(map(is_beside, term.words))
        ]
        found.append((things or telling, common))
    return found


def _are_told_apart(parts: Sequence[Part], rows: Sequence[Commitment], text: str) -> bool:
    """Tell whether each row says all that sets its thing apart, and no other row says it as well.

    What the things have in common must be said near each row.
    """
    near = [fold(text[max(0, row.start - _NEAR) : row.end + _NEAR]) for row in rows]
    for place, (part, (telling, common)) in enumerate(zip(parts, _terms_of(parts), strict=True)):
        if not telling or not _says(rows[place], telling, part, text):
            return False
        if not all(names(term, near[place], part.text) for term in common):
            return False
        for other, row in enumerate(rows):
            if other != place and _says(row, telling, part, text):
                return False
    return True


def _says(row: Commitment, terms: Sequence[Term], part: Part, text: str) -> bool:
    """Tell whether all terms of a thing are named around a row's number, or as its subject."""
    said = "\n".join((said_around(row, text), *map(fold, (row.subject, *row.places))))
    return all(names(term, said, part.text) for term in terms)


def _are_of_one_kind(reckoning: Reckoning, rows: Sequence[Commitment], text: str) -> bool:
    """Tell whether rows are of the same year, and reckoned by the same as the question says."""
    around = [said_around(row, text) for row in rows]
    kinds = {bases(words) for words in around}
    asked = reckoning.whole.text
    if len(kinds) > 1 or not bases(asked) <= kinds.pop():
        return False
    years = [years_said(row, words) for row, words in zip(rows, around, strict=True)]
    if _THIS_YEAR.search(asked) and any(years):
        return False
    named = [
        all(year in part.text for year in own)
        for part, own in zip(reckoning.parts, years, strict=True)
    ]
    return len(set(years)) == 1 or all(named)


def _total(rows: Sequence[Commitment], text: str, language: Language) -> DraftSentence | None:
    things = [set(counted_things(row)) for row in rows]
    # Two works on the same kind of thing may well be done to the same ones.
    same = any(one & other for one, other in combinations(things, 2))
    reason = obstacle(rows, {rows[0].document_id: text}, ())
    return total_of(rows, language) if reason is None and not same else None


def _rest(rows: Sequence[Commitment], text: str, language: Language) -> DraftSentence | None:
    """Return what the first row leaves when the others, parts of it, are taken from it.

    A part stands after its whole and the one 其中 behind it, in the same item of a list; several
    parts must leave out none that is told, or they might overlap.
    """
    whole, *parts = rows
    plain = all(row.comparator == "=" and row.value_max is None for row in rows)
    if not plain or {row.unit for row in parts} != {whole.unit}:
        return None
    for part in parts:
        between = fold(f"{text[whole.end : part.start]}{text[part.start : part.end]}")
        at = _number_at(part, between)
        if part.start < whole.end or re.search("[。;]", between[:at]):
            return None
        if len(OF_WHICH.findall(between[:at])) != 1:
            return None
    values = [Decimal(row.value or 0) for row in rows]
    rest = values[0] - sum(values[1:])
    if rest < 0 or (len(parts) > 1 and not _makes_up(whole, text, values[0])):
        return None
    told, unit = told_in([*values, rest], whole.unit or "", language)
    words = say(
        "rows.rest",
        language,
        whole=told[0],
        parts=" - ".join(told[1:-1]),
        rest=f"{told[-1]} {unit}".strip(),
    )
    tally = Tally(rows=tuple(row.id for row in rows), rest=f"{rest:f}")
    return DraftSentence(text=words, ours=True, tally=tally)


def _number_at(row: Commitment, text: str) -> int:
    """Return where in a text that ends with a row its number begins."""
    found = [
        number.start
        for number in quantities(text)
        if (f"{number.value:f}", number.unit) == (row.value, row.unit or "")
    ]
    return found[-1] if found else len(text)


def _makes_up(whole: Commitment, text: str, value: Decimal) -> bool:
    """Tell whether the numbers told as parts of a row, up to the end of its item, make it up."""
    item = re.split("[。;]", fold(text[whole.end : whole.end + _NEAR]))[0]
    parts = [one for one in quantities(item) if one.unit == (whole.unit or "")]
    return sum((one.value for one in parts), Decimal(0)) == value


def _difference(
    rows: Sequence[Commitment], reckoning: Reckoning, lines: Lines
) -> DraftSentence | None:
    falling = sorted(rows, key=lambda row: -Decimal(row.value or 0))
    plain = all(row.value_max is None for row in rows)
    if not plain or len({row.unit for row in rows}) > 1 or rows[0].value == rows[1].value:
        return None
    if reckoning.more is not None and (falling[0] is rows[0]) is not reckoning.more:
        # The question has it the wrong way round: then the quotes speak for themselves.
        return None
    return difference_of(falling, lines)
