"""Answers to questions that ask the ledger as a whole: lists, counts, sums, comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.compose.counted import counted_things
from rag.compose.ledger_compare import Silent, compare_rows, related
from rag.compose.ledger_except import but
from rag.compose.ledger_lines import Lines
from rag.compose.ledger_lists import MOST_SHOWN, list_rows
from rag.compose.ledger_rows import (
    MOST_READ,
    NOTHING,
    Found,
    Read,
    Scope,
    counting,
    find,
    of_topic,
    own_words,
    query_of,
    with_months,
)
from rag.compose.ledger_totals import extreme_rows, sum_rows, why
from rag.compose.ledger_wide import find_wide, fitting, names_whole
from rag.library import Library
from rag.schemas import (
    Commitment,
    Draft,
    DraftSentence,
    Hit,
    Language,
    LedgerAsk,
    LedgerQuery,
    LedgerTopic,
)
from rag.understand.ledger_words import kin_of
from rag.wording import say

_COUNTED_ALIKE: Final = (
    frozenset("个处座家所"),
    frozenset({"人", "名", "人次"}),
    frozenset({"套", "户", "间"}),
)
_SEVERAL: Final = 2
_FEW_ROWS: Final = 6
"""Most rows compared that only their words speak for."""


class LedgerComposer:
    """Answers from the rows of the ledger; nothing of it is retrieved."""

    def __init__(self, library: Library, read: Read) -> None:
        """Answer from the rows that ``read`` returns."""
        self._library = library
        self.read = read

    def compose(
        self, ask: LedgerAsk, language: Language, scope: Scope, silent: Silent
    ) -> Draft | None:
        """Return a draft from the rows that are asked for.

        Args:
            ask: What is asked.
            language: Of the words around the rows.
            scope: The documents looked at.
            silent: Asked of each region compared that has no row.

        Returns:
            The draft; without evidence where it only says why there is no answer. None
            where the ledger does not answer the question, which is then searched for.
        """
        draft = self._compose(ask, language, scope, silent)
        if ask.otherwise is None or (
            draft is not None and draft.evidence and not _lacks(draft, ask)
        ):
            return draft
        again = self._compose(ask.otherwise, language, scope, silent)
        if draft is None or not draft.evidence:
            return again or draft
        return draft if again is None or _lacks(again, ask) else again

    def _compose(
        self, ask: LedgerAsk, language: Language, scope: Scope, silent: Silent
    ) -> Draft | None:
        if ask.form == "sum" and (ask.percentages or ask.difference):
            # A sum set against something else is more than one step.
            told = Draft(sentences=(why("percent", language),), evidence=(), composer="ledger")
            return told if ask.percentages else None
        found = but(with_months(self._found(ask, scope), ask), ask)
        if not found.rows:
            none = say("rows.none", language)
            sentence = DraftSentence(text=none, ours=True)
            decided = found.exact and not ask.topics and _is_decided(ask) and self._read_any(scope)
            return Draft(sentences=(sentence,), evidence=(), composer="ledger") if decided else None
        regions = {row.region for row in found.rows} | set(ask.regions)
        everywhere = not ask.regions and len(self._library.gazetteer.regions) > 1
        lines = Lines(self._library, language, labelled=len(regions) > 1 or everywhere)
        form = ask.form
        if form in ("sum", "compare") and len(found.rows) > MOST_SHOWN:
            # Too many to show what a total or a comparison rests on: some of them, and so said.
            form = "list"
        match form:
            case "sum":
                return sum_rows(ask, found, lines)
            case "extreme":
                return extreme_rows(ask, found, lines)
            case "compare":
                return compare_rows(ask, found, lines, silent)
            case _:
                return list_rows(ask, found, lines, self.read, scope)

    def _read_any(self, scope: Scope) -> bool:
        """Tell whether the documents looked at have any row at all."""
        rows = LedgerQuery(document_ids=scope.documents, without_documents=scope.without, limit=1)
        return self.read(rows).total > 0

    def related(
        self, ask: LedgerAsk, language: Language, region: str, hits: Sequence[Hit]
    ) -> Draft | None:
        """Return the words of ``hits`` that name a topic, for a region that gives no number."""
        return related(ask.topics, language, region, hits, self._library)

    def _found(self, ask: LedgerAsk, scope: Scope) -> Found:
        """Return the rows that answer: each topic's where each is asked for by itself."""
        topics = tuple(topic for topic in ask.topics if not topic.exact)
        if ask.figures:
            found = find(self.read, ask, scope)
            rows = [row for row in found.rows if (row.value or "", row.unit or "") in ask.figures]
            return Found(tuple(rows), len(rows))
        if ask.guessed and ask.form in ("list", "count", "extreme"):
            return find_wide(self.read, ask, scope)
        if not topics or (ask.form in ("list", "count") and not ask.each):
            return find(self.read, ask, scope)
        query = query_of(ask, scope)
        rows = []
        apart = self._apart(ask, query, topics) if ask.guessed else ()
        if apart:
            return Found(apart, len(apart))
        for topic in topics:
            own = self._of_topic(ask, query, topic)
            between = ask.form == "compare" and len(ask.regions) < _SEVERAL
            if not own and (ask.form in ("sum", "list") or (between and not ask.guessed)):
                # Without one of them it would not be what is asked.
                return NOTHING
            rows += [row for row in own if row not in rows and _in_unit(row, ask)]
        return Found(tuple(rows), len(rows))

    def _apart(
        self, ask: LedgerAsk, query: LedgerQuery, topics: Sequence[LedgerTopic]
    ) -> tuple[Commitment, ...]:
        """Return the rows of a comparison of one region's thing with another's, or nothing.

        体育公园 here and 足球场 there: then the other region's parks are not asked for.
        """
        if ask.form != "compare" or min(len(topics), len(ask.regions)) < _SEVERAL:
            return ()
        found = [counting(of_topic(self.read, query, one).rows, one) for one in topics]
        told = [regions for rows in found if (regions := {row.region for row in rows})]
        if any(len(regions) > 1 for regions in told) or set(ask.regions) - set().union(*told):
            return ()
        return tuple(dict.fromkeys(row for rows in found for row in rows))

    def _of_topic(
        self, ask: LedgerAsk, query: LedgerQuery, topic: LedgerTopic
    ) -> tuple[Commitment, ...]:
        """Return a topic's rows: those that count it, where numbers are wanted."""
        found = of_topic(self.read, query, topic)
        if not found.whole:
            return ()
        if ask.guessed or ask.dated or ask.form == "extreme":
            return self._likely_of(ask, query, topic, found.rows) if ask.guessed else found.rows
        counted = counting(found.rows, topic)
        if ask.form == "compare" and len(found.rows) == 1:
            counted = found.rows
        if ask.form != "sum" or len(counted) >= _SEVERAL:
            return counted or (found.rows if ask.form == "list" else ())
        if len(found.rows) == 1 and _in_unit(found.rows[0], ask):
            # It alone says the words: 市政微改造 of 22条道路市政微改造.
            counted = found.rows
        if any("".join(topic.words) in own_words(row) for row in counted):
            return counted
        return self._of_kinds(query, topic, ask) or counted

    def _likely_of(
        self, ask: LedgerAsk, query: LedgerQuery, topic: LedgerTopic, named: Sequence[Commitment]
    ) -> tuple[Commitment, ...]:
        """Return a topic's rows, those of a region that none names by how well they fit.

        Args:
            ask: What is asked.
            query: What the rows must meet, topics aside.
            topic: The thing asked for.
            named: The rows that name the topic in their own words.
        """
        counted = counting(named, topic)
        told = {row.region for row in counted}
        if told and told >= set(ask.regions):
            whole = any("".join(topic.words) in own_words(row) for row in counted)
            sole = ask.form == "sum" and len(counted) < _SEVERAL and not whole
            return (self._of_kinds(query, topic, ask) if sole else ()) or counted
        page = self.read(query)
        if page.total > MOST_READ:
            return counted
        done = _done(page.rows, topic, ask) if topic.deeds and not counted else ()
        if done:
            return done
        if len(topic.words) > 1 and set(topic.words) <= set(kin_of(topic.words[-1])):
            # 公园游园 are of one kind: each is what is asked for.
            kinds = [LedgerTopic(text=word, words=(word,)) for word in topic.words]
            rows = [row for row in page.rows if any(counting((row,), kind) for kind in kinds)]
            return (*counted, *(row for row in rows if row.region not in told))
        fit = fitting(self.read, query, topic, page.rows, closes=True)
        others = tuple(row for row in fit if row.region not in told and _in_unit(row, ask))
        closing = topic.model_copy(update={"words": topic.words[-1:], "deeds": ()})
        further = counting(others, topic) or counting(others, closing)
        if ask.form == "sum":
            # What only stands near the thing is not what is added.
            said = tuple(row for row in others if names_whole(row, topic))
            return (*counted, *(further or said or (others if len(others) == 1 else ())))
        return (*counted, *(further or others[:_FEW_ROWS]))

    def _of_kinds(
        self, query: LedgerQuery, topic: LedgerTopic, ask: LedgerAsk
    ) -> tuple[Commitment, ...]:
        """Return what each word of a topic counts, where each names a kind: 公园游园."""
        rows: list[Commitment] = []
        for word in topic.words if len(topic.words) > 1 else ():
            kind = LedgerTopic(text=word, words=(word,))
            counted = counting(of_topic(self.read, query, kind).rows, kind)
            exact = [
                row
                for row in counted
                if row.unit == ask.unit and any(t.endswith(word) for t in counted_things(row))
            ]
            if not exact:
                return ()
            rows += [row for row in exact if row not in rows]
        return tuple(rows)


