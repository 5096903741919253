"""Rows of the ledger side by side, region by region, and what a region without rows says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rag.compose.ledger_lines import Lines
from rag.compose.ledger_lists import grouped
from rag.compose.ledger_rows import Found
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

Silent = Callable[[str], Draft | None]
"""What else the documents of a region say, where the ledger has nothing of theirs."""


def compare_rows(ask: LedgerAsk, found: Found, lines: Lines, silent: Silent) -> Draft | None:
    """Return each region's rows, and what the others say; None where not all rows were read."""
    rows = grouped(found.rows, ask)
    if not found.whole:
        return None
    sentences = lines.add(rows)
    if ask.ranked and (verdict := _verdict(rows, ask, lines)) is not None:
        sentences.insert(0, verdict)
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
    # Of one thing compared nothing is claimed; of a whole category every row is here.
    whole = True if ask.category and told >= set(ask.regions) else None
    draft = lines.draft(sentences, complete=whole)
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


def _verdict(rows: Sequence[Commitment], ask: LedgerAsk, lines: Lines) -> DraftSentence | None:
    """Return which region has most, where each has one number and they compare."""
    alone = len({row.region for row in rows}) == len(rows) == len(ask.regions) > 1
    alike = len({row.unit for row in rows}) == 1 and all(row.comparator == "=" for row in rows)
    if not (alone and alike and all(row.value and not row.value_max for row in rows)):
        return None
    falling = sorted(rows, key=lambda row: -float(row.value or 0))
    if any(one.value == other.value for one, other in pairwise(falling)):
        return None
    items = [
        say(
            "rows.order.item",
            lines.language,
            region=lines.name(row.region),
            value=row.value,
            unit=row.unit or "",
        )
        for row in falling
    ]
    joint = say("rows.comma", lines.language)
    words = say("rows.order", lines.language, items=joint.join(items))
    tally = Tally(rows=tuple(row.id for row in falling), falling=True)
    return DraftSentence(text=words, ours=True, tally=tally)
