"""The ledger: what the documents promise, shown or taken away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from rag.cli.application import FAULT, app, reading, session
from rag.schemas import LedgerOrder
from rag.settings import get_settings
from rag.wording import say


@app.command()
def commitments(  # noqa: PLR0913, PLR0917  one for each filter of the contract
    region: Annotated[str, typer.Option(help="District, under any of its names.")] = "",
    category: Annotated[str, typer.Option(help="Category, e.g. 住房.")] = "",
    unit: Annotated[str, typer.Option(help="Unit of the figure, e.g. 公里.")] = "",
    q: Annotated[str, typer.Option("-q", "--q", help="Words that each row must hold.")] = "",
    deadline_before: Annotated[str, typer.Option(help="Last day: YYYY-MM-DD or MM-DD.")] = "",
    deadline_after: Annotated[str, typer.Option(help="First day: YYYY-MM-DD or MM-DD.")] = "",
    document_id: Annotated[str, typer.Option(help="Rows of this document alone.")] = "",
    strict: Annotated[
        bool | None, typer.Option("--strict/--not-strict", help="With a literal figure or date.")
    ] = None,
    sort: Annotated[LedgerOrder, typer.Option(help="- puts the greatest first.")] = "document",
    limit: Annotated[int | None, typer.Option(help="Most rows; unset: all, to 10000.")] = None,
    offset: Annotated[int, typer.Option(help="Rows passed over.")] = 0,
    form: Annotated[
        Literal["table", "csv", "xlsx", "ics", "json"] | None,
        typer.Option("--format", help="Unset: that of the file's name, or a table."),
    ] = None,
    output: Annotated[Path | None, typer.Option(dir_okay=False, help="File to write.")] = None,
) -> None:
    """List what the documents promise: figures and deadlines, each with its words."""
    from rag import exports  # noqa: PLC0415  what other commands need not load

    name = output.name if output else None
    kind = exports.wanted_format(form, name, to_terminal=sys.stdout.isatty())
    filters = exports.LedgerFilters.typed(
        region=region,
        category=category,
        unit=unit,
        q=q,
        deadline_before=deadline_before,
        deadline_after=deadline_after,
        document_id=document_id,
        strict=strict,
        sort=sort,
        limit=limit,
        offset=offset,
    )
    settings = get_settings()
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    with reading(settings) as catalog:
        ledger = exports.Ledger.of(catalog)
        if kind is None:
            found = ledger.read(filters, base, exports.MOST_ROWS)
            exports.show_commitments(found, session.language)
            return
        made = exports.export(ledger, filters, kind, base, session.language)
    if output is None:
        typer.echo(made.content, nl=False)
    else:
        _write(output, made.content)
    exports.show_extent(made.shown, made.total, session.language)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        detail = error.strerror or error
        words = say("operator.unwritable", session.language, path=path, detail=detail)
        typer.echo(words, err=True)
        raise typer.Exit(FAULT) from error
