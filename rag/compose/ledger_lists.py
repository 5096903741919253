"""Rows of the ledger as a list: how many there are, whether all are shown, and each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rag.compose.ledger_lines import Lines
from rag.compose.ledger_rows import Found, Read, Scope, beside, says_due
from rag.schemas import Commitment, Draft, DraftSentence, LedgerAsk, Tally
from rag.wording import say

MOST_SHOWN: Final = 40
_YEAR_END: Final = "12-31"


def list_rows(ask: LedgerAsk, found: Found, lines: Lines, read: Read, scope: Scope) -> Draft | None:
    """Return the rows as a list; None where none says the deadline in the words asked for.

    A list claims to be complete only where the catalog alone decided which rows match
    and every one of them is in it; of a topic there may always be rows in other words.
    """
    rows, lead = found.rows, _lead(ask, found)
    rest: tuple[Commitment, ...] = ()
    if ask.due_by and ask.due_words and found.whole:
        stated = tuple(row for row in rows if says_due(row, ask.due_words, ask.due_by))
        if ask.stated and not stated:
            return None
        if stated and len(stated) < len(rows):
            rows, rest, lead = stated, tuple(r for r in rows if r not in stated), "rows.due"
            # By the end of the year everything is due: then only its own words tell.
            if ask.stated or ask.due_by.endswith(_YEAR_END):
                rest, lead = (), lead if ask.stated else "rows.due.year_end"
    count = len(rows) if found.whole else found.total
    # Where the catalog decides, fewer there are; by words others may have been missed.
    short = not found.exact and count + len(rest) < (ask.expected or 0)
    if short:
        lead = "rows.fewer"
    shown = grouped(rows[:MOST_SHOWN], ask)
    sentences = [
        _statement(ask, lead, shown, count, lines, exact=found.exact),
        *lines.add(shown),
    ]
    whole = len(shown) == count
    further = [("rows.due.earlier", rest)]
    if (ask.wide or short) and whole:
        further.append(("rows.beside", beside(read, ask, scope, found)))
    for key, others in further:
        if others and whole and len(lines.rows) + len(others) <= MOST_SHOWN:
            sentences.append(_counted(say(key, lines.language, count=len(others)), others))
            sentences += lines.add(others)
        elif others:
            whole = whole and key != "rows.due.earlier"
    if not whole:
        return lines.draft(sentences, complete=False)
    # What is due earlier and left out may have been meant too.
    sure = found.exact and lead != "rows.due.year_end"
    return lines.draft(sentences, complete=sure or None)


def _lead(ask: LedgerAsk, found: Found) -> str:
    """Return the key of the words before the rows, where no deadline tells them apart."""
    if ask.undated:
        return "rows.undated"
    if found.fitted:
        return "rows.fit"
    if ask.topics and not ask.each and not ask.guessed:
        return "rows.around" if found.around else "rows.named"
    return "rows.all"


def grouped(rows: Sequence[Commitment], ask: LedgerAsk) -> tuple[Commitment, ...]:
    """Return rows with those of one region together, in the order the question names them."""
    order = {region: at for at, region in enumerate(ask.regions)}
    return tuple(sorted(rows, key=lambda row: order.get(row.region or "", len(order))))


def _statement(
    ask: LedgerAsk,
    key: str,
    shown: Sequence[Commitment],
    count: int,
    lines: Lines,
    *,
    exact: bool,
) -> DraftSentence:
    """Return the words that say how many there are, and whether all are shown."""
    language = lines.language
    regions = [
        say("rows.region_count", language, region=lines.name(region), count=number)
        for region, number in Counter(row.region for row in shown).items()
        if region
    ]
    if count > len(shown):
        key = "rows.cut"
    elif key == "rows.all" and len(regions) > 1:
        key = "rows.all.regions"
    topics = say("rows.listed", language).join(
        dict.fromkeys("".join(topic.words) for topic in ask.topics)
    )
    words = say(
        key,
        language,
        count=count,
        shown=len(shown),
        words=ask.due_words,
        topics=topics,
        regions=say("rows.comma", language).join(regions),
        every=say("rows.every", language) if exact else "",
    )
    return _counted(words, shown, beyond=count - len(shown))


def _counted(words: str, rows: Sequence[Commitment], beyond: int = 0) -> DraftSentence:
    tally = Tally(rows=tuple(row.id for row in rows), count=len(rows) + beyond, beyond=beyond)
    return DraftSentence(text=words, ours=True, tally=tally)
