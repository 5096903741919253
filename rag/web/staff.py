"""Routes for staff: what was asked, and what is to be made of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from rag.schemas import Stats
from rag.web.desk import AtDesk
from rag.web.staff_door import StaffOnly

router = APIRouter(prefix="/api", tags=["staff"], dependencies=[StaffOnly])

Days = Annotated[int, Query(ge=1, le=365, description="How many days, today included.")]


@router.get("/stats", summary="What was asked, refused and cited")
def stats(desk: AtDesk, days: Days = 30) -> Stats:
    """Count the questions of the last days, and group those that found no good answer."""
    desk.journal.settle()
    return desk.statistics().of(days)
