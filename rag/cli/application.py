"""What every command shares: the application, what was chosen for all, exit codes."""

from __future__ import annotations

import locale
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from rag.catalog import Catalog
from rag.errors import DataDirectoryBusyError
from rag.schemas import Language
from rag.settings import Settings
from rag.storage import DataDirectory

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULT: Final = 1
BAD_USAGE: Final = 2
SOME_REFUSED: Final = 3

app = typer.Typer(
    name="tiaowen",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="条问: questions about policy documents, answered by the clause that proves it.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]


@dataclass
class Session:
    """What was chosen for every command alike, in this process."""

    language: Language = "zh"
    debug: bool = False


session = Session()


class LanguageName(StrEnum):
    """Languages the command line speaks."""

    ZH = "zh"
    EN = "en"


@app.callback()
def _choose(
    language: Annotated[
        LanguageName | None, typer.Option(help="Language; unset: that of the terminal.")
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show warnings, and where an error arose.")
    ] = False,
) -> None:
    session.language = language.value if language else _of_the_terminal()
    session.debug = debug
    logging.basicConfig(level=logging.INFO if debug else logging.ERROR)


@contextmanager
def reading(settings: Settings) -> Iterator[Catalog]:
    """Yield the catalog for reading alone, which is safe beside the process that owns it."""
    catalog = Catalog(settings.catalog_url)
    try:
        try:
            with DataDirectory.own(settings.data_dir):
                catalog.upgrade()
                yield catalog
        except DataDirectoryBusyError:
            yield catalog
    finally:
        catalog.dispose()


def _of_the_terminal() -> Language:
    # as set: getlocale would call the neutral C.UTF-8 English
    return "en" if locale.setlocale(locale.LC_CTYPE).startswith("en") else "zh"
