"""The cells of a table that a spreadsheet is to open: what stands in them, made safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rag.exports.ledger import LedgerLine, comparator_words
from rag.schemas import Language
from rag.text import clean
from rag.wording import say

Value = str | Decimal | date | None
"""What a cell holds; a text is ``safe`` already."""

_LONGEST: Final = 32_767
"""Characters a cell of a spreadsheet may have."""
# Spreadsheets run a text that begins so, some of them behind spaces, and where people type
# full-width characters with those too.
_FORMULA: Final = re.compile(r"[\s\u2800]*[=+\-@＝＋－＠−﹦﹢﹣﹫]|[\t\r\n]")


def safe(text: str) -> str:
    """Return ``text`` such that a spreadsheet shows it and never runs it.

    What is invisible is dropped, what is longer than a cell is cut, and a text that begins
    like a formula gets an apostrophe before it.
    """
    shown = clean(text)
    return ("'" + shown if _FORMULA.match(shown) else shown)[:_LONGEST]


class Column(NamedTuple):
    """One column: the name that keys its heading, its width in characters, its cells."""

    name: str
    width: int
    cell: Callable[[LedgerLine, Language], Value]


LINK: Final = "permalink"
"""Name of the column that holds the address of the reader page."""

COLUMNS: Final = (
    Column("region", 16, lambda row, _: safe(row.region or "")),
    Column("title", 36, lambda row, _: safe(row.title)),
    Column("status", 12, lambda row, language: say(f"status.{row.standing}", language)),
    Column("clause", 12, lambda row, _: safe(row.clause_path)),
    Column("category", 12, lambda row, _: safe(row.category)),
    Column("action", 14, lambda row, _: safe(row.action)),
    Column("subject", 32, lambda row, _: safe(row.subject)),
    Column("comparator", 10, comparator_words),
    Column("value", 12, lambda row, _: _number(row.value)),
    Column("value_max", 12, lambda row, _: _number(row.value_max)),
    Column("unit", 8, lambda row, _: safe(row.unit or "")),
    Column("deadline", 16, lambda row, _: safe(row.deadline_text or "")),
    Column("deadline_from", 12, lambda row, _: row.deadline_from),
    Column("deadline_to", 12, lambda row, _: row.deadline_to),
    Column("month_day", 12, lambda row, _: safe(row.deadline_month_day or "")),
    Column("places", 20, lambda row, _: safe("、".join(row.places))),
    Column("quote", 60, lambda row, _: safe(row.quote)),
    Column("strict", 8, lambda row, language: say(f"export.strict.{row.strict}", language)),
    Column(LINK, 14, lambda row, _: safe(row.permalink)),
    Column("source", 30, lambda row, _: safe(row.source)),
    Column("id", 18, lambda row, _: safe(row.id)),
)


def headings(language: Language) -> list[str]:
    """Return the heading of each column."""
    return [say(f"export.column.{column.name}", language) for column in COLUMNS]


def values(row: LedgerLine, language: Language) -> list[Value]:
    """Return the cells of a row, one for each column."""
    return [column.cell(row, language) for column in COLUMNS]


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
