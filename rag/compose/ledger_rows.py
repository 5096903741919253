"""Finding the rows of the ledger that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from rag.commitments import categories_of
from rag.compose.counted import counted_things, counts
from rag.compose.wordmatch import ABBREVIATED, held
from rag.schemas import Commitment, LedgerAsk, LedgerPage, LedgerQuery, LedgerTopic
from rag.text import fold

MOST_READ: Final = 400
"""Most rows that are read to look at their words more closely."""
_MONTH: Final = re.compile("月")
_MONTH_OR_YEAR_END: Final = re.compile("月|年底|年末")
_A_YEAR: Final = re.compile("[0-9]{4}年")
_YEAR: Final = 4
_DAY: Final = 5
"""Characters of a year, and of a day without one."""
_COVERED: Final = 0.6
"""Least share of a topic's words that a row must hold beside the one that closes it."""

Read = Callable[[LedgerQuery], LedgerPage]


class Scope(NamedTuple):
    """Which documents' rows are looked at: these, or all but those."""

    documents: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, confined: Collection[str] | None, every: Collection[str]) -> Scope:
        """Return the scope of the documents ``confined`` to, of ``every``, in its shorter form."""
        if confined is None:
            return cls()
        left_out = set(every) - set(confined)
        if len(left_out) < len(confined):
            return cls(without=tuple(sorted(left_out)))
        return cls(documents=tuple(sorted(confined)))


class Found(NamedTuple):
    """Rows that match, in the order of the ledger, and how many there are in all.

    ``total`` exceeds the rows where there are too many to read them all. ``around`` is
    True where rows are there for the words around them, not for their own. ``exact`` is
    True where the catalog alone decided which rows match, so that none can be missing.
    ``fitted`` is True where rows are there for how well their words fit.
    """

    rows: tuple[Commitment, ...]
    total: int
    around: bool = False
    exact: bool = False
    fitted: bool = False

    @property
    def whole(self) -> bool:
        """Whether no matching row is missing."""
        return len(self.rows) == self.total


NOTHING: Final = Found((), 0)


def query_of(ask: LedgerAsk, scope: Scope) -> LedgerQuery:
    """Return the query for all that SQL can tell of what is asked, topics aside."""
    # Things compared may be counted in words of their own; where none is named, the unit tells.
    by_unit = ask.form != "compare" or (ask.guessed and not ask.topics)
    return LedgerQuery(
        document_ids=scope.documents,
        without_documents=scope.without,
        category=ask.category,
        units=_units(ask) if by_unit else (),
        comparators=ask.comparators,
        percentages=True if ask.percentages else None,
        has_value=ask.measured,
        has_deadline=ask.dated,
        no_deadline=ask.undated,
        deadline_after=ask.due_from,
        deadline_before=ask.due_by,
        least=ask.least,
        most=ask.most,
        strictly=ask.strictly,
        sort=ask.order or ("deadline" if ask.due_by or ask.due_from else "document"),
        limit=MOST_READ,
    )


def _units(ask: LedgerAsk) -> tuple[str, ...]:
    """Return the measure words that rows must be counted in; of what is added none need be."""
    if ask.form == "sum" and ask.topics:
        return ()
    return ask.units or ((ask.unit,) if ask.unit else ())


def asked_of(ask: LedgerAsk, scope: Scope) -> tuple[LedgerQuery, tuple[LedgerTopic, ...]]:
    """Return the query for what SQL can tell, words quoted included, and the other topics."""
    quoted = tuple(topic.words[0] for topic in ask.topics if topic.exact)
    topics = tuple(topic for topic in ask.topics if not topic.exact)
    return query_of(ask, scope).model_copy(update={"any_terms": quoted}), topics


def with_months(found: Found, ask: LedgerAsk) -> Found:
    """Return the rows found, where only those are asked for, whose deadline names a month.

    Or, where those count too, the end of the year; or a year, where the year is asked for.
    """
    if not (ask.monthly or ask.yearly) or not found.rows:
        return found
    if not found.whole:
        return NOTHING
    said = _MONTH_OR_YEAR_END if ask.year_end_too else _MONTH if ask.monthly else _A_YEAR
    rows = tuple(row for row in found.rows if said.search(fold(row.deadline_text or "")))
    return found._replace(rows=rows, total=len(rows), exact=False)