def _lacks(draft: Draft, ask: LedgerAsk) -> bool:
    """Tell whether a comparison has no row of some region that is compared."""
    told = {row.region for row in draft.commitments}
    return ask.form == "compare" and not set(ask.regions) <= told


def _is_decided(ask: LedgerAsk) -> bool:
    """Tell whether the catalog decides alone which rows match: by day, number or unit."""
    limits = (ask.due_by, ask.due_from, ask.unit, ask.least, ask.most)
    limited = ask.percentages or any(limit is not None for limit in limits)
    return limited and ask.category is None and ask.form in ("list", "count", "extreme")


def _done(rows: Sequence[Commitment], topic: LedgerTopic, ask: LedgerAsk) -> tuple[Commitment, ...]:
    """Return the one row in the unit asked for that says what is done: 流转的地, 几亩."""
    own = [
        row
        for row in rows
        if row.unit == ask.unit and all(deed in own_words(row) for deed in topic.deeds)
    ]
    return tuple(own) if ask.form == "sum" and len(own) == 1 else ()


def _in_unit(row: Commitment, ask: LedgerAsk) -> bool:
    """Tell whether a row's number can answer a question for so many of a unit."""
    if ask.form != "sum" or not ask.unit or row.unit == ask.unit:
        return True
    return any(ask.unit in alike and row.unit in alike for alike in _COUNTED_ALIKE)
