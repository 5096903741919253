"""The ledger on a terminal, or as lines for another program to read."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rag.exports.ledger import LedgerLine, LedgerResult, deadline_words, figure_words
from rag.schemas import Language
from rag.text import clean
from rag.wording import say

_SHOWN = {"region": 8, "clause": 8, "category": 8, "figure": 10, "deadline": 10, "quote": None}
"""Columns of the ledger on a terminal, with their width; the words take what is left."""


def show_commitments(found: LedgerResult, language: Language) -> None:
    """Show rows of the ledger: a table on a terminal, elsewhere a line for each, and how many."""
    console = Console()
    if not console.is_terminal:
        for row in found.commitments:
            typer.echo("\t".join(_cells(row, language)))
    elif found.commitments:
        table = Table(show_lines=True)
        for name, width in _SHOWN.items():
            heading = say(f"export.column.{name}", language)
            # Chinese has no spaces to break at, and no word of a quote may be lost
            table.add_column(heading, width=width, overflow="fold")
        for row in found.commitments:
            # as Text, so that brackets in a document are not taken for styles
            table.add_row(*map(Text, _cells(row, language)))
        console.print(table)
    show_extent(len(found.commitments), found.total, language)


def _cells(row: LedgerLine, language: Language) -> list[str]:
    cells = (
        row.region or row.title,
        row.clause_path,
        row.category,
        figure_words(row, language),
        deadline_words(row),
        row.quote,
    )
    return [" ".join(clean(cell).split()) for cell in cells]


def show_extent(shown: int, total: int, language: Language) -> None:
    """Show on standard error how many rows there are, and whether these are all."""
    key = "export.shown" if shown == total else "export.cut"
    typer.echo(say(key, language, shown=shown, total=total), err=True)
