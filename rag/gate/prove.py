"""The proof of one drafted sentence by the quotes it cites; deterministic and pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rag.gate.align import Proof, Statement, align, proofs_of
from rag.gate.belonging import misjoined, out_of_pace
from rag.gate.compare import date_proves, same_figure, unproved_dates, unproved_figures
from rag.gate.dealt import told_apart
from rag.gate.facts import bare, facts
from rag.gate.faults import Fault, Rule
from rag.gate.figures import days, figures
from rag.gate.meant import names_more
from rag.gate.misplaced import misplaced
from rag.gate.numbers import unknown_numbers, used_twice
from rag.gate.reading import Reading, Word
from rag.gate.retold import retold
from rag.gate.signs import idioms
from rag.gate.sources import Source, Support, Verdict
from rag.gate.subjects import misattributed
from rag.gate.turned import turned
from rag.gate.words import held, holds_otherwise, plain
from rag.schemas import DocumentStatus
from rag.text import DateMention, Quantity, sentences

LONGEST_CLAIM: Final = 400
"""Most characters of one drafted sentence; a longer one is no sentence."""
LONGEST_QUOTES: Final = 8_000
"""Most characters of the quotes one sentence cites, together."""
MOST_PARTS: Final = 40
"""Most items, most figures and most signs of one drafted sentence."""
MOST_FIGURES: Final = 200
"""Most figures and dates of the quotes one sentence cites, together."""
_STOPS: Final = "。;!?."
_IN_ORDER: Final = "分别"
_IN_FORCE: Final = re.compile(
    "现行|生效|施行|实施以来|正式(?:实施|执行|印发|出台|发布)|已经?(?:实施|执行|印发|出台|发布|公布)|仍然?有效"
)


def prove(
    sentence: str,
    markers: Sequence[str],
    shown: Mapping[str, Source],
    regions: Mapping[str, Iterable[str]],
) -> Verdict:
    """Return whether the clauses that ``sentence`` cites prove it, and if not, why.

    Args:
        sentence: One drafted sentence, without its markers.
        markers: The markers it carries, as the composer was given them.
        shown: What the composer was shown, by marker.
        regions: Every known region with the names people use for it, folded.
    """
    told = [_prove(said, markers, shown, regions) for said in retold(sentence.strip())]
    return next((verdict for verdict in told if verdict.proved), told[0])


def _prove(
    said: str,
    markers: Sequence[str],
    shown: Mapping[str, Source],
    regions: Mapping[str, Iterable[str]],
) -> Verdict:
    cited = {marker: shown[marker] for marker in markers if marker in shown}
    if faults := tuple(_unfit(said, markers, cited)):
        return Verdict(faults=faults)
    proofs = proofs_of(cited)
    if verbatim := _verbatim(said, proofs):
        return Verdict(support=_support(verbatim))
    told = told_apart(said)
    proofs = list(_told_alike(proofs, in_order=_IN_ORDER in told))
    claim = Reading.of(told)
    if _is_too_much(claim, proofs):
        return Verdict(faults=(Fault(Rule.LENGTH, said),))
    statements = align(claim, proofs)
    readings = [proof.reading for proof in proofs]
    found = (
        *_facts(said, cited.values()),
        *unknown_numbers(claim, readings),
        *used_twice(claim, readings),
        *_placed(claim, proofs),
        *misjoined(claim, proofs, regions),
        *out_of_pace(claim, statements),
        *_words(claim, statements),
        *turned(claim, statements),
        *misattributed(claim, statements, regions),
        *_standing(claim, statements),
    )
    if found:
        return Verdict(faults=tuple(dict.fromkeys(found)))
    return Verdict(support=_support(_rested_on(claim, statements, proofs)))


def _unfit(said: str, markers: Sequence[str], cited: Mapping[str, Source]) -> Iterable[Fault]:
    """Yield why a sentence cannot be held against anything at all."""
    yield from (
        Fault(Rule.TOKEN, marker[:LONGEST_CLAIM]) for marker in markers if marker not in cited
    )
    quoted = [source.quote for source in cited.values() if source.quote.strip()]
    if not said or not quoted:
        yield Fault(Rule.UNCITED, said[:LONGEST_CLAIM])
    if len(said) > LONGEST_CLAIM or sum(map(len, quoted)) > LONGEST_QUOTES:
        yield Fault(Rule.LENGTH, said[:LONGEST_CLAIM])


def _is_too_much(claim: Reading, proofs: Sequence[Proof]) -> bool:
    """Tell whether comparing all with all would take too long for what is no sentence."""
    figures_said = len(claim.quantities) + len(claim.dates)
    figures_shown = sum(len(p.reading.quantities) + len(p.reading.dates) for p in proofs)
    parts = max(len(claim.items), len(claim.marks), figures_said)
    return parts > MOST_PARTS or figures_shown > MOST_FIGURES


def _told_alike(proofs: Sequence[Proof], *, in_order: bool) -> Iterable[Proof]:
    """Yield the sentences as a claim tells them: figures given out in order, or one by one."""
    dealt = {(proof.marker, proof.span.start) for proof in proofs if proof.apart}
    for proof in proofs:
        if (proof.marker, proof.span.start) not in dealt or proof.apart is not in_order:
            yield proof


def _verbatim(said: str, proofs: Sequence[Proof]) -> list[Proof]:
    """Return the sentences that the claim repeats word for word; empty where it does not."""
    whole = {proof.reading.text.rstrip(_STOPS): proof for proof in reversed(proofs)}
    parts = [plain(said[span.start : span.end]).rstrip(_STOPS) for span in sentences(said)]
    return [whole[part] for part in parts] if all(part in whole for part in parts) else []


def _facts(said: str, cited: Iterable[Source]) -> Iterable[Fault]:
    """Yield figures, dates and names that stand in no quote."""
    claimed = facts(said)
    sources = list(cited)
    proved = [facts(source.quote) for source in sources]
    yield from unproved_figures(claimed, proved)
    yield from unproved_dates(claimed, proved)
    known = bare(text for source in sources for text in (source.quote, source.title))
    yield from (Fault(Rule.NAME, name) for name in sorted(claimed.names) if name not in known)


def _placed(claim: Reading, proofs: Sequence[Proof]) -> Iterable[Fault]:
    """Yield figures and dates that the claim gives to what they do not belong to."""
    counted = [figure for proof in proofs for figure in proof.figures]
    dated = [day for proof in proofs for day in proof.days]
    yield from filter(None, (misplaced(figure, counted) for figure in figures(claim)))
    yield from filter(None, (misplaced(day, dated) for day in days(claim)))


def _words(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield words that do not stand where the rest of their statement does."""
    for statement in statements:
        known = statement.proof.known
        said = claim.masked[statement.item.start : statement.item.end]
        yield from (Fault(Rule.WORDS, word) for word in idioms(said) if word not in known)
        earlier = plain(statement.proof.source.quote[: statement.proof.span.start])
        for word in claim.words:
            if not statement.item.start <= word.start < statement.item.end:
                continue
            if not _is_held(claim, word, known) and not names_more(
                claim, word, statement.proof.reading, earlier
            ):
                yield Fault(Rule.WORDS, word.text)


