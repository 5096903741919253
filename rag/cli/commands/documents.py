"""The building journey: files taken in, and what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rag import console
from rag.cli.application import FAULT, SOME_REFUSED, AsJson, app, reading, session
from rag.ingest import ingest as take_in
from rag.schemas import DocumentSummary, Record
from rag.settings import get_settings
from rag.workspace import Workspace


class Documents(Record):
    """What ``documents --json`` prints."""

    documents: tuple[DocumentSummary, ...]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Take files and folders in; what has not changed is not touched."""
    settings = get_settings()
    with (
        Workspace.open(settings) as workspace,
        console.progress_of(session.language, quiet=as_json) as progress,
    ):
        report = take_in(paths, settings, workspace.catalog, workspace.index, progress)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        console.show_ingest(report, session.language)
    if report.problems:
        raise typer.Exit(FAULT)
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List the documents taken in; works beside a running server too."""
    with reading(get_settings()) as catalog:
        found = catalog.documents()
    if as_json:
        typer.echo(Documents(documents=found).model_dump_json(indent=2))
    else:
        console.show_documents(found, session.language)
