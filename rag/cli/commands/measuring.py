"""The scorecard."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from rag.cli.application import FAULT, AsJson, app, session
from rag.wording import say


@app.command(name="eval")
def evaluate(
    dataset: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Questions; unset: ours.")
    ] = None,
    here: Annotated[
        bool, typer.Option("--here", help="Ask the documents of the data folder, not ours.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the answers against a set of questions."""
    try:
        run = import_module("eval.run")
    except ModuleNotFoundError as error:
        if error.name not in {"eval", "eval.run"}:
            raise
        typer.echo(say("operator.no_eval", session.language), err=True)
        raise typer.Exit(FAULT) from error
    chosen = ["--dataset", str(dataset)] if dataset is not None else []
    flags = [*(["--here"] if here else []), *(["--json"] if as_json else [])]
    raise typer.Exit(run.main([*chosen, *flags]))
