"""The route to the ledger: every commitment that the documents make, filtered, as a file too."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from rag.exports import FORMATS, FileFormat, Ledger, LedgerFilters, LedgerResult, export
from rag.web.desk import AtDesk
from rag.web.headers import language_of, visitor_of
from rag.web.serve import address_of
from rag.wording import say

router = APIRouter(prefix="/api", tags=["library"])

_JSON_ROWS: Final = 200
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FILES: Final = {
    known.media_type.partition(";")[0]: _BINARY for kind, known in FORMATS.items() if kind != "json"
}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The rows; `x-total-count` says how many match in all.",
        "content": _FILES,
        "headers": {"x-total-count": {"schema": {"type": "integer"}}},
    }
}


class LedgerRequest(LedgerFilters):
    """Filters, and what the rows are wanted as."""

    format: FileFormat = Field(
        "json",
        description="`csv` and `xlsx` open in spreadsheets; `ics` holds the deadlines whose "
        "year is known as calendar entries.",
    )


async def may_list(request: Request, desk: AtDesk) -> None:
    """Count a look into the ledger against its sender's limit."""
    desk.limit.check(visitor_of(request.client.host if request.client else None), "ledger")


@router.get(
    "/commitments",
    dependencies=[Depends(may_list)],
    response_model=LedgerResult,
    responses=_RESPONSES,
    summary="List commitments",
)
def commitments(
    request: Request, asked: Annotated[LedgerRequest, Query()], desk: AtDesk
) -> Response:
    """Return the measurable or time-bound commitments of the documents, each with its words.

    All filters hold together. A deadline whose year the document does not tell is compared
    by month and day, and fits where it may fall between the days asked for.
    """
    library = desk.engine.library
    ledger = Ledger(desk.engine.catalog, library.summaries, library.gazetteer)
    base = desk.settings.public_url
    if asked.format == "json":
        found = ledger.read(asked, base, _JSON_ROWS)
        return _reply(found.model_dump_json(), "application/json", found.total)
    language = language_of(request)
    made = export(ledger, asked, asked.format, base or address_of(desk.settings), language)
    reply = _reply(made.content, FORMATS[asked.format].media_type, made.total)
    name = f"{say('export.file', language)}.{asked.format}"
    reply.headers["content-disposition"] = (
        f"attachment; filename=\"commitments.{asked.format}\"; filename*=UTF-8''{quote(name)}"
    )
    return reply


def _reply(content: str | bytes, media_type: str, total: int) -> Response:
    return Response(content, media_type=media_type, headers={"x-total-count": str(total)})
