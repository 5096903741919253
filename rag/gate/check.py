"""The rules of the gate, and what becomes of a draft that breaks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.gate.compare import unproved_dates, unproved_figures
from rag.gate.facts import bare, facts
from rag.gate.faults import Fault, Rule
from rag.gate.tally import tally_holds
from rag.schemas import Document, Draft, DraftSentence, Evidence


def faults_of(
    sentence: DraftSentence,
    evidence: Sequence[Evidence],
    documents: Mapping[str, Document],
    regions: Mapping[str, Iterable[str]],
) -> tuple[Fault, ...]:
    """Return why ``sentence`` may not be shown; empty where its quotes prove it.

    Args:
        sentence: The sentence, without markers.
        evidence: The draft's evidence, which ``sentence.evidence`` indexes.
        documents: The documents cited, by id.
        regions: Every known region with the names people use for it, folded.
    """
    if sentence.ours:
        return ()
    cited = [evidence[index] for index in sentence.evidence]
    if not cited:
        return (Fault(Rule.UNCITED, sentence.text),)
    torn = [e.quote for e in cited if documents[e.document_id].text[e.start : e.end] != e.quote]
    if torn:
        return tuple(Fault(Rule.NOT_VERBATIM, quote) for quote in torn)
    claimed = facts(sentence.text)
    proofs = [facts(e.quote) for e in cited]
    whole = bare(e.quote for e in cited)
    named = bare((whole, *(documents[e.document_id].meta.title for e in cited)))
    return (
        *unproved_figures(claimed, proofs),
        *unproved_dates(claimed, proofs),
        *(Fault(Rule.NAME, name) for name in sorted(claimed.names) if name not in named),
        *_regions(sentence, cited, documents, regions, whole),
    )


def _regions(
    sentence: DraftSentence,
    cited: Sequence[Evidence],
    documents: Mapping[str, Document],
    regions: Mapping[str, Iterable[str]],
    whole: str,
) -> Iterable[Fault]:
    own = {documents[e.document_id].meta.region for e in cited}
    said = bare([sentence.text])
    for region, names in regions.items():
        if region not in own:
            for name in names:
                if name in said and name not in whole:
                    yield Fault(Rule.REGION, name)
                    break


def examine(
    draft: Draft,
    documents: Mapping[str, Document],
    regions: Mapping[str, Iterable[str]],
) -> tuple[Draft, tuple[Fault, ...]]:
    """Return the draft with every unproved sentence replaced by its quotes, or dropped.

    A sentence that fails gives way to the words it cites, where those are verbatim; one
    that cites nothing, or cites words that are not there, is dropped. A lead-in of our
    own stands only before a sentence that stays. Also returned are all faults found.
    """
    kept: list[DraftSentence] = []
    found: list[Fault] = []
    for sentence in draft.sentences:
        faults = faults_of(sentence, draft.evidence, documents, regions)
        found.extend(faults)
        if not faults:
            kept.append(sentence)
        elif not {fault.rule for fault in faults} & {Rule.UNCITED, Rule.NOT_VERBATIM}:
            kept.extend(
                DraftSentence(text=draft.evidence[index].quote, evidence=(index,))
                for index in sentence.evidence
                if all(
                    draft.evidence[index].quote != other.text for other in (*kept, *draft.sentences)
                )
            )
    shown = [draft.evidence[index] for sentence in kept for index in sentence.evidence]
    miscounted = [s for s in kept if not tally_holds(s, draft.commitments, shown)]
    found.extend(Fault(Rule.TALLY, sentence.text) for sentence in miscounted)
    kept = [sentence for sentence in kept if sentence not in miscounted]
    while kept and kept[-1].ours:
        kept.pop()
    update: dict[str, object] = {"sentences": tuple(kept)}
    if draft.complete and found:
        # Whether all is shown is not known where something had to go.
        update["complete"] = None
    return draft.model_copy(update=update), tuple(found)
