"""Routes for those who run the service: alive, ready, measured."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from rag.schemas import Readiness, Record
from rag.web.desk import AtDesk
from rag.web.models import NotReady
from rag.web.problems import respond, simple_problem

log = logging.getLogger("tiaowen.web")

router = APIRouter(tags=["operators"])


class Health(Record):
    """The process is alive."""

    status: str = "ok"


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answer at once, whatever else is going on."""
    return Health()


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: {"model": NotReady, "description": "Not ready, and why"}},
    summary="Can questions be answered?",
)
def readyz(request: Request, desk: AtDesk) -> Readiness | Response:
    """Check that the index really answers; 503 with the problems where it does not."""
    readiness = desk.engine.readiness()
    if readiness.ready:
        return readiness
    log.warning("not ready: %s", "; ".join(readiness.problems))
    # what follows the name of a problem tells of the inside, and stays in the log
    named = tuple(problem.partition(":")[0] for problem in readiness.problems)
    told = readiness.model_copy(update={"problems": named})
    return respond(simple_problem("not_ready", 503, request), **told.model_dump(mode="json"))


@router.get("/metrics", response_class=PlainTextResponse, summary="Meters for Prometheus")
async def metrics(desk: AtDesk) -> Response:
    """Return counts and durations in the Prometheus text format."""
    return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
