"""The page of the ledger: the rows of all documents as a list, counted, in time, side by side.

It needs no script: filters are a form, every view and every page of it an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from rag.commitments.categories import CATEGORIES
from rag.errors import TiaowenError
from rag.exports import MOST_ROWS, FileFormat, Ledger, LedgerLine, LedgerResult, deadline_words
from rag.exports.ledger import comparator_words, number_words
from rag.schemas import DocumentSummary, Language
from rag.web.desk import AtDesk, Desk
from rag.web.fault_page import wants_page
from rag.web.headers import visitor_of
from rag.web.ledger_asked import PAGE_ROWS, PATH, SIDES, VIEWS, Asked, View
from rag.web.ledger_groups import MONTHS, by_category, by_month, compare, timeline
from rag.web.pages import PAGE_HEADERS, show, speaker
from rag.web.problems import told_of
from rag.wording import keys, say

router = APIRouter(tags=["reader"])

_HEADERS: Final = {
    **PAGE_HEADERS,
    "content-security-policy": PAGE_HEADERS["content-security-policy"].replace(
        "form-action 'none'", "form-action 'self'"
    ),
}
_SORTS: Final = ("document", "deadline", "-deadline", "-value", "value", "category")
_FILES: Final[tuple[FileFormat, ...]] = ("csv", "xlsx", "ics", "json")
_STRICT: Final = ("true", "false")
_DRAWN: Final = 300
"""Most rows drawn in time, and most of each side that are compared."""


class _Side(NamedTuple):
    """One side of a comparison: its name, its rows and the address of its list."""

    name: str
    found: LedgerResult
    link: str


# The page is for people; what it holds is described for programs at /api/commitments.
@router.get(PATH, response_class=HTMLResponse, include_in_schema=False)
def page(request: Request, desk: AtDesk) -> HTMLResponse:
    """Show the commitments of the documents, as the address filters them."""
    asked = Asked.of(request.query_params)
    request.state.language = asked.language
    try:
        desk.limit.check(visitor_of(request.client.host if request.client else None), "ledger")
        asked, values = _VIEWS[asked.view](asked, desk)
    except TiaowenError as error:
        if not wants_page(request):
            raise
        # the form keeps what was typed into it
        problem, headers, _ = told_of(request, error)
        values = {"fault": _fields_named(error, asked.language) or problem.detail}
        shown = _show(asked, desk, "ledger_fault.html", values, problem.status)
        shown.headers.update(headers)
        return shown
    return _show(asked, desk, f"ledger_{asked.view}.html", values)


def _fields_named(error: TiaowenError, language: Language) -> str:
    """Return which fields of the form hold something wrong, as the form calls them."""
    if error.params.get("reason") != "fields":
        return ""
    names = str(error.params["fields"]).split(", ")
    labels = [say(f"commitments.{'pages' if name == 'page' else name}", language) for name in names]
    return say("commitments.bad_fields", language, names=", ".join(labels))


def _list(asked: Asked, desk: Desk) -> tuple[Asked, dict[str, object]]:
    at = asked.number
    before = (at - 1) * PAGE_ROWS
    found = _ledger(desk).read(asked.filters(limit=PAGE_ROWS, offset=before), None, PAGE_ROWS)
    pages = -(-found.total // PAGE_ROWS)
    return asked, {"found": found, "at": at, "pages": pages, "before": before}


def _counts(asked: Asked, desk: Desk) -> tuple[Asked, dict[str, object]]:
    found = _ledger(desk).read(asked.filters(), None, MOST_ROWS)
    years = by_month(found.commitments)
    return asked, {
        "found": found,
        "categories": by_category(found.commitments),
        "years": years,
        "monthless": len(found.commitments) - sum(sum(year.counts) for year in years),
        "busiest": max((count for year in years for count in year.counts), default=1),
    }


def _deadlines(asked: Asked, desk: Desk) -> tuple[Asked, dict[str, object]]:
    ledger = _ledger(desk)
    found = ledger.read(asked.filters(sort="deadline", limit=_DRAWN), None, _DRAWN, dated=True)
    every = ledger.read(asked.filters(limit=1), None, 1).total
    years = timeline(found.commitments)
    return asked, {"found": found, "years": years, "monthless": every - found.total}


def _compare(asked: Asked, desk: Desk) -> tuple[Asked, dict[str, object]]:
    summaries = desk.engine.library.summaries
    regions = [f"region:{region}" for region in _regions(summaries)]
    documents = [f"document:{summary.id}" for summary in _in_order(summaries)]
    chosen = dict(asked.sides)
    for side in SIDES:
        offered = regions if len(regions) > 1 else documents
        left_over = (one for one in offered if one not in chosen.values())
        chosen.setdefault(side, next(left_over, ""))
    if not all(chosen.values()):
        return asked, {"sides": (), "same": False, "groups": ()}
    asked = replace(asked, sides=chosen)
    ledger = _ledger(desk)
    sides = []
    for side in SIDES:
        found = ledger.read(asked.filters_of_side(side), None, _DRAWN)
        name = chosen[side].partition(":")[2]
        title = summaries[name].meta.title if name in summaries else name
        sides.append(_Side(title, found, asked.side_link(side)))
    rows, facing = (side.found.commitments for side in sides)
    same = chosen["left"] == chosen["right"]
    groups = () if same else compare(rows, facing)
    return asked, {"sides": sides, "same": same, "groups": groups}


_VIEWS: Final[Mapping[View, Callable[[Asked, Desk], tuple[Asked, dict[str, object]]]]] = {
    "list": _list,
    "counts": _counts,
    "deadlines": _deadlines,
    "compare": _compare,
}


def _ledger(desk: Desk) -> Ledger:
    library = desk.engine.library
    return Ledger(desk.engine.catalog, library.summaries, library.gazetteer)


def _show(
    asked: Asked, desk: Desk, template: str, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    language = asked.language
    summaries = desk.engine.library.summaries
    t = speaker(language)
    return show(
        template,
        language,
        status,
        _HEADERS,
        other_language=asked.other_language,
        asked=asked,
        views=[(view, t(f"commitments.view.{view}")) for view in VIEWS],
        choices=_choices(summaries, language),
        active=_active(asked, summaries),
        formats=[(asked.file(form), form, t(f"commitments.export.{form}")) for form in _FILES],
        months=[t(f"commitments.month.{month}") for month in range(1, MONTHS + 1)],
        category=lambda name: _category(name, language),
        number=number_words,
        compared=lambda row: "" if row.comparator == "=" else comparator_words(row, language),
        deadline=deadline_words,
        link=lambda row: _link(row, language),
        versions=lambda row: _versions(row, desk, language),
        **values,
    )


def _choices(
    summaries: Mapping[str, DocumentSummary], language: Language
) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter that is no free text offers: its value, and that in words."""
    return {
        "region": [(region, region) for region in _regions(summaries)],
        "document_id": [(summary.id, summary.meta.title) for summary in _in_order(summaries)],
        "category": [(name, _category(name, language)) for name in CATEGORIES],
        "strict": [(value, say(f"commitments.strict.{value}", language)) for value in _STRICT],
        "sort": [(sort, say(f"commitments.sort.{sort}", language)) for sort in _SORTS],
    }


