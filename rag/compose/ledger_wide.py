"""The rows that a likely question of the ledger is about, by how well their words fit.

Every row that the limits let through is weighed by the question's own words: what it says
itself counts most, the category whose name a word is next, then the words around it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from rag.commitments import words_of
from rag.compose.counted import counted_things
from rag.compose.ledger_rows import (
    MOST_READ,
    NOTHING,
    Found,
    Read,
    Scope,
    asked_of,
    in_order,
    is_of,
    kept,
    own_words,
)
from rag.compose.wordmatch import ABBREVIATED, held
from rag.schemas import Commitment, LedgerAsk, LedgerQuery, LedgerTopic
from rag.understand.ledger_words import alias_of, kin_of, meant_by, names_unit

_SEVERAL: Final = 2
_FITS: Final = 0.6
"""Least share of a topic's words that a row must hold."""


def find_wide(read: Read, ask: LedgerAsk, scope: Scope) -> Found:
    """Return the rows that fit what is asked; of several things, those of any.

    Nothing where no row is about any thing named, or where there are too many to weigh.
    """
    query, topics = asked_of(ask, scope)
    page = kept(read(query), ask)
    if not topics:
        return Found(page.rows, page.total)
    whole = page.total <= MOST_READ
    topics = _kinds_apart(topics, page.rows) if whole else topics
    found = [
        page.rows
        if whole and names_unit(topic.words, query.units)
        else fitting(read, query, topic, page.rows if whole else None)
        for topic in topics
    ]
    if any(found) and not all(found) and (ask.due_by or ask.due_from):
        # 到2025年的城镇化率，还有自来水普及率: the day may be of the first alone.
        undated = query.model_copy(update={"deadline_after": None, "deadline_before": None})
        every = kept(read(undated), ask)
        within = every.rows if every.total <= MOST_READ else None
        found = [
            rows or fitting(read, undated, topic, within)
            for topic, rows in zip(topics, found, strict=True)
        ]
    if not any(found):
        # What no row knows is not what the rows are told apart by.
        bounded = query.any_terms or _is_bounded(ask)
        named = any(topic.category for topic in topics)
        return Found(page.rows, page.total) if bounded and not named and whole else NOTHING
    if any(topic.category and not rows for topic, rows in zip(topics, found, strict=True)):
        return NOTHING
    rows = tuple(dict.fromkeys(row for one in found for row in one))
    return Found(in_order(rows, query), len(rows), fitted=True)


def _kinds_apart(
    topics: Sequence[LedgerTopic], rows: Sequence[Commitment]
) -> tuple[LedgerTopic, ...]:
    """Return the topics, one of words that each name things of their own as several.

    停车充电 is about 停车场 and 充电桩 where no row is about both.
    """
    found: list[LedgerTopic] = []
    for topic in topics:
        kinds = [LedgerTopic(text=word, words=(word,)) for word in topic.words]
        several = len(kinds) >= _SEVERAL and topic.category is None
        if (
            several
            and not any(_share(own_words(row), topic) == 1.0 for row in rows)
            and all(any(_counts_any(row, _kind(kind)) for row in rows) for kind in kinds)
        ):
            found += kinds
        else:
            found.append(topic)
    return tuple(found)


def _kind(topic: LedgerTopic) -> tuple[str, ...]:
    return kin_of(topic.words[0]) or topic.words


def fitting(
    read: Read,
    query: LedgerQuery,
    topic: LedgerTopic,
    rows: Sequence[Commitment] | None,
    *,
    closes: bool = False,
) -> tuple[Commitment, ...]:
    """Return the rows that fit a topic best.

    Args:
        read: Reads the ledger.
        query: What the rows must meet, topics aside.
        topic: The thing asked for.
        rows: All that the limits let through, where they have been read.
        closes: The word that closes the topic must stand in some row.
    """
    if rows is None:
        own = read(query.model_copy(update={"any_terms": topic.words}))
        named = topic.category
        alike = read(query.model_copy(update={"category": named})) if named else own
        if max(own.total, alike.total) > MOST_READ:
            return ()
        rows = tuple(dict.fromkeys((*own.rows, *alike.rows)))
    own_of = {row.id: own_words(row) for row in rows}
    known = tuple(
        word
        for word in topic.words
        if alias_of(word) or any(_says(word, own) for own in own_of.values())
    )
    group = _category(known, topic, own_of.values())
    if group and (
        found := tuple(
            row for row in rows if is_of(row, group) or _share(own_of[row.id], topic) == 1.0
        )
    ):
        return found
    if any(held(topic.text, own) >= ABBREVIATED for own in own_of.values()):
        known = known or (topic.text,)
    if topic.words[-1] not in known and topic.text not in known:
        found = _in_other_words(rows, topic, known, own_of)
        if found or (topic.official and known):
            # What no row names in any words is not what its other words are about.
            return found
    found = _by_words(rows, topic, known, own_of, closes=closes)
    if found or group or topic.category or closes:
        return found
    around = read(query.model_copy(update={"terms": topic.words}))
    return around.rows if around.total <= MOST_READ else ()