def _is_held(claim: Reading, word: Word, known: str) -> bool:
    """Tell whether a word stands in what is known; one letter stands there in a pair too."""
    if not held(word.text, known):
        return False
    pairs = claim.pairs_of(word)
    return (
        len(word.text) > 1
        or not pairs
        or any(pair in known for pair in pairs)
        or holds_otherwise(word.text, known)
    )


def _standing(claim: Reading, statements: Sequence[Statement]) -> Iterable[Fault]:
    """Yield claims that a document is in force where it is a draft, or no longer."""
    for statement in statements:
        source = statement.proof.source
        if source.status is DocumentStatus.IN_FORCE:
            continue
        quote = plain(source.quote)
        for found in _IN_FORCE.finditer(claim.text, statement.item.start, statement.item.end):
            if found.group() not in quote:
                yield Fault(Rule.STANDING, found.group())


def _rested_on(
    claim: Reading, statements: Sequence[Statement], proofs: Sequence[Proof]
) -> list[Proof]:
    """Return the sentences that hold a claim's words, and those with its other figures."""
    rested = list(dict.fromkeys(statement.proof for statement in statements))
    stated: list[Quantity | DateMention] = [*claim.quantities, *claim.dates]
    for figure in stated:
        holding = [proof for proof in proofs if _holds(proof, figure)]
        if holding and not any(proof in rested for proof in holding):
            rested.append(holding[0])
    return rested


def _holds(proof: Proof, figure: Quantity | DateMention) -> bool:
    if isinstance(figure, Quantity):
        return any(same_figure(figure, own) for own in proof.reading.quantities)
    return any(date_proves(own, figure) for own in proof.reading.dates)


def _support(proofs: Iterable[Proof]) -> tuple[Support, ...]:
    return tuple(
        Support(marker=proof.marker, start=proof.span.start, end=proof.span.end)
        for proof in dict.fromkeys(proofs)
    )
