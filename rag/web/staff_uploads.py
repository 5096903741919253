"""The staff page of the documents: handing in, watching the work, reading again, erasing.

It needs no script; with script an upload is followed without leaving the page.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from rag.schemas import Language
from rag.web.job_models import JobSummary, status_of
from rag.web.library import documents_on_file
from rag.web.staff_visit import StaffForm, StaffRoute, StaffVisit, refuse_stale
from rag.web.upload_form import read_upload
from rag.wording import keys, pattern

router = APIRouter(prefix="/staff", include_in_schema=False, route_class=StaffRoute)

HOME: Final = "/staff/documents"
LARGE: Final = (HOME,)
"""Addresses that take more than other bodies."""

_LOOK_AGAIN_S: Final = 2
_SAID: Final = ("staff.upload.told.", "staff.job.stage.", "staff.job.file.")


@router.get("/documents", response_class=HTMLResponse)
def documents(visit: StaffVisit) -> Response:
    """Show the documents, how far each is indexed, and the last jobs."""
    engine = visit.desk.engine
    encoder = engine.workspace.encoder
    pending: frozenset[str] = frozenset()
    if encoder is not None:
        pending = engine.catalog.incomplete_documents(encoder.fingerprint.key)
    return visit.show(
        "staff_documents.html",
        "documents",
        scripted=True,
        documents=documents_on_file(visit.desk),
        uses_vectors=encoder is not None,
        incomplete=pending,
        pending=engine.index.pending if encoder is not None else 0,
        jobs=[JobSummary.of(job) for job in visit.desk.jobs.recent()],
        upload_words=_said(visit.language),
        done=visit.request.query_params.get("done") == "deleted",
    )


@router.post("/documents")
async def upload(request: Request, visit: StaffVisit) -> RedirectResponse:
    """Take files, and show the job that reads them."""
    job = await read_upload(request, visit.desk, partial(refuse_stale, visit))
    return visit.go(f"/staff/jobs/{job.id}")


@router.post("/documents/{document_id}/delete")
async def delete(document_id: str, visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Erase a document."""
    del form  # read for its token alone
    await run_in_threadpool(visit.desk.jobs.delete, document_id)
    return visit.go(HOME, done="deleted")


@router.post("/reindex")
def reindex(visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Read the kept files again, and build the index anew."""
    del form
    return visit.go(f"/staff/jobs/{visit.desk.jobs.reindex().id}")


@router.get("/jobs/{job_id}", response_class=HTMLResponse)
def job(job_id: str, visit: StaffVisit) -> Response:
    """Show how far a job is; the page looks again by itself until it has ended."""
    found = status_of(visit.desk.jobs.find(job_id), visit.language)
    again = None if found.state.ended else _LOOK_AGAIN_S
    return visit.show("staff_job.html", "documents", job=found, again=again)


@router.post("/jobs/{job_id}/cancel")
def cancel(job_id: str, visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Call a job off."""
    del form
    visit.desk.jobs.cancel(job_id)
    return visit.go(f"/staff/jobs/{job_id}")


def _said(language: Language) -> dict[str, str]:
    """Return what the page's script says of an upload."""
    return {key: pattern(key, language) for key in sorted(keys()) if key.startswith(_SAID)}