def _active(asked: Asked, summaries: Mapping[str, DocumentSummary]) -> list[tuple[str, str, str]]:
    """Return each filter in use: its name, its value in words, and the address without it."""
    told = []
    for name, value in asked.active.items():
        words = value
        if name == "category":
            words = _category(value, asked.language)
        elif name == "document_id" and value in summaries:
            words = summaries[value].meta.title
        elif name == "strict" and value in _STRICT:
            words = say(f"commitments.strict.{value}", asked.language)
        told.append((say(f"commitments.{name}", asked.language), words, asked.link(**{name: ""})))
    return told


def _category(name: str, language: Language) -> str:
    key = f"commitments.category.{name}"
    return say(key, language) if key in keys() else name


def _link(row: LedgerLine, language: Language) -> str:
    return row.permalink.replace("#", "&lang=en#") if language == "en" else row.permalink


def _versions(row: LedgerLine, desk: Desk, language: Language) -> str:
    """Return where the document of a row is compared with its other versions, if it has some."""
    others = desk.engine.library.versions.get(row.document_id, ())
    if not others:
        return ""
    page = f"/documents/{quote(row.document_id)}/diff"
    if len(others) == 1:
        page += f"/{quote(others[0])}"
    return f"{page}?lang=en" if language == "en" else page


def _regions(summaries: Mapping[str, DocumentSummary]) -> list[str]:
    return sorted({summary.meta.region for summary in summaries.values() if summary.meta.region})


def _in_order(summaries: Mapping[str, DocumentSummary]) -> list[DocumentSummary]:
    found: Iterable[DocumentSummary] = summaries.values()
    return sorted(found, key=lambda summary: (summary.meta.title, summary.id))
