"""Routes for staff: documents handed in, the work on them watched, documents erased."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from rag.schemas import DocumentMeta
from rag.web.desk import AtDesk
from rag.web.headers import language_of
from rag.web.job_models import Accepted, JobList, JobStatus, JobSummary, status_of
from rag.web.staff_door import StaffOnly
from rag.web.upload_form import read_upload

router = APIRouter(prefix="/api", tags=["staff"], dependencies=[StaffOnly])

LARGE: Final = ("/api/documents",)
"""Addresses that take more than other bodies."""

_STATED: Final[dict[str, dict[str, Any]]] = {
    name: {"type": "string", "description": "Stated of every file sent."}
    for name in DocumentMeta.model_fields
    if name != "found"  # tells of the words alone
}
_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "format": "binary"},
                    },
                    **_STATED,
                },
            }
        }
    },
}


# the body is read by hand, so that nobody fills the disk who may not
@router.post(
    "/documents",
    status_code=202,
    summary="Hand in documents",
    openapi_extra={"requestBody": _BODY},
)
async def upload(request: Request, desk: AtDesk) -> Accepted:
    """Take files, and read them in the background; once this is answered they are not lost.

    A file of a name that is known becomes the new version of that document. What the form
    states of them (`title`, `issuer`, `region`, ...) stands in place of what their words say.
    """
    job = await read_upload(request, desk)
    return Accepted(job_id=job.id)


@router.post("/reindex", status_code=202, summary="Read the kept files again")
def reindex(desk: AtDesk) -> Accepted:
    """Read every uploaded file anew, and build the whole index anew, in the background."""
    return Accepted(job_id=desk.jobs.reindex().id)


@router.get("/jobs", summary="List the last jobs")
def jobs(desk: AtDesk) -> JobList:
    """Return the last jobs, the newest first."""
    return JobList(jobs=tuple(JobSummary.of(job) for job in desk.jobs.recent()))


@router.get("/jobs/{job_id}", summary="See how far a job is")
def job(job_id: str, request: Request, desk: AtDesk) -> JobStatus:
    """Return the stage a job is at, how much of it is done, and what became of each file."""
    return status_of(desk.jobs.find(job_id), language_of(request))


@router.delete("/jobs/{job_id}", status_code=204, summary="Call a job off")
def cancel(job_id: str, desk: AtDesk) -> None:
    """End a job after the file or step it is at; documents already taken in stay."""
    desk.jobs.cancel(job_id)


@router.delete("/documents/{document_id}", status_code=204, summary="Erase a document")
async def delete(document_id: str, desk: AtDesk) -> None:
    """Erase a document: its text, vectors, index entries and file are gone, on disk too."""
    await run_in_threadpool(desk.jobs.delete, document_id)
