"""Rows of the ledger side by side, region by region, and what a region without rows says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from rag.compose.amounts import told_in
from rag.compose.bases import are_alike, are_of_years_asked, says_all
from rag.compose.counted import counts
from rag.compose.ledger_lines import Lines
from rag.compose.ledger_lists import grouped
from rag.compose.ledger_rows import Found
from rag.compose.ledger_sums import counts_more
from rag.compose.spans import joined_items, trim
from rag.library import Library
from rag.schemas import (
    Commitment,
    Draft,
    DraftSentence,
    Evidence,
    Hit,
    Language,
    LedgerAsk,
    LedgerTopic,
    Span,
    Tally,
)
from rag.text import fold
from rag.wording import say

_PAIR: Final = 2
_UPWARD: Final = frozenset({"=", ">", ">="})
_DOWNWARD: Final = frozenset({"=", "<", "<="})

Silent = Callable[[str], Draft | None]
"""What else the documents of a region say, where the ledger has nothing of theirs."""


def compare_rows(ask: LedgerAsk, found: Found, lines: Lines, silent: Silent) -> Draft | None:
    """Return each region's rows, and what the others say; None where not all rows were read."""
    rows = grouped(found.rows, ask)
    if not found.whole:
        return None
    sentences = lines.add(rows)
    if ask.ranked:
        sentences = [*_verdict(rows, ask, lines), *sentences]
    evidence = list(lines.evidence)
    told = {row.region for row in rows}
    missing: list[str] = []
    for region in ask.regions:
        said = None if region in told else silent(region)
        if said is not None and said.sentences:
            sentences += [_moved(one, lines.label(region), len(evidence)) for one in said.sentences]
            evidence += said.evidence
        elif region not in told:
            missing.append(lines.name(region))
    # Of things compared nothing is claimed: there may be rows of them in other words.
    draft = lines.draft(sentences)
    return draft.model_copy(update={"evidence": tuple(evidence), "missing": "、".join(missing)})


def related(
    topics: Sequence[LedgerTopic],
    language: Language,
    region: str,
    hits: Sequence[Hit],
    library: Library,
) -> Draft | None:
    """Return the words of ``hits`` that name a topic, for a region that gives no number."""
    for hit in hits:
        text = library.document(hit.document_id).text
        for sentence in hit.passage.sentences:
            for item in joined_items(text, sentence):
                words = fold(text[item.start : item.end])
                if any(all(word in words for word in topic.words) for topic in topics):
                    return _silence(
                        language, region, hit, trim(text, item.start, item.end), library
                    )
    return None


def _silence(language: Language, region: str, hit: Hit, words: Span, library: Library) -> Draft:
    quote = library.document(hit.document_id).text[words.start : words.end]
    evidence = Evidence(
        document_id=hit.document_id,
        clause_id=library.clause_at(hit.document_id, words.start, words.end).id,
        topic=hit.passage.topic,
        start=words.start,
        end=words.end,
        quote=quote,
    )
    lead = say("rows.silent", language, region=library.gazetteer.short(region))
    return Draft(
        sentences=(
            DraftSentence(text=lead, ours=True),
            DraftSentence(text=f"{quote}。", evidence=(0,)),
        ),
        evidence=(evidence,),
        composer="ledger",
    )


def _moved(sentence: DraftSentence, label: str, by: int) -> DraftSentence:
    """Return a sentence of another draft with its label, and its evidence after ours."""
    text = sentence.text if sentence.ours else f"{label}{sentence.text}"
    moved = tuple(index + by for index in sentence.evidence)
    return sentence.model_copy(update={"text": text, "evidence": moved})


