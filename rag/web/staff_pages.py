"""The staff pages: the numbers, the questions, and what is made of them; without script."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from rag.errors import NotFoundError
from rag.schemas import AskedQuery, AskedShow, Pick
from rag.web import loop_acts
from rag.web.headers import visitor_of
from rag.web.staff_candidates import candidates
from rag.web.staff_visit import AnyVisit, StaffForm, StaffRoute, StaffVisit, Visit

router = APIRouter(prefix="/staff", include_in_schema=False, route_class=StaffRoute)

_DAYS: Final = (7, 30, 90)
_SHOWN: Final[tuple[AskedShow, ...]] = ("all", "refused", "down", "up", "unanswered")
_ROWS: Final = 50
_PAGES: Final = 10_000
_CLUSTER_DAYS: Final = 90
_WORDS: Final = 100


@router.get("/sign-in", response_class=HTMLResponse)
def sign_in_page(visit: AnyVisit) -> Response:
    """Ask for the staff token."""
    return visit.show("staff_sign_in.html", "sign_in", wrong=False)


@router.post("/sign-in", response_class=HTMLResponse)
async def sign_in(request: Request, visit: AnyVisit) -> Response:
    """Open a session for whoever knows the staff token."""
    host = request.client.host if request.client else None
    visit.desk.limit.check(visitor_of(host), "staff")
    form = await request.form(max_files=0, max_fields=5)
    shown, token = form.get("token"), visit.desk.settings.staff_token
    if token is None or not isinstance(shown, str):
        shown = ""
    if token is None or not hmac.compare_digest(
        shown.strip().encode("utf-8", "replace"), token.get_secret_value().encode()
    ):
        return visit.show("staff_sign_in.html", "sign_in", 401, wrong=True)
    gone = visit.go("/staff")
    visit.desk.sessions.begin(request, gone)
    return gone


@router.post("/sign-out")
def sign_out(visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """End the session."""
    del form  # read for its token alone
    gone = visit.go("/staff/sign-in")
    if visit.session is not None:
        visit.desk.sessions.end(visit.session, gone)
    return gone


@router.get("", response_class=HTMLResponse)
def overview(visit: StaffVisit) -> Response:
    """Show the numbers."""
    days = _number(visit, "days", 30, lambda one: one in _DAYS)
    visit.desk.journal.settle()
    stats = visit.desk.statistics().of(days)
    busiest = max((day.questions for day in stats.days), default=0)
    return visit.show(
        "staff_overview.html", "overview", stats=stats, days=days, spans=_DAYS, busiest=busiest or 1
    )


@router.get("/questions", response_class=HTMLResponse)
def questions(visit: StaffVisit) -> Response:
    """Show what was asked, the last first."""
    given = visit.request.query_params
    show = next((one for one in _SHOWN if one == given.get("show")), "all")
    words = given.get("q", "").strip()[:_WORDS]
    page = _number(visit, "page", 1, lambda one: 1 <= one <= _PAGES)
    visit.desk.journal.settle()
    query = AskedQuery(show=show, words=words, limit=_ROWS, offset=(page - 1) * _ROWS)
    rows, total = visit.desk.engine.catalog.asked.find(query)
    return visit.show(
        "staff_questions.html",
        "questions",
        rows=rows,
        total=total,
        shown=_SHOWN,
        show=show,
        words=words,
        page=page,
        pages=-(-total // _ROWS),
        kept_days=visit.desk.settings.keep_questions_days,
    )


@router.get("/unanswered", response_class=HTMLResponse)
def unanswered(visit: StaffVisit) -> Response:
    """Show the questions that found no good answer, those alike together."""
    visit.desk.journal.settle()
    clusters = visit.desk.statistics().unanswered(_CLUSTER_DAYS)
    return visit.show("staff_clusters.html", "clusters", clusters=clusters)


@router.get("/questions/{answer_id}", response_class=HTMLResponse)
def question(answer_id: str, visit: StaffVisit) -> Response:
    """Show one question, and offer what can be made of it."""
    asked = loop_acts.question_or_refuse(visit.desk, answer_id)
    given = visit.request.query_params
    find = given.get("find", "").strip()[:_WORDS]
    wordings = [asked.question]
    for cluster in visit.desk.statistics().unanswered(_CLUSTER_DAYS):
        if asked.question in cluster.wordings:
            wordings = list(dict.fromkeys([asked.question, *cluster.wordings]))[:20]
    return visit.show(
        "staff_question.html",
        "questions",
        asked=asked,
        find=find,
        wordings=wordings,
        found=candidates(visit.desk, asked, find),
        done=given.get("done") if given.get("done") in ("inbox", "pinned") else "",
    )


@router.post("/questions/{answer_id}/inbox")
def to_inbox(answer_id: str, visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Make the question a case."""
    asked = loop_acts.question_or_refuse(visit.desk, answer_id)
    refuse = form.get("refuse") == "1"
    picks = [] if refuse else _picks(form)
    if not refuse and not picks:
        loop_acts.nothing_picked()
    loop_acts.to_inbox(visit.desk, asked.question, picks, _lines(form, "must_contain"))
    return visit.go(f"/staff/questions/{asked.answer_id}", done="inbox")


