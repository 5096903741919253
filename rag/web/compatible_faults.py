"""Faults in the shape that clients of OpenAI's protocol read; pure."""

from __future__ import annotations

from typing import Final

from rag.schemas import Record

PREFIX: Final = "/v1/"

_CODES: Final = {429: "rate_limit_exceeded"}
# that protocol tells every body it cannot take by this status
_STATUS: Final = {422: 400}


class Fault(Record):
    """What went wrong.

    Attributes:
        message: In words.
        type: Who is to act: ``invalid_request_error``, ``rate_limit_error``, ``server_error``.
        param: The parameter at fault, where it is one.
        code: Stable name of the fault.
    """

    message: str
    type: str
    param: str | None
    code: str


class FaultReply(Record):
    """The body of every reply that is a fault."""

    error: Fault


def fault_of(
    status: int, code: str, message: str, param: str | None = None
) -> tuple[int, FaultReply]:
    """Return the status and body for a fault of ours, given its status, code and words."""
    if status == 429:
        kind = "rate_limit_error"
    else:
        kind = "invalid_request_error" if status < 500 else "server_error"
    fault = Fault(message=message, type=kind, param=param, code=_CODES.get(status, code))
    return _STATUS.get(status, status), FaultReply(error=fault)
