"""Routes for everyone who reads: the documents and their clauses as JSON."""

from __future__ import annotations

from fastapi import APIRouter

from rag.errors import NotFoundError
from rag.schemas import Document, DocumentSummary
from rag.web.desk import AtDesk, Desk
from rag.web.models import (
    ClauseFull,
    ClauseTree,
    DocumentList,
    tree_of,
)

router = APIRouter(prefix="/api", tags=["library"])


def document_or_refuse(desk: Desk, document_id: str) -> Document:
    """Return the document, with what others say of it among what is known of it.

    Raises:
        NotFoundError: The catalog has none of that id.
    """
    document = desk.engine.catalog.document(document_id)
    if document is None:
        raise NotFoundError(reason="document")
    return document.model_copy(update={"meta": desk.engine.library.meta_of(document)})


def documents_on_file(desk: Desk) -> tuple[DocumentSummary, ...]:
    """Return every document in the catalog, each with what others say of it."""
    meta_of = desk.engine.library.meta_of
    return tuple(
        one.model_copy(update={"meta": meta_of(one)}) for one in desk.engine.catalog.documents()
    )


@router.get("/documents", summary="List the documents")
def documents(desk: AtDesk) -> DocumentList:
    """Return what is known of every document in the catalog."""
    return DocumentList(documents=documents_on_file(desk))


@router.get("/documents/{document_id}", summary="Read one document")
def document(document_id: str, desk: AtDesk) -> Document:
    """Return a document with its stored text, which every offset refers to."""
    return document_or_refuse(desk, document_id)


@router.get("/documents/{document_id}/clauses", summary="Get the clauses of one document")
def clauses(document_id: str, desk: AtDesk) -> ClauseTree:
    """Return the clauses of a document as a tree in reading order."""
    document_or_refuse(desk, document_id)
    return tree_of(document_id, desk.engine.catalog.clauses(document_id))


@router.get("/clauses/{clause_id}", summary="Read one clause")
def clause(clause_id: str, desk: AtDesk) -> ClauseFull:
    """Return one clause with its words and its place."""
    found = desk.engine.catalog.clause(clause_id)
    if found is None:
        raise NotFoundError(reason="clause")
    holder = document_or_refuse(desk, found.document_id)
    base = (desk.settings.public_url or "").rstrip("/")
    return ClauseFull(
        **found.model_dump(),
        text=holder.text[found.start : found.end],
        source=holder.source,
        meta=holder.meta,
        permalink=f"{base}/documents/{holder.id}#{found.id}",
    )
