"""The building journey: files taken in, and what is there."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated, Final

import typer

from rag import console
from rag.cli.application import FAULT, SOME_REFUSED, AsJson, app, reading, session
from rag.ingest import ingest as take_in
from rag.jobs import Jobs
from rag.schemas import DocumentSummary, Record
from rag.settings import get_settings
from rag.wording import say
from rag.workspace import Workspace

listing: Final = typer.Typer()
app.add_typer(listing, name="documents")


class Documents(Record):
    """What ``documents --json`` prints."""

    documents: tuple[DocumentSummary, ...]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Take files and folders in; what has not changed is not touched.

    Ctrl-C ends it after the file it is at; run again, it goes on from there.
    """
    settings = get_settings()
    with (
        Workspace.open(settings) as workspace,
        console.progress_of(session.language, quiet=as_json) as progress,
        _interrupted() as stop,
    ):
        report = take_in(paths, settings, workspace.catalog, workspace.index, progress, stop=stop)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        console.show_ingest(report, session.language)
    if report.problems or report.cancelled:
        raise typer.Exit(FAULT)
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


@listing.callback(invoke_without_command=True)
def documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents taken in, or erase some."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@listing.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """List the documents taken in; works beside a running server too."""
    _list(as_json=as_json)


@listing.command()
def delete(
    document_ids: Annotated[list[str], typer.Argument(metavar="ID...", show_default=False)],
) -> None:
    """Erase documents: text, vectors, index entries and uploaded files, on disk too."""
    with Workspace.open(get_settings()) as workspace:
        Jobs(workspace, workspace.index.refresh).delete(*dict.fromkeys(document_ids))
    for name in dict.fromkeys(document_ids):
        typer.echo(say("operator.deleted", session.language, id=name))


def _list(*, as_json: bool) -> None:
    with reading(get_settings()) as catalog:
        found = catalog.documents()
    if as_json:
        typer.echo(Documents(documents=found).model_dump_json(indent=2))
    else:
        console.show_documents(found, session.language)


@contextmanager
def _interrupted() -> Iterator[Callable[[], bool]]:
    """Yield what tells of Ctrl-C; pressed a second time, it ends the process as ever."""
    pressed = Event()

    def note(_: int, __: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, former)

    former = signal.signal(signal.SIGINT, note)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, former)