def find(read: Read, ask: LedgerAsk, scope: Scope) -> Found:
    """Return the rows that match everything asked; of several topics, any one."""
    query, topics = asked_of(ask, scope)
    if ask.category and not topics:
        return _of_category(read, query, ask.category)
    if not topics:
        page = kept(read(query), ask)
        return Found(page.rows, page.total, exact=_is_exact(ask))
    if query.any_terms:
        # What is quoted has been looked for; the topics are held against its rows.
        page = kept(read(query), ask)
        rows = tuple(row for row in page.rows if any(holds(row, topic) for topic in topics))
        return Found(rows, len(rows)) if page.total <= MOST_READ else NOTHING
    found = [of_topic(read, query, topic) for topic in topics]
    if not all(one.rows for one in found):
        found = [
            one if one.rows else _by_likeness(read, query, topic)
            for one, topic in zip(found, topics, strict=True)
        ]
    if not any(one.rows for one in found):
        found = [_by_all_words(read, query, topic) for topic in topics]
    if not all(one.rows for one in found):
        # Rows of some of the things asked for are no answer to the whole question.
        return NOTHING
    rows = tuple(dict.fromkeys(row for one in found for row in one.rows))
    missed = sum(one.total - len(one.rows) for one in found)
    return Found(in_order(rows, query), len(rows) + missed, any(one.around for one in found))


def kept(page: LedgerPage, ask: LedgerAsk) -> LedgerPage:
    """Return a page without rows that only seem to hold the number asked for.

    A number that is quoted stands whole (“3个” is not in 13个), and no range is one number.
    What was not read is left to the catalog.
    """
    if page.total > len(page.rows):
        return page
    terms = [fold(t.words[0]) for t in ask.topics if t.exact]
    numbers = [re.compile(rf"(?<![0-9.]){re.escape(t)}") for t in terms if t[:1].isdecimal()]
    sole = ask.least is not None and ask.least == ask.most
    if not sole and (not numbers or len(numbers) < len(terms)):
        return page
    rows = tuple(
        row
        for row in page.rows
        if not (sole and row.value_max is not None)
        and (not numbers or any(number.search(own_words(row)) for number in numbers))
    )
    return page.model_copy(update={"rows": rows, "total": len(rows)})


def _is_exact(ask: LedgerAsk) -> bool:
    """Tell whether the catalog alone decides which rows are meant.

    What is said in the words asked for may be said elsewhere in others (全面覆盖); which rows
    have a deadline at all is a matter of reading (全年 may be one or not), and so is which of
    numbers in different units exceed one that is named in none.
    """
    by_day = ask.due_by is not None or ask.due_from is not None
    by_number = (ask.least is not None or ask.most is not None) and not ask.unit
    by_reading = by_number or (ask.dated and not by_day)
    by_words = any(topic.exact for topic in ask.topics)
    return not (ask.loose or ask.category is not None or by_reading or by_words)


def is_of(row: Commitment, group: str) -> bool:
    """Tell whether a row is of a category, or counts a thing that its words name."""
    if row.category == group:
        return True
    if group not in categories_of(fold(row.quote)):
        return False
    return any(group in categories_of(thing) for thing in counted_things(row))


def _of_category(read: Read, query: LedgerQuery, group: str) -> Found:
    """Return the rows of a category and, where all can be read, those that count its things."""
    own = read(query)
    if own.total <= MOST_READ:
        page = read(query.model_copy(update={"category": None}))
        if page.total <= MOST_READ:
            rows = tuple(row for row in page.rows if is_of(row, group))
            return Found(rows, len(rows))
    return Found(own.rows, own.total)


def of_topic(read: Read, query: LedgerQuery, topic: LedgerTopic) -> Found:
    """Return the rows that name a topic in their own words."""
    closing = query.model_copy(update={"any_terms": (topic.words[-1],)})
    page = read(closing)
    if page.total > MOST_READ:
        # Too many to look at each: then every word must stand in or around them.
        page = read(closing.model_copy(update={"terms": topic.words}))
        return Found(page.rows, page.total)
    rows = tuple(row for row in page.rows if holds(row, topic))
    return Found(rows, len(rows))


