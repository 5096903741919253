"""The index held against the catalog."""

from __future__ import annotations

from typing import Annotated

import typer

from rag import console
from rag.cli.application import FAULT, AsJson, app, session
from rag.settings import get_settings
from rag.workspace import Workspace


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Build the whole index anew.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hold the index against the catalog, and print what is wrong.

    Damage that shows on opening is always repaired; --repair also makes missing vectors,
    and builds both indexes anew.
    """
    settings = get_settings()
    with Workspace.open(settings) as workspace:
        if repair:
            embed(workspace, quiet=as_json)
            workspace.index.rebuild()
        diagnosis = diagnose(workspace)
    if as_json:
        typer.echo(diagnosis.model_dump_json(indent=2))
    else:
        console.show_diagnosis(diagnosis, session.language)
    if not diagnosis.sound:
        raise typer.Exit(FAULT)


def embed(workspace: Workspace, *, quiet: bool) -> None:
    """Make the vectors that are missing, and show how far it is."""
    with console.progress_of(session.language, quiet=quiet) as progress:
        workspace.index.embed_missing(
            None if progress is None else lambda n, of: progress("embed", n, of)
        )


def diagnose(workspace: Workspace) -> console.Diagnosis:
    """Hold the index against the catalog."""
    damage = workspace.catalog.check()
    report = workspace.index.verify()
    encoder = workspace.encoder
    return console.Diagnosis(
        sound=report.sound and not damage and workspace.encoder_problem is None,
        documents=len(workspace.catalog.stored()),
        encoder=encoder.fingerprint.key if encoder is not None else None,
        encoder_problem=workspace.encoder_problem,
        damage=damage,
        repairs=workspace.index.repairs,
        index=report,
    )
