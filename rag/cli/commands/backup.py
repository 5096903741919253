"""Everything in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rag import console
from rag.backup import make_backup, restore_backup
from rag.cli.application import FAULT, app, reading, session
from rag.cli.commands.upkeep import diagnose, embed
from rag.settings import get_settings
from rag.wording import say
from rag.workspace import Workspace

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


@app.command()
def backup(file: File) -> None:
    """Write everything that cannot be made anew into one file; works beside a running server."""
    settings = get_settings()
    with reading(settings) as catalog:
        told = make_backup(settings, catalog, file)
    typer.echo(
        say(
            "operator.backup.made",
            session.language,
            path=file,
            documents=told.documents,
            passages=told.passages,
            bytes=file.stat().st_size,
        )
    )


@app.command()
def restore(
    file: File,
    force: Annotated[
        bool, typer.Option("--force", help="Replace what the data folder holds.")
    ] = False,
) -> None:
    """Put a backup back, build the index anew, and check it."""
    settings = get_settings()
    told = restore_backup(settings, file, force=force)
    typer.echo(
        say(
            "operator.backup.restored",
            session.language,
            made_at=told.made_at.isoformat(timespec="seconds"),
            documents=told.documents,
            passages=told.passages,
        )
    )
    with Workspace.open(settings) as workspace:
        embed(workspace, quiet=False)
        diagnosis = diagnose(workspace)
    console.show_diagnosis(diagnosis, session.language)
    if not diagnosis.sound:
        raise typer.Exit(FAULT)
