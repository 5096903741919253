"""Faults as problem documents (RFC 9457), in the caller's language.

Every fault that leaves the web face goes through ``problem_of``: the tree in
``rag.errors`` gives the code, the wording page the words, this table the status.
No exception's own message is ever shown, so that no path and no traceback can be.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount

from rag import errors
from rag.schemas import Language, Record
from rag.web import compatible_faults as compatible
from rag.web.fault_page import fault_page, wants_page
from rag.web.headers import SAFE_HEADERS, language_of
from rag.wording import keys, say

log = logging.getLogger("tiaowen.web")

MEDIA_TYPE: Final = "application/problem+json"

_STATUS: Final[dict[type[errors.TiaowenError], int]] = {
    errors.NotFoundError: 404,
    errors.InputError: 422,
    errors.NotStaffError: 401,
    errors.AccessError: 403,
    errors.RateLimitError: 429,
    errors.AnswerTimeoutError: 504,
    errors.ServiceError: 503,
    errors.StorageError: 503,
    errors.EmbeddingError: 503,
    errors.TiaowenError: 500,
}

_HTTP_CODES: Final[dict[int, str]] = {
    404: "no_page",
    405: "method",
    413: "too_large",
    415: "media_type",
}

_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_FULL: Final = Match.FULL
_MISSING: Final = "missing"
_UNKNOWN: Final = "extra_forbidden"
_READ_FROM: Final = ("body", "query", "path", "header")
_FIELDS_NAMED: Final = 5
_FIELD_CHARS: Final = 60


class Problem(Record):
    """A fault, as RFC 9457 lays it out.

    Attributes:
        type: Stable name of the kind of fault, as a URN.
        title: The kind of fault in words.
        status: The HTTP status.
        detail: What happened to this request, in words.
        request_id: Names the request in the server's log.
    """

    type: str
    title: str
    status: int
    detail: str
    request_id: str

    @property
    def code(self) -> str:
        """The last part of its type."""
        return self.type.rpartition(":")[2]


def problem_of(error: errors.TiaowenError, language: Language, request_id: str) -> Problem:
    """Put a fault of the tree into words.

    A fault that has no words of its own speaks with those of its parent. One of our own
    making is logged under the request's id, which its words tell.
    """
    known = keys()
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    code = next(
        kind.code
        for kind in type(error).__mro__
        if issubclass(kind, errors.TiaowenError) and f"title.{kind.code}" in known
    )
    reason = error.params.get("reason")
    key = f"{code}.{reason}" if f"{code}.{reason}" in known else code
    values = {"what": "", **error.params, "request_id": request_id}
    if status >= 500 and not isinstance(error, errors.ServiceError):
        log.error("request %s: %s", request_id, error.code, exc_info=error)
    return Problem(
        type=f"urn:tiaowen:problem:{code}",
        title=say(f"title.{code}", language),
        status=status,
        detail=say(key, language, **values),
        request_id=request_id,
    )


def respond(problem: Problem, headers: dict[str, str] | None = None, **extra: object) -> Response:
    """Send a problem document; ``extra`` members follow the five of every problem."""
    return JSONResponse(
        {**problem.model_dump(), **extra},
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=_headers(problem, headers),
    )


def tell(
    request: Request,
    problem: Problem,
    headers: dict[str, str] | None = None,
    param: str | None = None,
) -> Response:
    """Send a problem in the shape that the clients of the request's address read."""
    if wants_page(request):
        return fault_page(problem, language_of(request), _headers(problem, headers))
    if not request.scope["path"].startswith(compatible.PREFIX):
        return respond(problem, headers)
    status, fault = compatible.fault_of(problem.status, problem.code, problem.detail, param)
    return JSONResponse(fault.model_dump(), status_code=status, headers=_headers(problem, headers))


def _headers(problem: Problem, headers: dict[str, str] | None) -> dict[str, str]:
    own = {"x-request-id": problem.request_id, "cache-control": "no-store"}
    return {**SAFE_HEADERS, **own, **(headers or {})}


def simple_problem(code: str, status: int, request: Request, **values: object) -> Problem:
    """Word a fault that no exception of the tree stands for."""
    language = language_of(request)
    return Problem(
        type=f"urn:tiaowen:problem:{code}",
        title=say(f"title.{code}", language),
        status=status,
        detail=say(code, language, **values),
        request_id=request.state.request_id,
    )


