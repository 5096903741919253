"""The proof of one drafted sentence by the quotes it cites; deterministic and pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rag.gate.compare import unproved_dates, unproved_figures
from rag.gate.cover import uncovered
from rag.gate.facts import bare, facts
from rag.gate.faults import Fault, Rule
from rag.gate.sources import Source, Support, Verdict
from rag.gate.words import plain
from rag.text import sentences

LONGEST_CLAIM: Final = 600
"""Most characters of one drafted sentence; a longer one is no sentence."""
LONGEST_QUOTES: Final = 20_000
"""Most characters of the quotes one sentence cites, together."""


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
    said = sentence.strip()
    if not markers or not said:
        return Verdict(faults=(Fault(Rule.UNCITED, sentence[:LONGEST_CLAIM]),))
    if invented := [marker for marker in markers if marker not in shown]:
        return Verdict(faults=tuple(Fault(Rule.TOKEN, marker) for marker in invented))
    cited = {marker: shown[marker] for marker in dict.fromkeys(markers)}
    length = sum(len(source.quote) for source in cited.values())
    if len(said) > LONGEST_CLAIM or length > LONGEST_QUOTES:
        return Verdict(faults=(Fault(Rule.LENGTH, said[:LONGEST_CLAIM]),))
    claimed = facts(said)
    proofs = [facts(source.quote) for source in cited.values()]
    quotes = bare(source.quote for source in cited.values())
    known = plain("\n".join(_words(source) for source in cited.values()))
    rest = said
    for words in (*(q.text for q in claimed.quantities), *(d.text for d in claimed.dates)):
        rest = rest.replace(words, " ")
    found_faults = (
        *unproved_figures(claimed, proofs),
        *unproved_dates(claimed, proofs),
        *(Fault(Rule.NAME, name) for name in sorted(claimed.names) if name not in quotes),
        *_regions(said, cited.values(), regions, quotes),
        *(Fault(Rule.WORDS, word) for word in uncovered(plain(rest), known)),
    )
    if found_faults:
        return Verdict(faults=tuple(dict.fromkeys(found_faults)))
    return Verdict(support=_support(cited))


def _words(source: Source) -> str:
    about = (source.title, source.issuer or "", source.region or "", *source.region_aliases)
    return "\n".join((source.quote, *source.headings, *about))


def _support(cited: Mapping[str, Source]) -> tuple[Support, ...]:
    return tuple(
        Support(marker=marker, start=span.start, end=span.end)
        for marker, source in cited.items()
        for span in sentences(source.quote)
    )


def _regions(
    said: str,
    cited: Iterable[Source],
    regions: Mapping[str, Iterable[str]],
    quotes: str,
) -> Iterable[Fault]:
    own = {source.region for source in cited}
    folded = bare([said])
    for region, names in regions.items():
        if region not in own:
            for name in names:
                if name in folded and name not in quotes:
                    yield Fault(Rule.REGION, name)
                    break
