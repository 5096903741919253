"""The asking journey: an answer, or the passages that match."""

from __future__ import annotations

from typing import Annotated

import typer

from rag import console
from rag.cli.application import AsJson, app, session
from rag.schemas import Hit, Question, Record
from rag.settings import get_settings


class Hits(Record):
    """What ``search --json`` prints."""

    hits: tuple[Hit, ...]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(show_default=False)], as_json: AsJson = False
) -> None:
    """Answer a question from the documents, with the clauses that prove it."""
    from rag.chain import Engine  # noqa: PLC0415  what other commands need not load

    with Engine.open(get_settings()) as engine:
        answer = engine.ask(Question(text=question))
    if as_json:
        typer.echo(answer.model_dump_json(indent=2))
    else:
        console.show_answer(answer, answer.language)


@app.command()
def search(
    query: Annotated[str, typer.Argument(show_default=False)],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Most passages shown.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find the passages that best match a query."""
    from rag.chain import Engine  # noqa: PLC0415  what other commands need not load

    with Engine.open(get_settings()) as engine:
        hits = engine.search(query, k)
    if as_json:
        typer.echo(Hits(hits=hits).model_dump_json(indent=2))
    else:
        console.show_hits(hits, session.language)
