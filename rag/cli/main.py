"""The way in: every command found in ``rag.cli.commands``, every fault one line."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from types import TracebackType

import typer

from rag import console
from rag.cli import commands
from rag.cli.application import BAD_USAGE, FAULT, app, session
from rag.errors import ConfigurationError, InputError, TiaowenError
from rag.wording import say


def main() -> None:
    """Run the command line; every fault is one line on standard error."""
    sys.excepthook = _unexpected
    for module in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        import_module(module.name)
    try:
        typer.main.get_command(app)()  # not app(), which would set an excepthook of its own
    except TiaowenError as error:
        if session.debug:
            raise
        typer.echo(console.explain(error, session.language), err=True)
        usage = isinstance(error, InputError | ConfigurationError)
        sys.exit(BAD_USAGE if usage else FAULT)


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if session.debug:
        sys.__excepthook__(kind, error, trace)
    else:
        detail = " ".join(str(error).split())
        words = say("operator.unexpected", session.language, kind=kind.__name__, detail=detail)
        typer.echo(words, err=True)
