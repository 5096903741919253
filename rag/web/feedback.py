"""The route for what people think of an answer."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request

from rag.schemas import Feedback
from rag.web.desk import AtDesk
from rag.web.headers import visitor_of
from rag.web.public import from_known_page, json_only

router = APIRouter(tags=["public"])


async def may_rate(request: Request, desk: AtDesk) -> None:
    """Count a rating against its sender's limit."""
    desk.limit.check(visitor_of(request.client.host if request.client else None), "feedback")


@router.post(
    "/api/feedback",
    dependencies=[Depends(from_known_page), Depends(may_rate), Depends(json_only)],
    status_code=204,
    summary="Say what an answer was worth",
)
def feedback(body: Feedback, desk: AtDesk) -> None:
    """Take a rating of an answer given; a second one of the same answer replaces the first.

    `reason` is a word or two, `comment` whatever else is to be said.
    """
    desk.journal.feedback(body)
    desk.metrics.feedback(body.rating)
