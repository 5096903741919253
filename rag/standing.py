"""Which documents stand on a day: by what they state, and by what replaces them; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal, NamedTuple

from rag.schemas import DocumentMeta, DocumentStatus, DocumentSummary
from rag.text import fold

Standing = Literal["in_force", "draft", "superseded", "repealed", "expired", "not_yet", "unknown"]

LAPSED: Final[frozenset[Standing]] = frozenset({"superseded", "repealed", "expired"})
"""What no longer holds."""
TENTATIVE: Final[frozenset[Standing]] = frozenset({"draft", "not_yet"})
"""What does not hold yet."""

_STATED: Final[dict[DocumentStatus, Standing]] = {
    DocumentStatus.DRAFT: "draft",
    DocumentStatus.SUPERSEDED: "superseded",
    DocumentStatus.REPEALED: "repealed",
}
_CHINA: Final = timezone(timedelta(hours=8))
_REMARK: Final = re.compile(r"[(（〔\[][^()（）〔〕\[\]]*(?:稿|草案|修订|修正|版)[)）〕\]]$")
"""What a title says at its end of its version alone."""
_MARKS: Final = re.compile(r"[\s《》〈〉<>\"'“”]")
_OPEN: Final = str.maketrans("[（【［﹝(", "〔〔〔〔〔〔")
_SHUT: Final = str.maketrans("]）】］﹞)", "〕〕〕〕〕〕")


def today() -> date:
    """Return the day it is where the documents are in force."""
    return datetime.now(_CHINA).date()


def standing(meta: DocumentMeta, day: date) -> Standing:
    """Return how a document stands on a day, by what is known of it."""
    if meta.status in _STATED:
        return _STATED[meta.status]
    if meta.expires_on is not None and meta.expires_on < day:
        return "expired"
    if meta.effective_on is not None and meta.effective_on > day:
        return "not_yet"
    return "in_force" if meta.status is DocumentStatus.IN_FORCE else "unknown"


def stood(meta: DocumentMeta, since: date | None, day: date, now: date) -> bool:
    """Tell whether a document may have stood on a past day.

    ``since`` is the day from which another has replaced it, where one is known to have.
    """
    begins = meta.effective_on or meta.issued_on
    gone = meta.status in (DocumentStatus.REPEALED, DocumentStatus.SUPERSEDED)
    if day >= now and gone and since is None:
        return False
    return (
        (begins is None or begins <= day)
        and (meta.expires_on is None or day <= meta.expires_on)
        and (since is None or day < since)
    )


class Succession(NamedTuple):
    """A document that another one says it replaces: their ids, and from which day."""

    older: str
    newer: str
    since: date


def successions(summaries: Iterable[DocumentSummary]) -> tuple[Succession, ...]:
    """Return which documents replace which.

    Only a document that is itself adopted replaces others, and only those whose title,
    number, source or id it names. Where it states no day, it always has.
    """
    known = list(summaries)
    holders: dict[str, set[str]] = {}
    for one in known:
        for name in (one.id, one.source, one.meta.title, one.meta.number or ""):
            if key := _key(name):
                holders.setdefault(key, set()).add(one.id)
    found: set[Succession] = set()
    for one in known:
        if one.meta.status is DocumentStatus.DRAFT:
            continue
        since = one.meta.effective_on or one.meta.issued_on or date.min
        for name in one.meta.supersedes:
            for other in holders.get(_key(name), set()) - {one.id}:
                found.add(Succession(other, one.id, since))
    return tuple(sorted(found))


def replaced(found: Iterable[Succession]) -> Mapping[str, date]:
    """Return from which day each document that is replaced is so."""
    days: dict[str, date] = {}
    for one in found:
        days[one.older] = min(one.since, days.get(one.older, one.since))
    return days


def versions(
    summaries: Iterable[DocumentSummary], found: Iterable[Succession]
) -> Mapping[str, tuple[str, ...]]:
    """Return the other versions of each document that has some, by id.

    They are what it replaces or is replaced by, and what bears its title for the same region:
    a draft and what was adopted, the plan of one file and of another.
    """
    others: dict[str, set[str]] = {}
    for older, newer, _ in found:
        others.setdefault(older, set()).add(newer)
        others.setdefault(newer, set()).add(older)
    alike: dict[tuple[str, str | None], set[str]] = {}
    for one in summaries:
        key = _key(_REMARK.sub("", one.meta.title.strip()))
        alike.setdefault((key, one.meta.region), set()).add(one.id)
    for same in alike.values():
        for name in same if len(same) > 1 else ():
            others.setdefault(name, set()).update(same - {name})
    return {name: tuple(sorted(ids)) for name, ids in others.items()}


def as_replaced(summary: DocumentSummary, since: date | None, now: date) -> DocumentSummary:
    """Return the summary with the standing that being replaced gives the document."""
    gone = summary.meta.status in (DocumentStatus.REPEALED, DocumentStatus.SUPERSEDED)
    if since is None or since > now or gone:
        return summary
    meta = summary.meta.model_copy(update={"status": DocumentStatus.SUPERSEDED})
    return summary.model_copy(update={"meta": meta})


def _key(name: str) -> str:
    return fold(_MARKS.sub("", name).translate(_OPEN).translate(_SHUT))
