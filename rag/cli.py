"""The command line: ``tiaowen``, also ``python -m rag``.

Exit codes: 0 done, 1 fault, 2 bad usage, 3 some inputs were refused.
"""

from __future__ import annotations

import locale
import logging
import socket
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from rag import console
from rag.catalog import Catalog
from rag.errors import ConfigurationError, DataDirectoryBusyError, InputError, TiaowenError
from rag.ingest import ingest as take_in
from rag.schemas import DocumentSummary, Hit, Language, LedgerOrder, Question, Record
from rag.settings import Settings, get_settings
from rag.storage import DataDirectory
from rag.wording import say
from rag.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULT: Final = 1
_BAD_USAGE: Final = 2
_SOME_REFUSED: Final = 3

app = typer.Typer(
    name="tiaowen",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="条问: questions about policy documents, answered by the clause that proves it.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]


@dataclass
class _Session:
    """What was chosen for every command alike, in this process."""

    language: Language = "zh"
    debug: bool = False


_session = _Session()


class LanguageName(StrEnum):
    """Languages the command line speaks."""

    ZH = "zh"
    EN = "en"


class Hits(Record):
    """What ``search --json`` prints."""

    hits: tuple[Hit, ...]


class Documents(Record):
    """What ``documents --json`` prints."""

    documents: tuple[DocumentSummary, ...]


@app.callback()
def _choose(
    language: Annotated[
        LanguageName | None, typer.Option(help="Language; unset: that of the terminal.")
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show warnings, and where an error arose.")
    ] = False,
) -> None:
    _session.language = language.value if language else _of_the_terminal()
    _session.debug = debug
    logging.basicConfig(level=logging.INFO if debug else logging.ERROR)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Take files and folders in; what has not changed is not touched."""
    settings = get_settings()
    with (
        Workspace.open(settings) as workspace,
        console.progress_of(_session.language, quiet=as_json) as progress,
    ):
        report = take_in(paths, settings, workspace.catalog, workspace.index, progress)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        console.show_ingest(report, _session.language)
    if report.problems:
        raise typer.Exit(_FAULT)
    if report.refused:
        raise typer.Exit(_SOME_REFUSED)


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
        console.show_hits(hits, _session.language)


@app.command()
def serve() -> None:
    """Serve the question page and the interface over HTTP."""
    settings = get_settings()
    _check_port(settings)
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(say("operator.loading", _session.language), err=True)
    from rag.chain import Engine  # noqa: PLC0415  what other commands need not load
    from rag.web.serve import serve as run  # noqa: PLC0415
    from server import build  # noqa: PLC0415

    with Engine.open(settings, address) as engine:
        application = build(engine, settings)
        typer.echo(say("operator.serving", _session.language, address=address))
        run(application, settings)


@app.command(name="eval")
def evaluate(
    dataset: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Questions; unset: ours.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure the answers against a set of questions."""
    try:
        run = import_module("eval.run")
    except ModuleNotFoundError as error:
        if error.name not in {"eval", "eval.run"}:
            raise
        typer.echo(say("operator.no_eval", _session.language), err=True)
        raise typer.Exit(_FAULT) from error
    chosen = ["--dataset", str(dataset)] if dataset is not None else []
    raise typer.Exit(run.main([*chosen, *(["--json"] if as_json else [])]))


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List the documents taken in; works beside a running server too."""
    with _reading(get_settings()) as catalog:
        found = catalog.documents()
    if as_json:
        typer.echo(Documents(documents=found).model_dump_json(indent=2))
    else:
        console.show_documents(found, _session.language)


@app.command()
def commitments(  # noqa: PLR0913, PLR0917  one for each filter of the contract
    region: Annotated[str, typer.Option(help="District, under any of its names.")] = "",
    category: Annotated[str, typer.Option(help="Category, e.g. 住房.")] = "",
    unit: Annotated[str, typer.Option(help="Unit of the figure, e.g. 公里.")] = "",
    q: Annotated[str, typer.Option("-q", "--q", help="Words that each row must hold.")] = "",
    deadline_before: Annotated[str, typer.Option(help="Last day: YYYY-MM-DD or MM-DD.")] = "",
    deadline_after: Annotated[str, typer.Option(help="First day: YYYY-MM-DD or MM-DD.")] = "",
    document_id: Annotated[str, typer.Option(help="Rows of this document alone.")] = "",
    strict: Annotated[
        bool | None, typer.Option("--strict/--not-strict", help="With a literal figure or date.")
    ] = None,
    sort: Annotated[LedgerOrder, typer.Option(help="- puts the greatest first.")] = "document",
    limit: Annotated[int | None, typer.Option(help="Most rows; unset: all, to 10000.")] = None,
    offset: Annotated[int, typer.Option(help="Rows passed over.")] = 0,
    form: Annotated[
        Literal["table", "csv", "xlsx", "ics", "json"] | None,
        typer.Option("--format", help="Unset: that of the file's name, or a table."),
    ] = None,
    output: Annotated[Path | None, typer.Option(dir_okay=False, help="File to write.")] = None,
) -> None:
    """List what the documents promise: figures and deadlines, each with its words."""
    from rag import exports  # noqa: PLC0415  what other commands need not load

    name = output.name if output else None
    kind = exports.wanted_format(form, name, to_terminal=sys.stdout.isatty())
    filters = exports.LedgerFilters.typed(
        region=region,
        category=category,
        unit=unit,
        q=q,
        deadline_before=deadline_before,
        deadline_after=deadline_after,
        document_id=document_id,
        strict=strict,
        sort=sort,
        limit=limit,
        offset=offset,
    )
    settings = get_settings()
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    with _reading(settings) as catalog:
        ledger = exports.Ledger.of(catalog)
        if kind is None:
            found = ledger.read(filters, base, exports.MOST_ROWS)
            exports.show_commitments(found, _session.language)
            return
        made = exports.export(ledger, filters, kind, base, _session.language)
    if output is None:
        typer.echo(made.content, nl=False)
    else:
        _write(output, made.content)
    exports.show_extent(made.shown, made.total, _session.language)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        detail = error.strerror or error
        words = say("operator.unwritable", _session.language, path=path, detail=detail)
        typer.echo(words, err=True)
        raise typer.Exit(_FAULT) from error


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
        damage = workspace.catalog.check()
        if repair:
            with console.progress_of(_session.language, quiet=as_json) as progress:
                workspace.index.embed_missing(
                    None if progress is None else lambda n, of: progress("embed", n, of)
                )
            workspace.index.rebuild()
        report = workspace.index.verify()
        encoder = workspace.encoder
        diagnosis = console.Diagnosis(
            sound=report.sound and not damage and workspace.encoder_problem is None,
            documents=len(workspace.catalog.stored()),
            encoder=encoder.fingerprint.key if encoder is not None else None,
            encoder_problem=workspace.encoder_problem,
            damage=damage,
            repairs=workspace.index.repairs,
            index=report,
        )
    if as_json:
        typer.echo(diagnosis.model_dump_json(indent=2))
    else:
        console.show_diagnosis(diagnosis, _session.language)
    if not diagnosis.sound:
        raise typer.Exit(_FAULT)


@contextmanager
def _reading(settings: Settings) -> Iterator[Catalog]:
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


def _check_port(settings: Settings) -> None:
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
                _session.language,
                host=settings.host,
                port=settings.port,
                detail=error.strerror or error,
            ),
            err=True,
        )
        raise typer.Exit(_FAULT) from error


def _of_the_terminal() -> Language:
    # as set: getlocale would call the neutral C.UTF-8 English
    return "en" if locale.setlocale(locale.LC_CTYPE).startswith("en") else "zh"


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if _session.debug:
        sys.__excepthook__(kind, error, trace)
    else:
        detail = " ".join(str(error).split())
        words = say("operator.unexpected", _session.language, kind=kind.__name__, detail=detail)
        typer.echo(words, err=True)


def main() -> None:
    """Run the command line; every fault is one line on standard error."""
    sys.excepthook = _unexpected
    try:
        typer.main.get_command(app)()  # not app(), which would set an excepthook of its own
    except TiaowenError as error:
        if _session.debug:
            raise
        typer.echo(console.explain(error, _session.language), err=True)
        usage = isinstance(error, InputError | ConfigurationError)
        sys.exit(_BAD_USAGE if usage else _FAULT)
