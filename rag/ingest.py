"""The building journey: files to documents, clauses, passages, catalog, index, vectors.

Each file is one transaction of the catalog, so that a journey cut short at any moment
leaves whole documents; walking it again does only what is left to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final, Literal, NamedTuple

from pydantic import Field

from rag.catalog import Catalog
from rag.clauses import clause_tree, passages
from rag.commitments import commitments
from rag.documents import candidates, discover, load_file, read_manifest, with_told
from rag.documents.manifest import NAME as MANIFEST
from rag.errors import DocumentError, EmbeddingError, SearchIndexError
from rag.index import Beside, Index
from rag.schemas import Document, DocumentMeta, FileNotice, Record
from rag.settings import Settings
from rag.wording import keys

Stage = Literal["read", "index", "embed"]
Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done, and of how much."""


_STAYING: Final = ("issuer", "region", "region_aliases")
"""What is said of a document, and not of one version of it."""


class FileOutcome(Record):
    """What became of one file.

    Attributes:
        source: Its path relative to the folder given, or the path given.
        document_id: The document it became, or None where it was refused.
        reason: Why it was refused, as a key of the wording page; else empty.
        values: What goes into that sentence.
        passages: How many passages its document has.
        notices: What was dropped or doubtful in it.
    """

    source: str
    outcome: Literal["new", "changed", "unchanged", "refused"]
    document_id: str | None = None
    reason: str = ""
    values: dict[str, str] = Field(default_factory=dict)
    passages: int = 0
    notices: tuple[FileNotice, ...] = ()


class IngestReport(Record):
    """What became of everything that was given.

    Attributes:
        files: One outcome for each file, in the order taken.
        passed_over: Files of formats that nothing reads, found beside the others.
        passages: Passages of the documents taken in or found unchanged.
        embedded: Texts whose vectors were made now.
        pending: Passages that have no vector yet; words alone find them.
        problems: What stands in the way of the index, apart from the files.
        seconds: How long it took.
        cancelled: Whether it was stopped; files it did not come to are not told of.
    """

    files: tuple[FileOutcome, ...]
    passed_over: tuple[str, ...]
    passages: int
    embedded: int
    pending: int
    problems: tuple[str, ...]
    seconds: float
    cancelled: bool = False

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """The files that were refused."""
        return tuple(file for file in self.files if file.outcome == "refused")


class _Found(NamedTuple):
    path: Path
    source: str
    meta: DocumentMeta | None
    fault: DocumentError | None = None


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    catalog: Catalog,
    index: Index,
    progress: Progress | None = None,
    *,
    embed: bool = True,
    stop: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """Take files and folders in; what has not changed is not touched.

    A folder's ``manifest.toml`` says what is known of its files; a manifest that
    changed updates what is known without dividing or embedding anything again.
    A file that cannot be read is refused with its reason, and the others go on.
    Vectors are made beside the reading, as far as that comes; the rest follows it.
    With ``embed=False`` making vectors is left to ``Index.embed_missing``. It ends after the
    file or the few texts it is at when ``stop`` says so, and goes on when called again.

    Raises:
        ConfigurationError: A manifest is wrong; nothing was taken in.
        CatalogError: The catalog fails; what was taken in before is kept.
    """
    began = perf_counter()
    report = progress or (lambda stage, done, total: None)
    found, passed_over = _look_through(paths)
    files = []
    problems = []
    with Beside(index, stop) as vectors:
        for done, file in enumerate(found):
            report("read", done, len(found))
            if stop():
                break
            files.append(_take_in_found(file, settings, catalog))
            if embed and files[-1].outcome in ("new", "changed"):
                vectors.more()
        report("read", len(files), len(found))
        report("index", 0, 1)
        try:
            index.refresh()
        except SearchIndexError as error:
            problems.append(f"lexical: {error.detail}")
        report("index", 1, 1)
    embedded = vectors.embedded
    if embed and not stop():
        try:
            embedded += _embed_rest(index, embedded, report, stop)
        except (EmbeddingError, SearchIndexError) as error:
            problems.append(f"vectors: {error.detail}")
    return IngestReport(
        files=tuple(files),
        passed_over=passed_over,
        passages=sum(file.passages for file in files),
        embedded=embedded,
        pending=index.pending,
        problems=tuple(dict.fromkeys([*problems, *index.problems])),
        seconds=round(perf_counter() - began, 3),
        cancelled=stop(),
    )


