"""The server."""

from __future__ import annotations

import socket

import typer

from rag.cli.application import FAULT, app, session
from rag.settings import Settings, get_settings
from rag.wording import say


@app.command()
def serve() -> None:
    """Serve the question page and the interface over HTTP."""
    settings = get_settings()
    check_port(settings)
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(say("operator.loading", session.language), err=True)
    from rag.chain import Engine  # noqa: PLC0415  what other commands need not load
    from rag.web.serve import serve as run  # noqa: PLC0415
    from server import build  # noqa: PLC0415

    with Engine.open(settings, address) as engine:
        application = build(engine, settings)
        typer.echo(say("operator.serving", session.language, address=address))
        run(application, settings)


def check_port(settings: Settings) -> None:
    """End with a clear message, before anything is loaded, if the port cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        typer.echo(
            say(
                "operator.port_taken",
                session.language,
                host=settings.host,
                port=settings.port,
                detail=error.strerror or error,
            ),
            err=True,
        )
        raise typer.Exit(FAULT) from error