class FieldFaults(NamedTuple):
    """Which fields cannot be taken, in words, and the first of them."""

    detail: str
    first: str


def words_for_fields(faults: Iterable[Mapping[str, Any]], language: Language) -> FieldFaults:
    """Name the fields that a body lacks, that it should not have, and that cannot be read.

    ``faults`` are those of a validation error; what a body was read from, the first part
    of a place, is not told.
    """
    names: dict[str, list[str]] = {"missing_fields": [], "unknown_fields": [], "bad_fields": []}
    sorts = {_MISSING: "missing_fields", _UNKNOWN: "unknown_fields"}
    for fault in faults:
        place = fault["loc"]
        if len(place) > 1 and place[0] in _READ_FROM:
            place = place[1:]
        name = ".".join(map(str, place))[:_FIELD_CHARS] or "body"
        names[sorts.get(fault["type"], "bad_fields")].append(name)
    detail = " ".join(
        say(key, language, fields=", ".join(dict.fromkeys(found[:_FIELDS_NAMED])))
        for key, found in names.items()
        if found
    )
    return FieldFaults(detail, next(chain(*names.values()), "body"))


class Told(NamedTuple):
    """A fault in words, the headers that go with it, and the parameter at fault."""

    problem: Problem
    headers: dict[str, str]
    param: str | None = None


def told_of(request: Request, error: Exception) -> Told:
    """Put whatever ended a request into words."""
    if isinstance(error, HTTPException):
        return _of_http(request, error)
    if isinstance(error, RequestValidationError):
        return _of_fields(request, error)
    return _of_fault(request, error)


def _of_fault(request: Request, error: Exception) -> Told:
    if isinstance(error, errors.TiaowenError):
        fault = error
    else:
        fault = errors.TiaowenError()
        fault.__cause__ = error
    problem = problem_of(fault, language_of(request), request.state.request_id)
    headers = {}
    if isinstance(error, errors.RateLimitError):
        headers["retry-after"] = str(error.params["seconds"])
    elif isinstance(error, errors.NotStaffError):
        headers["www-authenticate"] = "Bearer"
    elif isinstance(error, errors.ServiceError):
        headers["retry-after"] = "5"
    param = fault.params.get("param")
    return Told(problem, headers, str(param) if param else None)


def _methods_at(request: Request) -> list[str]:
    """Return every method that the address takes: of its routes the first alone has answered."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    return [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is _FULL for route in routes)
    ]


def _of_http(request: Request, error: HTTPException) -> Told:
    status = error.status_code
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if status == 405:
        headers["allow"] = ", ".join(_methods_at(request)) or headers.get("allow", "")
    code = _HTTP_CODES.get(status, "bad_request" if status < 500 else "fault")
    problem = simple_problem(
        code, status, request, request_id=request.state.request_id, method=request.method
    )
    return Told(problem, headers)


def _of_fields(request: Request, error: RequestValidationError) -> Told:
    faults = error.errors()
    if isinstance(error.body, dict) and error.body.get("language") in ("zh", "en"):
        request.state.language = error.body["language"]
    if any(fault["type"] == "json_invalid" for fault in faults):
        return Told(simple_problem("not_json", 422, request), {})
    questions = [fault for fault in faults if fault["loc"][-1:] in (("question",), ("query",))]
    if questions and questions[0]["type"] in ("string_too_short", "string_unicode"):
        reason = "empty" if questions[0]["type"] == "string_too_short" else "unreadable"
        return _of_fault(request, errors.QuestionError(reason=reason))
    named = words_for_fields(faults, language_of(request))
    problem = Problem(
        type="urn:tiaowen:problem:bad_fields",
        title=say("title.bad_fields", language_of(request)),
        status=422,
        detail=named.detail,
        request_id=request.state.request_id,
    )
    return Told(problem, {}, named.first)


async def _on_fault(request: Request, error: Exception) -> Response:
    return tell(request, *told_of(request, error))


def install(app: FastAPI) -> None:
    """Make every fault of ``app`` leave as a problem document."""
    for kind in (errors.TiaowenError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _on_fault)
