"""The deadlines of the ledger as a calendar. The only user of ``icalendar``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import icalendar

from rag.exports.ledger import LedgerLine, LedgerResult
from rag.schemas import Language
from rag.text import clean
from rag.wording import say

_ONE_DAY: Final = timedelta(days=1)
_SUMMARY: Final = 80
"""Most characters of an entry's name."""


def write(found: LedgerResult, language: Language) -> bytes:
    """Return the deadlines as an iCalendar file (RFC 5545), an all-day entry for each.

    A deadline whose year is not known has no day in a calendar: such rows are left out,
    and the calendar's description says how many they are.
    """
    made = datetime.now(UTC)
    dated = [row for row in found.commitments if row.deadline_to is not None]
    undated = len(found.commitments) - len(dated)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Tiaowen//Commitments//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = say("export.calendar", language)
    about = say("export.calendar_about", language, shown=len(dated), undated=undated)
    beyond = found.total - len(found.commitments)
    if beyond:
        about += say("export.calendar_beyond", language, beyond=beyond)
    # RFC 7986 names them without the prefix; older calendars know only the prefixed
    for name_key, about_key in (("name", "description"), ("x-wr-calname", "x-wr-caldesc")):
        calendar.add(name_key, name)
        calendar.add(about_key, about)
    calendar.add("x-tiaowen-year-unknown", str(undated))
    for row in dated:
        calendar.add_component(_event(row, made, language))
    content: bytes = calendar.to_ical()
    return content


def _event(row: LedgerLine, made: datetime, language: Language) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{row.id}@tiaowen")
    event.add("dtstamp", made)
    if row.deadline_to is not None:
        event.add("dtstart", row.deadline_to)
        event.add("dtend", row.deadline_to + _ONE_DAY)
    what = " ".join(clean(row.quote).split())
    name = f"{row.region or row.title}：{what}"
    event.add("summary", name if len(name) <= _SUMMARY else f"{name[: _SUMMARY - 1]}…")
    event.add(
        "description",
        say(
            "export.entry",
            language,
            quote=what,
            deadline=row.deadline_text,
            title=row.title,
            status=say(f"status.{row.standing}", language),
            path=row.clause_path,
        ),
    )
    event.add("categories", [row.category])
    event.add("url", row.permalink)
    # an entry of the whole day must not mark people as busy
    event.add("transp", "TRANSPARENT")
    return event