def _by_likeness(read: Read, query: LedgerQuery, topic: LedgerTopic) -> Found:
    """Return the rows that name a topic in other or shorter words, where all can be read."""
    page = read(query)
    if page.total > MOST_READ:
        return NOTHING
    rows = tuple(row for row in page.rows if resembles(row, topic))
    return Found(rows, len(rows))


def resembles(row: Commitment, topic: LedgerTopic) -> bool:
    """Tell whether a row names every word of a topic, some perhaps shortened."""
    own = own_words(row)
    return all(held(word, own) >= ABBREVIATED for word in topic.words)


def beside(read: Read, ask: LedgerAsk, scope: Scope, found: Found) -> tuple[Commitment, ...]:
    """Return further rows in whose sentence all words of a topic stand, but not in their own."""
    query = query_of(ask, scope)
    rows = [
        row
        for topic in ask.topics
        for row in _by_all_words(read, query, topic).rows
        if row not in found.rows
    ]
    return tuple(dict.fromkeys(rows))


def holds(row: Commitment, topic: LedgerTopic) -> bool:
    """Tell whether the words of a row name a topic: its last word, and most of the others."""
    own = own_words(row)
    if topic.words[-1] not in own:
        return False
    return covered(topic.words, own) >= _COVERED


def covered(words: Sequence[str], text: str) -> float:
    """Return the share of the words that stands in a text, counted by pairs of characters."""
    found = total = 0.0
    for word in words:
        pairs = [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        found += len(word) * sum(pair in text for pair in pairs) / len(pairs)
        total += len(word)
    return found / total if total else 0.0


def own_words(row: Commitment) -> str:
    """Return all that a row itself says, folded."""
    parts = (row.quote, row.action, row.subject, *row.places, row.deadline_text or "")
    return fold("\n".join(parts))


def counting(rows: Sequence[Commitment], topic: LedgerTopic) -> tuple[Commitment, ...]:
    """Return the rows whose number counts a topic; of each region those that do as asked.

    What is done to it tells rows apart only where some rows of the region say it.
    """
    counted = [row for row in rows if counts(row, topic)]
    kept: list[Commitment] = []
    for region in dict.fromkeys(row.region for row in counted):
        own = [row for row in counted if row.region == region]
        said = [sum(deed in own_words(row) for deed in topic.deeds) for row in own]
        kept += [row for row, count in zip(own, said, strict=True) if count == max(said)]
    return tuple(kept)


def _by_all_words(read: Read, query: LedgerQuery, topic: LedgerTopic) -> Found:
    """Return the rows in or around which all words of a topic stand."""
    page = read(query.model_copy(update={"terms": topic.words}))
    return Found(page.rows, page.total, around=page.total > 0)


def in_order(rows: Sequence[Commitment], query: LedgerQuery) -> tuple[Commitment, ...]:
    """Return rows found topic by topic as one query would have sorted them."""
    if query.sort.endswith("value"):
        falling = query.sort.startswith("-")
        return tuple(sorted(rows, key=lambda r: float(r.value or 0), reverse=falling))
    if query.sort.endswith("deadline"):
        falling = query.sort.startswith("-")
        return tuple(sorted(rows, key=due_of, reverse=falling))
    return tuple(sorted(rows, key=lambda row: (row.source, row.start, row.end)))


def due_of(row: Commitment) -> str:
    """Return the day a row is due, its year first where it is known; empty without one."""
    if row.deadline_to:
        return row.deadline_to.isoformat()
    return row.deadline_month_day or ""


def says_due(row: Commitment, words: str, last: str = "") -> bool:
    """Tell whether a row's deadline is printed in these words, spaces aside.

    Args:
        row: A row with a deadline.
        words: The deadline as documents print it, without a year.
        last: Its day; where that names a year, the row is due in no other.
    """
    year = last[:_YEAR] if len(last) > _DAY else ""
    if year and row.deadline_to and f"{row.deadline_to.year}" != year:
        return False
    return words.replace(" ", "") in re.sub(r"\s", "", fold(row.deadline_text or ""))
