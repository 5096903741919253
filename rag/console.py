"""What the command line shows: progress, reports, answers; no decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from rag.errors import TiaowenError
from rag.index import IndexReport
from rag.ingest import IngestReport, Stage
from rag.schemas import Answer, Citation, DocumentSummary, Hit, Language, Record
from rag.wording import keys, say

_NAMED = 5
_EXCERPT = 100


class Diagnosis(Record):
    """What ``doctor`` found.

    Attributes:
        sound: Whether nothing is wrong now.
        documents: How many the catalog holds.
        encoder: Fingerprint of the embedding model, or None where words alone are searched.
        encoder_problem: Why there is none although one is configured, or None.
        damage: What the database finds wrong with itself.
        repairs: What was found damaged, and has been built anew.
        index: The index held against the catalog.
    """

    sound: bool
    documents: int
    encoder: str | None
    encoder_problem: str | None
    damage: tuple[str, ...]
    repairs: tuple[str, ...]
    index: IndexReport


def explain(error: TiaowenError, language: Language) -> str:
    """Put a fault into one line for whoever runs the product.

    A fault without words of its own speaks with those of its parent.
    """
    known = keys()
    kinds = [kind for kind in type(error).__mro__ if issubclass(kind, TiaowenError)]
    reason = error.params.get("reason")
    names = [
        name
        for kind in kinds
        for name in (
            f"operator.{kind.code}.{reason}",
            f"{kind.code}.{reason}",
            f"operator.{kind.code}",
            kind.code,
        )
    ]
    key = next(name for name in names if name in known)
    detail = " ".join((error.detail or error.code).split()).rstrip(".。")
    return say(key, language, **{"what": detail, **error.params, "detail": detail})


@contextmanager
def progress_of(
    language: Language, *, quiet: bool
) -> Iterator[Callable[[Stage, int, int], None] | None]:
    """Yield what shows progress on standard error: a bar on a terminal, lines elsewhere."""
    console = Console(stderr=True)
    if quiet:
        yield None
    elif console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console) as bars:
            yield _Bars(bars, language)
    else:
        yield _Lines(language)


class _Bars:
    """One bar for each stage."""

    def __init__(self, bars: Progress, language: Language) -> None:
        self._bars = bars
        self._language = language
        self._tasks: dict[Stage, TaskID] = {}

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if stage not in self._tasks:
            name = say(f"operator.stage.{stage}", self._language)
            self._tasks[stage] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)


class _Lines:
    """A line at each tenth of a stage."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._shown: dict[Stage, int] = {}

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if self._shown.get(stage) != tenth:
            self._shown[stage] = tenth
            name = say(f"operator.stage.{stage}", self._language)
            typer.echo(f"{name} {done}/{total}", err=True)


def show_ingest(report: IngestReport, language: Language) -> None:
    """Show what became of each file that was given."""
    for file in report.files:
        if file.outcome == "refused":
            reason = say(file.reason, language, **file.values)
            typer.echo(
                say("operator.ingest.refused", language, source=file.source, reason=reason),
                err=True,
            )
        elif file.outcome != "unchanged":
            key = f"operator.ingest.{file.outcome}"
            typer.echo(say(key, language, source=file.source, passages=file.passages))
            for notice in file.notices:
                words = say(notice.key, language, **notice.values)
                typer.echo(say("operator.ingest.notice", language, words=words))
    if report.passed_over:
        names = ", ".join(report.passed_over[:_NAMED])
        count = len(report.passed_over)
        typer.echo(say("operator.ingest.passed_over", language, count=count, names=names))
    counts = {
        outcome: sum(file.outcome == outcome for file in report.files)
        for outcome in ("new", "changed", "unchanged", "refused")
    }
    typer.echo(
        say(
            "operator.ingest.summary",
            language,
            **counts,
            passages=report.passages,
            seconds=report.seconds,
        )
    )
    if report.cancelled:
        typer.echo(say("operator.ingest.cancelled", language), err=True)
    if report.pending:
        typer.echo(say("operator.ingest.pending", language, pending=report.pending))
    for problem in report.problems:
        typer.echo(say("operator.problem", language, problem=problem), err=True)


def show_answer(answer: Answer, language: Language) -> None:
    """Show an answer, and below it the clauses that it rests on."""
    typer.echo(answer.answer)
    for notice in answer.notices:
        typer.echo(f"\n{notice}")
    _show_citations(answer.citations, language)
    if answer.near:
        typer.echo("\n" + say("operator.near", language))
        _show_citations(answer.near, language)


def _show_citations(citations: Iterable[Citation], language: Language) -> None:
    for citation in citations:
        line = say(
            "operator.source",
            language,
            marker=citation.marker,
            title=citation.title,
            standing=say(f"status.{citation.document_status}", language),
            path=citation.clause_path,
            heading=citation.clause_title,
        )
        typer.echo(f"\n{line.rstrip()}\n    {citation.quote}")


def show_hits(hits: Iterable[Hit], language: Language) -> None:
    """Show passages found, the best first."""
    rank = 0
    for rank, hit in enumerate(hits, start=1):
        line = say(
            "operator.hit",
            language,
            rank=rank,
            title=hit.title,
            path=hit.clause_path,
            score=hit.score,
        )
        text = " ".join(hit.text.split())
        typer.echo(f"{line}\n    {text[:_EXCERPT]}{'…' if len(text) > _EXCERPT else ''}")
    if not rank:
        typer.echo(say("operator.no_hits", language))


def show_documents(documents: Iterable[DocumentSummary], language: Language) -> None:
    """Show one line for each document."""
    shown = False
    for document in documents:
        shown = True
        typer.echo(
            say(
                "operator.document",
                language,
                id=document.id,
                title=document.meta.title,
                standing=say(f"status.{document.meta.status}", language),
                source=document.source,
                clauses=document.clauses,
                passages=document.passages,
                characters=document.characters,
            )
        )
    if not shown:
        typer.echo(say("operator.no_documents", language))


def show_index(report: IndexReport, language: Language) -> None:
    """Show what a look at the whole index found."""
    typer.echo(say("operator.doctor.words", language, lost=len(report.lost_to_words)))
    typer.echo(
        say(
            "operator.doctor.vectors",
            language,
            vectors=report.vectors,
            lost=len(report.lost_to_vectors),
            pending=report.pending,
        )
    )
    for problem in report.problems:
        typer.echo(say("operator.problem", language, problem=problem), err=True)


def show_diagnosis(diagnosis: Diagnosis, language: Language) -> None:
    """Print what ``doctor`` found, and whether all is well."""

    def show(key: str, **values: object) -> None:
        typer.echo(say(key, language, **values))

    show(
        "operator.doctor.catalog",
        documents=diagnosis.documents,
        passages=diagnosis.index.passages,
    )
    for detail in diagnosis.damage:
        show("operator.doctor.damaged", detail=detail)
    if diagnosis.encoder is not None:
        show("operator.doctor.encoder", name=diagnosis.encoder)
    else:
        show("operator.doctor.no_encoder")
    if diagnosis.encoder_problem is not None:
        show("operator.problem", problem=diagnosis.encoder_problem)
    for found in diagnosis.repairs:
        show("operator.doctor.repaired", repair=found)
    show_index(diagnosis.index, language)
    show("operator.doctor.sound" if diagnosis.sound else "operator.doctor.unsound")
