"""Scores the rows of the ledger against gold made by hand from the shipped documents.

``python -m eval.ledger [--show] [--json] [--gold FILE] [--policyqa FOLDER]``. A row is
right where its quote overlaps that of a gold row and value, unit, comparator and deadline
agree; each gold row takes one row. With ``--policyqa`` the amounts and deadlines marked
in the documents of that folder are scored instead, see ``eval.ledger_marks``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from eval.ledger_facts import amount, extract, overlap, same_date, share
from eval.ledger_marks import run
from rag.documents import discover, load, read_manifest
from rag.schemas import Commitment, Document

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = Path(__file__).parent / "gold" / "ledger.json"

FIELDS: Final = ("value", "unit", "comparator", "deadline")
"""What must agree, most telling first."""


class GoldRow(BaseModel):
    """One commitment as an official would list it.

    Attributes:
        doc: The document's short name: its source up to the first ``-``.
        quote: Verbatim, and once in the document.
        quantity: The full number as a decimal string; None where only a date stands.
        optional: True where a careful reader may list it or not; then it counts neither way.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str
    clause: str
    quote: str
    quantity: str | None
    unit: str | None
    comparator: str | None
    deadline: str | None
    subject: str
    category: str
    strict: bool
    optional: bool = False

    def counts(self, *, strict: bool) -> bool:
        """Tell whether the figures count this row: over all rows, or the strict ones alone."""
        return not self.optional and (self.strict or not strict)


@dataclass(frozen=True)
class Pair:
    """A gold row and the row that tells it."""

    gold: GoldRow
    row: Commitment

    @cached_property
    def agrees(self) -> dict[str, bool]:
        """Whether each of ``FIELDS``, and the category, is as in the gold."""
        gold, row = self.gold, self.row
        wanted, unit = amount(gold.quantity, gold.unit)
        value, row_unit = amount(row.value, row.unit)
        return {
            "value": wanted == value and row.value_max is None,
            "unit": unit == row_unit,
            # A number that stands alone is what is to be reached: null and = mean the same.
            "comparator": (gold.comparator or "=") == (row.comparator or "="),
            "deadline": same_date(gold.deadline, row.deadline_text),
            "category": gold.category == row.category,
        }

    @property
    def right(self) -> bool:
        """Whether all of ``FIELDS`` agree."""
        return all(self.agrees[name] for name in FIELDS)


@dataclass(frozen=True)
class Scored:
    """What came of the rows: pairs, gold rows that none tells, rows that tell no gold row."""

    pairs: tuple[Pair, ...]
    missed: tuple[GoldRow, ...]
    extra: tuple[Commitment, ...]

    def figures(self, *, strict: bool) -> dict[str, float]:
        """Return counts and shares, over all rows or the strict ones of the gold alone."""
        pairs = [pair for pair in self.pairs if pair.gold.counts(strict=strict)]
        missed = [wanted for wanted in self.missed if wanted.counts(strict=strict)]
        extra = [row for row in self.extra if row.strict or not strict]
        right = sum(pair.right for pair in pairs)
        return {
            "gold": len(pairs) + len(missed),
            "rows": len(pairs) + len(extra),
            "precision": share(right, len(pairs) + len(extra)),
            "recall": share(right, len(pairs) + len(missed)),
            "quote precision": share(len(pairs), len(pairs) + len(extra)),
            "quote recall": share(len(pairs), len(pairs) + len(missed)),
            **{
                name: share(sum(pair.agrees[name] for pair in pairs), len(pairs))
                for name in (*FIELDS, "category")
            },
        }


def score(rows: Sequence[Commitment], gold: Sequence[GoldRow], texts: Mapping[str, str]) -> Scored:
    """Pair rows with gold rows, those that agree most first, and return what came of it.

    Args:
        rows: The product's, of any documents.
        gold: What they should tell.
        texts: The stored text of each document, by short name.

    Raises:
        ValueError: A quote of the gold does not stand once in its document.
    """
    found = []
    for (at, wanted), (number, row) in product(enumerate(gold), enumerate(rows)):
        if short_name(row.source) != wanted.doc:
            continue
        start = _place(wanted, texts[wanted.doc])
        if overlap(start, start + len(wanted.quote), row.start, row.end) >= 0.5:
            pair = Pair(wanted, row)
            disagreement = tuple(not pair.agrees[name] for name in FIELDS)
            found.append((disagreement, abs(start - row.start), at, number, pair))
    # Which of two rows of one sentence tells which gold row is read from its number first.
    told: dict[int, Pair] = {}
    used: set[int] = set()
    for _, _, at, number, pair in sorted(found, key=lambda candidate: candidate[:4]):
        if at not in told and number not in used:
            told[at] = pair
            used.add(number)
    return Scored(
        pairs=tuple(told[at] for at in sorted(told)),
        missed=tuple(wanted for at, wanted in enumerate(gold) if at not in told),
        extra=tuple(row for number, row in enumerate(rows) if number not in used),
    )


def _place(wanted: GoldRow, text: str) -> int:
    if text.count(wanted.quote) != 1:
        raise ValueError(f"not once in {wanted.doc}: {wanted.quote}")
    return text.index(wanted.quote)


def short_name(source: str) -> str:
    """Return what the gold calls the document of ``source``."""
    return Path(source).stem.partition("-")[0]


def load_gold(path: Path = GOLD) -> tuple[GoldRow, ...]:
    """Return the gold rows of a JSON file."""
    return TypeAdapter(tuple[GoldRow, ...]).validate_json(path.read_bytes())


def read(folder: Path) -> tuple[Document, ...]:
    """Return every document of a folder, as ingest reads them."""
    manifest = read_manifest(folder)
    return tuple(load(path, source, manifest.get(source)) for path, source in discover(folder))


def _show(scored: Scored) -> None:
    lines = [f"MISSED {g.doc} {g.quote} | {g.quantity} | {g.deadline}" for g in scored.missed]
    for pair in scored.pairs:
        wrong = [name for name in (*FIELDS, "category") if not pair.agrees[name]]
        if wrong:
            row = pair.row
            told = f"{row.value} {row.unit} {row.comparator} {row.deadline_text} {row.category}"
            lines.append(f"WRONG {' '.join(wrong)} | {pair.gold.quote} | {row.quote} | {told}")
    for row in scored.extra:
        told = f"{row.value} {row.unit} {row.deadline_text} strict={row.strict}"
        lines.append(f"EXTRA {row.source} {row.quote} | {told}")
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.ledger", description=__doc__)
    parser.add_argument("--show", action="store_true", help="also print what is missed or wrong")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--policyqa", type=Path, default=None, help="folder that holds docs/")
    given = parser.parse_args(arguments)
    if given.policyqa:
        figures = {"marks": run(given.policyqa, show=given.show and not given.json)}
    else:
        documents = read(CORPUS)
        rows = [row for document in documents for row in extract(document)]
        texts = {short_name(document.source): document.text for document in documents}
        scored = score(rows, load_gold(given.gold), texts)
        if given.show and not given.json:
            _show(scored)
        figures = {
            "all": scored.figures(strict=False),
            "strict": scored.figures(strict=True),
        }
    if given.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
        return 0
    for name, part in figures.items():
        shown = "  ".join(
            f"{what} {figure:.3f}".replace(".000", "") for what, figure in part.items()
        )
        sys.stdout.write(f"{name}: {shown}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
