"""Which sentence of which source each statement of a claim rests on; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from rag.gate.compare import same_value
from rag.gate.dealt import told_apart
from rag.gate.figures import Figure, days, figures
from rag.gate.reading import Reading, Stretch
from rag.gate.sources import Source
from rag.gate.words import held, plain
from rag.schemas import Span
from rag.text import Quantity, sentences

_RUN_IN: Final = 24
"""Most characters of a heading that stands as a sentence before what it heads."""
_LONGEST: Final = 600
"""Most characters of a source's sentence that is read in one."""
_CUT: Final = re.compile("[；;，,]")
_FIGURE: Final = 6
"""How many characters of words a figure in common weighs."""
_ENDS: Final = ",;。:!?、"
_HEADS: Final = re.compile("[::]$")


@dataclass(frozen=True, eq=False)
class Proof:
    """A sentence of a source.

    Attributes:
        span: Its place within the source's quote.
        lead: What stands above it, plain: the sentences that head it, the clause's
            headings, and the document's title, issuer and place.
        apart: Whether figures that it gives out in order are told one by one here.
    """

    marker: str
    source: Source
    span: Span
    reading: Reading
    lead: str
    apart: bool = False

    @cached_property
    def figures(self) -> list[Figure]:
        """Its quantities."""
        return figures(self.reading, self.lead)

    @cached_property
    def days(self) -> list[Figure]:
        """Its dates."""
        return days(self.reading, self.lead)

    @property
    def known(self) -> str:
        """All words that a claim may take from it."""
        return f"{self.reading.text}\n{self.lead}"


@dataclass(frozen=True)
class Statement:
    """One item of a claim with the sentence it rests on.

    Attributes:
        index: Which item of the claim it is.
        items: The items of the proof that its words come from, the fullest first.
    """

    index: int
    item: Stretch
    words: list[str]
    proof: Proof
    items: tuple[int, ...]


def proofs_of(cited: Mapping[str, Source]) -> list[Proof]:
    """Return the sentences of the sources, each with what stands above it."""
    found: list[Proof] = []
    for marker, source in cited.items():
        about = (*source.headings, source.title, source.issuer or "", source.region or "")
        above = plain("\n".join((*about, *source.region_aliases)))
        heads = ""
        for span in _spans(source.quote):
            words = source.quote[span.start : span.end]
            reading = Reading.of(words)
            found.append(Proof(marker, source, span, reading, f"{heads}\n{above}"))
            if (apart := told_apart(words)) != words:
                each = Reading.of(apart)
                found.append(Proof(marker, source, span, each, f"{heads}\n{above}", apart=True))
            if _HEADS.search(reading.text) or (
                len(reading.text) <= _RUN_IN and not reading.quantities and not reading.dates
            ):
                heads = reading.text
    return found


def _spans(quote: str) -> Iterator[Span]:
    """Yield the sentences of a quote; a longer one is cut after a comma, or anywhere."""
    for whole in sentences(quote):
        start = whole.start
        while whole.end - start > _LONGEST:
            cuts = [m.end() for m in _CUT.finditer(quote, start, start + _LONGEST)]
            end = cuts[-1] if cuts else start + _LONGEST
            yield Span(start=start, end=end)
            start = end
        yield Span(start=start, end=whole.end)


def align(claim: Reading, proofs: Sequence[Proof]) -> list[Statement]:
    """Return each item of the claim with the sentence that holds most of it."""
    aligned: list[Statement] = []
    for index, item in enumerate(claim.items):
        words = claim.words_in(item)
        counted = [q for q in claim.quantities if item.start <= q.start < item.end]
        before = aligned[-1].proof if aligned else None
        if before and not words and not counted:
            best = before
        else:
            text = claim.text[item.start : item.end].strip(_ENDS)
            best = max(proofs, key=partial(_fit, text, words, counted, before))
        aligned.append(Statement(index, item, words, best, _items(claim, item, words, best)))
    return aligned


def _fit(
    text: str,
    words: Sequence[str],
    counted: Sequence[Quantity],
    before: Proof | None,
    proof: Proof,
) -> tuple[bool, int, bool]:
    """Return how well a sentence holds an item: its figures and words, then those above."""
    here = sum(len(w) for w in words if held(w, proof.reading.text))
    above = sum(len(w) for w in words if held(w, proof.known)) - here
    same = sum(any(same_value(q, own) for own in proof.reading.quantities) for q in counted)
    return text in proof.reading.text, 4 * (here + _FIGURE * same) + above, proof is before


def _items(claim: Reading, item: Stretch, words: Sequence[str], proof: Proof) -> tuple[int, ...]:
    """Return the items of a sentence that hold the words, greedily the fullest first."""
    reading = proof.reading
    texts = [reading.text[own.start : own.end] for own in reading.items]
    said = claim.text[item.start : item.end].strip(_ENDS)
    for at, text in enumerate(texts):
        if said == text.strip(_ENDS):
            return (at,)
    counted = [q for q in claim.quantities if item.start <= q.start < item.end]
    figures_in = [
        sum(
            own.start <= other.start < own.end and any(same_value(q, other) for q in counted)
            for other in reading.quantities
        )
        for own in reading.items
    ]
    left = list(words)
    chosen: list[int] = []
    while left and texts:
        gains = [sum(len(w) for w in left if held(w, text)) for text in texts]
        if not chosen:
            gains = [gain + _FIGURE * figures_in[at] for at, gain in enumerate(gains)]
        best = max(range(len(texts)), key=gains.__getitem__)
        if not gains[best]:
            break
        chosen.append(best)
        left = [word for word in left if not held(word, texts[best])]
        texts[best] = ""
    return tuple(chosen)
