"""The formats the ledger can be taken away in, and how a file of each is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from rag.errors import InputError
from rag.exports import calendar, comma, workbook
from rag.exports.filters import MOST_ROWS, LedgerFilters
from rag.exports.ledger import Ledger, LedgerResult
from rag.schemas import Language

FileFormat = Literal["json", "csv", "xlsx", "ics"]


class _Format(NamedTuple):
    """What HTTP calls a format, and what writes it."""

    media_type: str
    write: Callable[[LedgerResult, Language], bytes]


def _json(found: LedgerResult, _: Language) -> bytes:
    return found.model_dump_json(indent=2).encode() + b"\n"


FORMATS: Final[dict[FileFormat, _Format]] = {
    "json": _Format("application/json", _json),
    "csv": _Format("text/csv; charset=utf-8", comma.write),
    "xlsx": _Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write
    ),
    "ics": _Format("text/calendar; charset=utf-8", calendar.write),
}


class Export(NamedTuple):
    """A file, how many rows were read for it, and how many match in all."""

    content: bytes
    shown: int
    total: int


def wanted_format(form: str | None, name: str | None, *, to_terminal: bool) -> FileFormat | None:
    """Return the format of the file wanted, or None for a table to be shown.

    Args:
        form: The format named, ``table`` included, or None.
        name: Name of the file to be written, or None for standard output.
        to_terminal: Whether a person looks at standard output.

    Raises:
        InputError: No file can be so; ``reason`` is ``no_format`` or ``no_output``.
    """
    kind = next((known for known in FORMATS if known == form), None)
    if name is not None and form is None:
        kind = next((known for known in FORMATS if name.lower().endswith(f".{known}")), None)
    if name is not None and kind is None:
        raise InputError(reason="no_format", known=", ".join(FORMATS))
    if name is None and to_terminal and kind in ("xlsx", "ics"):
        raise InputError(reason="no_output", format=kind)
    return kind


def export(
    ledger: Ledger, filters: LedgerFilters, kind: FileFormat, base: str, language: Language
) -> Export:
    """Return the rows that the filters leave as a file.

    A calendar is made of the rows with a deadline alone.

    Args:
        ledger: Where rows are read from.
        filters: As typed; without a limit the file holds up to ``MOST_ROWS`` rows.
        kind: The format.
        base: Address that links begin with: in a file, relative ones lead nowhere.
        language: Of headings and notes.

    Raises:
        TiaowenError: As ``Ledger.read``.
    """
    found = ledger.read(filters, base, MOST_ROWS, dated=kind == "ics")
    return Export(FORMATS[kind].write(found, language), len(found.commitments), found.total)