def _verdict(rows: Sequence[Commitment], ask: LedgerAsk, lines: Lines) -> list[DraftSentence]:
    """Return which has most and, where that is asked, by how much; nothing where unsure.

    Regions are told apart, or within one the things asked for; each must have one plain
    number, and all must be of one unit.
    """
    names = _names(rows, ask, lines)
    texts = lines.texts(rows)
    alike = len({row.unit for row in rows}) == 1 and are_alike(rows, texts)
    alike = alike and are_of_years_asked(rows, texts, ask.topics)
    named = "".join(topic.text for topic in ask.topics)
    plain = all(row.value and not row.value_max and not counts_more(row, named) for row in rows)
    units = list(dict.fromkeys(row.unit for row in rows if row.unit))
    if names and plain and len(units) > 1:
        told = say("rows.listed", lines.language).join(units)
        return [DraftSentence(text=say("rows.units", lines.language, units=told), ours=True)]
    if not (names and alike and plain):
        return []
    falling = sorted(rows, key=lambda row: -float(row.value or 0))
    if not _surely_falls([row.comparator for row in falling]):
        return []
    if any(one.value == other.value for one, other in pairwise(falling)):
        return []
    values = [Decimal(row.value or 0) for row in falling]
    numbers, unit = told_in(values, rows[0].unit or "", lines.language)
    items = [
        say(
            "rows.order.item",
            lines.language,
            region=names[row.id],
            value=f"{number} {unit}".strip(),
        )
        for row, number in zip(falling, numbers, strict=True)
    ]
    joint = say("rows.comma", lines.language)
    words = say("rows.order", lines.language, items=joint.join(items))
    ids = tuple(row.id for row in falling)
    said = [DraftSentence(text=words, ours=True, tally=Tally(rows=ids, falling=True))]
    if ask.times and len(falling) == _PAIR and (said_so := _times(falling, names, lines)):
        said.insert(0, said_so)
    if ask.difference and (between := difference_of(falling, lines)) is not None:
        said.insert(0, between)
    return said


def difference_of(falling: Sequence[Commitment], lines: Lines) -> DraftSentence | None:
    """Return by how much the first of two rows is more than the second; None where unsure."""
    if len(falling) != _PAIR or not _surely_falls([row.comparator for row in falling]):
        return None
    first, second = (Decimal(row.value or 0) for row in falling)
    between = first - second
    told, unit = told_in([first, second, between], falling[0].unit or "", lines.language)
    bounded = any(row.comparator != "=" for row in falling)
    words = say(
        "rows.difference.least" if bounded else "rows.difference",
        lines.language,
        first=told[0],
        second=told[1],
        difference=f"{told[2]} {unit}".strip(),
    )
    tally = Tally(rows=tuple(row.id for row in falling), falling=True, difference=f"{between:f}")
    return DraftSentence(text=words, ours=True, tally=tally)


def _times(
    falling: Sequence[Commitment], names: Mapping[str, str], lines: Lines
) -> DraftSentence | None:
    """Return how many times the second the first is; None where that is no plain number."""
    first, second = (Decimal(row.value or 0) for row in falling)
    if any(row.comparator != "=" for row in falling) or not second:
        return None
    ratio = first / second
    if ratio != round(ratio, 2):
        return None
    numbers, unit = told_in([first, second], falling[0].unit or "", lines.language)
    words = say(
        "rows.times",
        lines.language,
        one=names[falling[0].id],
        other=names[falling[1].id],
        first=numbers[0],
        second=f"{numbers[1]} {unit}".strip(),
        ratio=f"{ratio.normalize():f}",
    )
    tally = Tally(rows=tuple(row.id for row in falling), falling=True, ratio=f"{ratio:f}")
    return DraftSentence(text=words, ours=True, tally=tally)


def _surely_falls(signs: Sequence[str | None]) -> bool:
    """Tell whether bounds leave an order as it is: only the first may be more, the last less."""
    return (
        signs[0] in _UPWARD and signs[-1] in _DOWNWARD and all(sign == "=" for sign in signs[1:-1])
    )


def _names(rows: Sequence[Commitment], ask: LedgerAsk, lines: Lines) -> dict[str, str]:
    """Return what each row is called in a verdict, by id; nothing where that is not clear."""
    if len(ask.regions) > 1:
        alone = len({row.region for row in rows}) == len(rows) == len(ask.regions)
        return {row.id: lines.name(row.region) for row in rows} if alone else {}
    named: dict[str, str] = {}
    texts = lines.texts(rows)
    for topic in ask.topics:
        own = [row for row in rows if counts(row, topic)]
        if len(own) != 1 or not says_all(own[0], topic, texts[own[0].document_id]):
            return {}
        # Two things may share one number: 休闲农庄、采摘园15个.
        before = named.get(own[0].id)
        named[own[0].id] = topic.text if before is None else f"{before}、{topic.text}"
    return named if len(named) == len(rows) > 1 else {}
