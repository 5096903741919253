"""Numbering evidence into citations, and joining sentences with their markers; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from rag.library import Library
from rag.schemas import Citation, DocumentStatus, Draft, Evidence, Hit, Language
from rag.standing import standing, today
from rag.wording import say

VERSION_DIGITS: Final = 12
"""How much of the hash of a text a link names it by."""
_MARKED: Final = re.compile(r"\[([0-9]{1,3})\]")


def permalink(
    base: str | None, document_id: str, clause_id: str, start: int, end: int, version: str = ""
) -> str:
    """Return the address of the reader page at a quote; relative where ``base`` is None.

    ``version`` is the hash of the text that was quoted, so that the page can tell when it
    has another.
    """
    root = (base or "").rstrip("/")
    named = f"&version={version[:VERSION_DIGITS]}" if version else ""
    return f"{root}/documents/{document_id}?start={start}&end={end}{named}#{clause_id}"


def clause_link(base: str | None, document_id: str, clause_id: str) -> str:
    """Return the address of the reader page at a clause; relative where ``base`` is None."""
    return f"{(base or '').rstrip('/')}/documents/{document_id}#{clause_id}"


def citation(library: Library, base: str | None, marker: int, evidence: Evidence) -> Citation:
    """Return the citation of a piece of evidence under its number."""
    summary = library.summaries[evidence.document_id]
    meta = summary.meta
    expired = standing(meta, today()) == "expired"
    clause = library.clause_at(evidence.document_id, evidence.start, evidence.end)
    document = library.document(evidence.document_id)
    return Citation(
        marker=marker,
        document_id=evidence.document_id,
        source=summary.source,
        title=meta.title,
        issuer=meta.issuer,
        region=meta.region,
        document_status=DocumentStatus.UNKNOWN if expired else meta.status,
        issued_on=meta.issued_on,
        effective_on=meta.effective_on,
        expires_on=meta.expires_on,
        expired=expired,
        version=summary.content_hash,
        clause_id=clause.id,
        clause_path=clause.path,
        clause_title=clause.title,
        topic=evidence.topic,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        permalink=permalink(
            base,
            evidence.document_id,
            clause.id,
            evidence.start,
            evidence.end,
            summary.content_hash,
        ),
        page=document.page_at(evidence.start),
        scanned=document.is_scanned(evidence.start, evidence.end),
    )


def scanned_notices(citations: Iterable[Citation], language: Language) -> tuple[str, ...]:
    """Return a notice for each document of which recognised words are cited."""
    titles = dict.fromkeys(cited.title for cited in citations if cited.scanned)
    return tuple(say("notice.scanned", language, title=title) for title in titles)


def numbered(
    draft: Draft, library: Library, base: str | None, language: Language
) -> tuple[str, tuple[Citation, ...]]:
    """Return the text of a draft with its markers, and the citations they stand for.

    Evidence is numbered in the order in which sentences first cite it; what no sentence
    cites is left out. What looks like a marker in the words of a document is none of ours,
    and is told with wide brackets; the quotes of the citations keep it as it is.
    """
    order: dict[int, int] = {}
    pieces: list[str] = []
    for sentence in draft.sentences:
        markers = "".join(
            f"[{order.setdefault(index, len(order) + 1)}]" for index in sentence.evidence
        )
        pieces.append(_MARKED.sub(r"［\1］", sentence.text) + markers)
    cited = tuple(
        citation(library, base, marker, draft.evidence[index]) for index, marker in order.items()
    )
    if not cited:
        return say("answer.gap", language).join(pieces), cited
    text = pieces[0]
    for (before, after), piece in zip(pairwise(draft.sentences), pieces[1:], strict=True):
        flows = before.generated and after.generated
        text += (say("answer.gap", language) if flows else "\n") + piece
    return text, cited


def near(library: Library, base: str | None, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """Return the closest clauses as citations, one per clause, numbered from 1."""
    found: list[Citation] = []
    for hit in hits:
        if all(hit.clause_id != other.clause_id for other in found):
            evidence = Evidence(
                document_id=hit.document_id,
                clause_id=hit.clause_id,
                topic=hit.passage.topic,
                start=hit.start,
                end=hit.end,
                quote=hit.text,
            )
            found.append(citation(library, base, len(found) + 1, evidence))
    return tuple(found)