@router.post("/questions/{answer_id}/pin")
def pin(answer_id: str, visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Pin the words picked to the question."""
    asked = loop_acts.question_or_refuse(visit.desk, answer_id)
    loop_acts.pin(visit.desk, _lines(form, "wordings"), _picks(form))
    return visit.go(f"/staff/questions/{asked.answer_id}", done="pinned")


@router.get("/pinned", response_class=HTMLResponse)
def pinned(visit: StaffVisit) -> Response:
    """Show the answers pinned."""
    found = loop_acts.pinned(visit.desk)
    done = visit.request.query_params.get("done") == "unpinned"
    return visit.show(
        "staff_curated.html",
        "curated",
        curated=found,
        done=done,
        summaries=visit.desk.engine.library.summaries,
    )


@router.post("/pinned/{curated_id}/unpin")
def unpin(curated_id: str, visit: StaffVisit, form: StaffForm) -> RedirectResponse:
    """Take a pinned answer away."""
    del form  # read for its token alone
    loop_acts.unpin(visit.desk, curated_id)
    return visit.go("/staff/pinned", done="unpinned")


@router.get("/inbox", response_class=HTMLResponse)
def inbox(visit: StaffVisit) -> Response:
    """Show the cases that bad answers became."""
    return visit.show("staff_inbox.html", "inbox", cases=visit.desk.inbox.cases()[::-1])


@router.get("/inbox.jsonl")
def inbox_file(visit: StaffVisit) -> Response:
    """Hand over the cases as a file."""
    return Response(
        visit.desk.inbox.text(),
        media_type="application/x-ndjson; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="inbox.jsonl"'},
    )


@router.get("/{path:path}", response_class=HTMLResponse)
def nothing(path: str, visit: StaffVisit) -> Response:
    """Say that there is no such page, to staff alone."""
    raise NotFoundError(path, reason="question")


def _number(visit: Visit, name: str, usual: int, fits: Callable[[int], bool]) -> int:
    """Return a number of the address, or the usual one where it does not fit."""
    given = visit.request.query_params.get(name, "")
    if given.isascii() and given.isdecimal() and len(given) < 9 and fits(int(given)):
        return int(given)
    return usual


def _lines(form: FormData, name: str) -> list[str]:
    given = form.get(name)
    return [line for line in str(given or "").splitlines() if line.strip()]


def _picks(form: FormData) -> list[Pick]:
    return [
        Pick(clause_id=clause_id[:200], quote=str(form.get(f"quote:{clause_id}") or "")[:4000])
        for clause_id in form.getlist("clause")
        if isinstance(clause_id, str) and clause_id
    ]
