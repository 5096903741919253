"""Scores amounts and deadlines against places marked by hand in documents kept elsewhere.

``gold/policyqa-ledger.jsonl`` holds no words of those documents. A line with ``bound``
names a document read as far as that character; the other lines mark where an amount or a
deadline stands: benefit standards, targets, ceilings, time limits, due dates. What
happened already, and what only counts the measures of a document, is not marked.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from eval.judging import normal
from eval.ledger_facts import amount, extract, overlap, same_date, share
from rag.documents import load
from rag.schemas import Commitment

GOLD = Path(__file__).parent / "gold" / "policyqa-ledger.jsonl"

_REACH: Final = 200
"""Characters by which a deadline may stand before the row that it is carried to."""


class Bound(BaseModel):
    """A document read by hand as far as ``bound``; ``sha8`` is of the words read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    bound: int
    sha8: str


class Mark(BaseModel):
    """One amount or deadline, by its place in the stored text.

    Attributes:
        sha8: First 8 hexadecimal digits of the SHA-256 of the words marked.
        value, value_max: The full number as a decimal string; the end of a range.
        deadline: True for dates and for spans of time within which something holds.
        optional: True for starts, conditions, baselines and forecasts: telling them is
            neither wanted nor wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    start: int
    end: int
    sha8: str
    value: str | None
    unit: str | None
    deadline: bool
    value_max: str | None = None
    optional: bool = False

    def counts(self, row: Commitment) -> bool:
        """Tell whether the row states this amount."""
        if self.value is None or not overlap(self.start, self.end, row.start, row.end):
            return False
        told = amount(row.value, row.unit)[0], amount(row.value_max, row.unit)[0]
        # A range told by its end alone is told: 1至3个月 as at most 3个月.
        low, high = amount(self.value, self.unit)[0], amount(self.value_max, self.unit)[0]
        return told in ((low, high), (high, None)) and told[0] is not None

    def dates(self, row: Commitment, text: str) -> bool:
        """Tell whether the row's deadline is this one; it may stand before the row."""
        near = self.start < row.end and self.end > row.start - _REACH
        told = row.deadline_text
        return bool(self.deadline and near and told) and same_date(self._words(text), told)

    def _words(self, text: str) -> str:
        return text[self.start : self.end]


def read_marks(path: Path = GOLD) -> tuple[dict[str, Bound], dict[str, list[Mark]]]:
    """Return the documents read, and the marks of each, by source."""
    bounds: dict[str, Bound] = {}
    marks: dict[str, list[Mark]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        content = json.loads(line)
        if "bound" in content:
            bounds[content["source"]] = Bound.model_validate(content)
        else:
            marks[content["source"]].append(Mark.model_validate(content))
    return bounds, marks


def run(folder: Path, *, show: bool) -> dict[str, float]:
    """Score the product's rows on the documents under ``folder/docs``.

    A mark is found where a row states its amount, or its date; a row is right where every
    amount and date it states is marked. Rows without either are left out.

    Raises:
        ValueError: A document is not the one that was marked.
    """
    bounds, marks = read_marks()
    wanted = found = told = right = units = amounts = 0
    for source, bound in bounds.items():
        document = load(folder / "docs" / source, source)
        _verify(document.text, bound, marks[source])
        rows = [row for row in extract(document) if row.start < bound.bound]
        for mark in marks[source]:
            if not mark.optional:
                wanted += 1
                hit = any(mark.counts(row) or mark.dates(row, document.text) for row in rows)
                found += hit
                if show and not hit:
                    _tell("MISSED", source, document.text, mark.start, mark.end)
        for row in rows:
            if row.end > bound.bound or (row.value is None and not row.deadline_text):
                continue
            told += 1
            counted = [mark for mark in marks[source] if mark.counts(row)]
            dated = any(mark.dates(row, document.text) for mark in marks[source])
            good = bool(row.value is None or counted) and (dated or not row.deadline_text)
            right += good
            amounts += bool(counted)
            units += any(_same_unit(mark.unit, row.unit) for mark in counted)
            if show and not good:
                facts = f" | {row.value} {row.value_max} {row.unit} {row.deadline_text}"
                _tell("EXTRA", source, document.text, row.start, row.end, facts)
    return {
        "documents": len(bounds),
        "marks": wanted,
        "rows": told,
        "precision": share(right, told),
        "recall": share(found, wanted),
        "unit": share(units, amounts),
    }


def _same_unit(one: str | None, other: str | None) -> bool:
    bare, told = amount("1", one)[1], amount("1", other)[1]
    return bool(bare and told) and (bare in told or told in bare)


def _verify(text: str, bound: Bound, marks: Sequence[Mark]) -> None:
    spans = [(0, bound.bound, bound.sha8), *((m.start, m.end, m.sha8) for m in marks)]
    for start, end, sha8 in spans:
        if sha256(text[start:end].encode()).hexdigest()[:8] != sha8:
            raise ValueError(f"{bound.source}: not the text that was marked, at {start}")


def _tell(what: str, source: str, text: str, start: int, end: int, facts: str = "") -> None:
    around = normal(f"{text[max(0, start - 12) : start]}«{text[start:end]}»{text[end : end + 8]}")
    sys.stdout.write(f"{what} {source[:8]} {around}{facts}\n")
