"""The tools for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from rag.cli.application import app, session
from rag.cli.commands.serving import check_port
from rag.settings import get_settings
from rag.wording import say


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, at /mcp, instead of standard streams.")
    ] = False,
) -> None:
    """Offer the documents to an assistant, over the Model Context Protocol."""
    settings = get_settings()
    if http:
        check_port(settings)
    from rag.assistants import mount, serve_stdio  # noqa: PLC0415  what others need not load
    from rag.chain import Engine  # noqa: PLC0415
    from rag.web import create_app  # noqa: PLC0415
    from rag.web.serve import address_of, serve  # noqa: PLC0415

    typer.echo(say("operator.loading", session.language), err=True)
    if not http:
        with Engine.open(settings) as engine:
            serve_stdio(engine, settings, session.language)
        return
    address = address_of(settings)
    with Engine.open(settings, address) as engine:
        application = mount(create_app(engine, settings))
        typer.echo(say("operator.serving_tools", session.language, address=f"{address}/mcp"))
        serve(application, settings)