def _embed_rest(index: Index, before: int, report: Progress, stop: Callable[[], bool]) -> int:
    """Embed what was not embedded ``before``, beside the reading; return how many texts."""
    more = index.embed_missing(
        lambda done, total: report("embed", before + done, before + total), stop
    )
    if before and not more:
        report("embed", before, before)
    return more


def _look_through(paths: Sequence[Path]) -> tuple[list[_Found], tuple[str, ...]]:
    """Return the files to read with what is known of them, and those nothing reads."""
    found: list[_Found] = []
    passed_over: list[str] = []
    seen: dict[str, Path] = {}
    for root in paths:
        try:
            listed = discover(root)
        except DocumentError as error:
            found.append(_Found(root, str(root), None, error))
            continue
        manifest = read_manifest(root if root.is_dir() else root.parent)
        if root.is_dir():
            passed_over += _unreadable(root)
        for path, source in listed:
            real = path.resolve()
            if seen.get(source) == real:
                continue
            found.append(
                _Found(path, source, manifest.get(source), _fault(root, real, source, seen))
            )
            seen.setdefault(source, real)
    return found, tuple(passed_over)


def _fault(root: Path, real: Path, source: str, seen: dict[str, Path]) -> DocumentError | None:
    if root.is_dir() and not real.is_relative_to(root.resolve()):
        return DocumentError(source, reason="outside", name=source)
    if source in seen:
        return DocumentError(source, reason="same_name", name=source)
    return None


def _unreadable(root: Path) -> list[str]:
    """Return the files under ``root`` in formats that nothing reads, hidden ones left out."""
    others = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if (
            path.suffix.lower() not in candidates()
            and path.name != MANIFEST
            and not any(part.startswith(".") for part in parts)
            and path.is_file()
        ):
            others.append(path.relative_to(root).as_posix())
    return others


def _take_in_found(file: _Found, settings: Settings, catalog: Catalog) -> FileOutcome:
    if file.fault is not None:
        return _refusal(file.source, file.fault)
    return take_in(file.path, file.source, file.meta, settings, catalog)


def take_in(
    path: Path,
    source: str,
    meta: DocumentMeta | None,
    settings: Settings,
    catalog: Catalog,
    given: Mapping[str, object] | None = None,
) -> FileOutcome:
    """Read one file, and store it unless it stands in the catalog just so.

    Args:
        path: Where the file is.
        source: What it is called among the documents.
        meta: What a manifest says of it; None: what its words say.
        settings: What bounds the reading, and how text is divided.
        catalog: Where it is stored.
        given: Of an uploaded file, the fields of ``DocumentMeta`` that its sender stated;
            they stand in place of what was found. Issuer and region that neither says are
            those of the former version.
    """
    try:
        document, read = load_file(path, source, meta, settings)
    except DocumentError as error:
        if given is not None:  # the file on disk has a name of ours
            error.params["name"] = source
        return _refusal(source, error)
    former = catalog.document(document.id)
    if given is not None:
        told = {**_stays(document.meta, former), **given}
        document = document.model_copy(update={"meta": with_told(document.meta, told)})
    clauses = clause_tree(document)
    parts = passages(document, clauses, settings.passage_chars)
    rows = commitments(document, clauses)
    # compared part by part, so that better rules of division reach stored documents too
    same = (
        former == document
        and catalog.clauses(document.id) == clauses
        and catalog.passages(document.id) == parts
        and catalog.commitments_of(document.id) == frozenset(rows)
    )
    if not same:
        catalog.put(document, clauses, parts, rows)
    return FileOutcome(
        source=source,
        outcome="unchanged" if same else "new" if former is None else "changed",
        document_id=document.id,
        passages=len(parts),
        notices=read.notices,
    )


def _stays(meta: DocumentMeta, former: Document | None) -> dict[str, object]:
    """Return what the former version says of the document where this one says nothing."""
    if former is None:
        return {}
    return {name: getattr(former.meta, name) for name in _STAYING if not getattr(meta, name)}


def _refusal(source: str, error: DocumentError) -> FileOutcome:
    key = f"{error.code}.{error.params.get('reason')}"
    return FileOutcome(
        source=source,
        outcome="refused",
        reason=key if key in keys() else error.code,
        values={name: str(value) for name, value in error.params.items()},
    )
