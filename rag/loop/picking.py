"""What staff pick of the documents, held against them: gold clauses, and curated answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from rag.compose.curated import draft_of
from rag.errors import InputError
from rag.gate import examine
from rag.library import Library
from rag.loop.masking import MASK, masked
from rag.schemas import Clause, Curated, CuratedQuote, Pick
from rag.text import clean, fold

ClauseOf = Callable[[str], Clause | None]

_WORDINGS: Final = 50
_QUOTES: Final = 5
_CHARS: Final = 500


def quotes_of(library: Library, clause_of: ClauseOf, picks: Sequence[Pick]) -> list[CuratedQuote]:
    """Return the words picked, each with its place in the present version of its document.

    Raises:
        InputError: Nothing is picked, or too much; a clause is gone; or the words do not
            stand in the clause just so. ``reason`` says which.
    """
    if not picks:
        raise InputError(reason="no_clause")
    if len(picks) > _QUOTES:
        raise InputError(reason="too_many_clauses", most=_QUOTES)
    return [_quote(library, clause_of, pick) for pick in picks]


def _quote(library: Library, clause_of: ClauseOf, pick: Pick) -> CuratedQuote:
    clause = clause_of(pick.clause_id)
    if clause is None or clause.document_id not in library.summaries:
        raise InputError(reason="clause_gone")
    document = library.document(clause.document_id)
    whole = document.text[clause.start : clause.end]
    wanted = clean(pick.quote).strip() or whole.strip()
    at = whole.find(wanted)
    if at < 0:
        raise InputError(reason="not_in_clause", clause=clause.path)
    start = clause.start + at
    return CuratedQuote(
        document_id=document.id,
        content_hash=document.content_hash,
        clause_id=clause.id,
        start=start,
        end=start + len(wanted),
        quote=wanted,
    )


def curate(
    library: Library, clause_of: ClauseOf, wordings: Sequence[str], picks: Sequence[Pick]
) -> Curated:
    """Return the answer of the words picked, pinned to the wordings, if the gate lets it pass.

    Raises:
        InputError: As ``quotes_of``, or no wording can be matched, or the gate objects.
    """
    kept = list(dict.fromkeys(masked(wording, _CHARS) for wording in wordings[:_WORDINGS]))
    kept = [wording for wording in kept if wording and MASK not in wording]
    if not kept:
        raise InputError(reason="no_wording")
    curated = Curated(
        id=sha256(fold(kept[0]).encode()).hexdigest()[:16],
        created_at=datetime.now(UTC),
        wordings=tuple(kept),
        quotes=tuple(quotes_of(library, clause_of, picks)),
    )
    if not passes(curated, library):
        raise InputError(reason="gate_objects")
    return curated


def passes(curated: Curated, library: Library) -> bool:
    """Tell whether the gate has nothing against a curated answer."""
    documents = {q.document_id: library.document(q.document_id) for q in curated.quotes}
    gazetteer = library.gazetteer
    regions = {region: gazetteer.names_of(region) for region in gazetteer.regions}
    _, faults = examine(draft_of(curated), documents, regions)
    return not faults