def names_whole(row: Commitment, topic: LedgerTopic) -> bool:
    """Tell whether a row itself says all that a topic does, in short forms too."""
    return _share(own_words(row), topic) == 1.0


def _by_words(
    rows: Sequence[Commitment],
    topic: LedgerTopic,
    known: tuple[str, ...],
    own_of: Mapping[str, str],
    *,
    closes: bool,
) -> tuple[Commitment, ...]:
    """Return the rows that fit the words of a topic which some row knows, or things of its kin."""
    kin = kin_of(topic.words[-1]) if len(known) < _SEVERAL and not closes else ()
    found = tuple(row for row in rows if _counts_any(row, kin))
    if found or not known:
        return found
    if closes and known[-1] != topic.words[-1] and known != (topic.text,):
        return ()
    return _best(rows, topic.model_copy(update={"words": known}), own_of)


def _in_other_words(
    rows: Sequence[Commitment],
    topic: LedgerTopic,
    known: Sequence[str],
    own_of: Mapping[str, str],
) -> tuple[Commitment, ...]:
    """Return the rows that name by an official word what closes a topic that none names.

    Those that hold its other words as well, where some do.
    """
    for word in (*meant_by(topic.words[-1]), *topic.official):
        named = [row for row in rows if word in own_of[row.id]]
        both = [row for row in named if any(one in own_of[row.id] for one in known)]
        if named:
            return tuple(both or named)
    return ()


def _counts_any(row: Commitment, names: Sequence[str]) -> bool:
    return any(name in thing for thing in counted_things(row) for name in names)


def _category(known: Sequence[str], topic: LedgerTopic, texts: Collection[str]) -> str | None:
    """Return the category that a topic is about, if no row holds the topic whole.

    就业培训 is about employment, as training is one of its words; 养老床位 is about beds.
    """
    if topic.category:
        return topic.category
    named = [alias_of(word) for word in known]
    first = next((one for one in named if one), None)
    if first is None:
        return None
    others = [word for word, one in zip(known, named, strict=True) if one != first]
    kin = words_of(first)
    if not others:
        return first
    if any(_share(own, topic) == 1.0 for own in texts):
        return None
    return first if all(any(word in one for one in kin) for word in others) else None


def _best(
    rows: Sequence[Commitment], topic: LedgerTopic, own_of: Mapping[str, str]
) -> tuple[Commitment, ...]:
    """Return of each region the rows that hold most of a topic, what closes it above all."""
    found: list[Commitment] = []
    for region in dict.fromkeys(row.region for row in rows):
        own = [row for row in rows if row.region == region]
        shares = [_share(own_of[row.id], topic) for row in own]
        closing = [topic.words[-1] in own_of[row.id] for row in own]
        best = max(shares)
        fit = [
            row
            for row, share, closes in zip(own, shares, closing, strict=True)
            if share >= _FITS and (closes or share == best)
        ]
        found += fit or [row for row, closes in zip(own, closing, strict=True) if closes]
    return tuple(found)


def _share(own: str, topic: LedgerTopic) -> float:
    """Return the share of a topic's words that a row holds, 0 to 1, longer words for more."""
    if held(topic.text, own) >= ABBREVIATED:
        return 1.0
    total = sum(map(len, topic.words))
    found = sum(len(word) for word in topic.words if _says(word, own))
    return found / total


def _says(word: str, own: str) -> bool:
    """Tell whether a row holds a word, shortened or as documents say it: 医疗保险 for 医保."""
    return held(word, own) >= ABBREVIATED or any(one in own for one in meant_by(word))


def _is_bounded(ask: LedgerAsk) -> bool:
    limits = (ask.due_by, ask.due_from, ask.least, ask.most)
    said = bool(ask.percentages or ask.units or ask.comparators or ask.dated)
    return said or any(limit is not None for limit in limits)
