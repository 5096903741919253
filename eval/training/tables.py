"""What the models of an answer are fitted on: proposals for a question, and how right each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.judging import normal
from eval.questions import Case
from eval.rouge import rouge_l
from eval.training.data import readings
from rag.chain import Engine
from rag.chain.journey import Journey
from rag.compose.candidates import standing
from rag.compose.features import Asked, Features, Proposal, Standing
from rag.compose.proposals import propose
from rag.schemas import Filters, Hit, IntentKind, Passage, Question, Span
from rag.text import fold, sentences
from rag.understand import Gazetteer, understand
from rag.understand.content import content_words
from rag.understand.thesaurus import shipped_thesaurus


class Table(NamedTuple):
    """Every proposal for one question; there is none where the rules refuse them all.

    Attributes:
        overlap: For each proposal, how far it is the answer: ROUGE-L.
        holds: For each, whether it holds the answer at all.
        alone: For each, the reader's logit as ``Judged`` has it.
        tuning: Whether it is of what documents are asked, which the operating point is for.
    """

    features: NDArray[np.float32]
    overlap: NDArray[np.float64]
    holds: NDArray[np.bool_]
    alone: NDArray[np.float64]
    answerable: bool
    tuning: bool


def _table(
    engine: Engine,
    asked: Asked,
    proposals: Sequence[Proposal],
    golds: Sequence[str],
    *,
    tuning: bool,
) -> Table:
    words = [normal(p.hit.text[p.words.start : p.words.end]) for p in proposals]
    wanted = [normal(gold).strip("。，,；;") for gold in golds if gold]
    by_passage: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        by_passage.setdefault(proposal.hit.text, []).append(proposal)
    known: dict[tuple[str, Span], float] = {}
    for text, own in by_passage.items():
        logits = engine.composer.finder.alone(asked, own)
        known |= {(text, p.around): logit for p, logit in zip(own, logits, strict=True)}
    return Table(
        np.array([p.features for p in proposals], dtype=np.float32).reshape(
            len(proposals), len(Features._fields)
        ),
        np.array([max((rouge_l(text, gold) for gold in wanted), default=0.0) for text in words]),
        np.array([any(gold in text for gold in wanted) for text in words], dtype=bool),
        np.array([known[p.hit.text, p.around] for p in proposals]),
        bool(wanted),
        tuning,
    )


def tuning_tables(
    engine: Engine, cases: Sequence[Case], day: date | None = None
) -> Iterator[Table]:
    """Yield a table for each part of each tuning question that documents are asked for.

    Documents are asked as they stood on ``day``; today where it is None.
    """
    filters = Filters(as_of=day)
    steps = dict(engine.steps.ordered)
    for case in cases:
        journey = Journey(Question(text=case.question, history=case.history, filters=filters))
        for name in ("understand", "retrieve"):
            if journey.answer is None:
                journey = steps[name](journey)
        if journey.answer is not None or journey.intent is None:
            continue
        finder = engine.composer.finder
        for part, hits in journey.groups:
            asked = finder.asked(journey.intent, part, hits)
            proposals = [
                proposal
                for place, hit in enumerate(finder.readable(hits))
                for proposal in engine.composer.finder.proposals(
                    asked, hit, standing(place, hit, hits[0])
                )
            ]
            golds = case.gold_quotes if case.answerable else ()
            tuning = case.category != "off_topic"
            yield _table(engine, asked, proposals, golds, tuning=tuning)


def reading_tables(engine: Engine) -> Iterator[Table]:
    """Yield a table for each question over a passage of the held-out fields."""
    encoder = engine.workspace.encoder
    if encoder is None:
        return
    for one in readings("held out"):
        intent = understand(
            Question(text=one.question), Gazetteer(()), lambda _: True, lambda text: text, limit=500
        )
        if intent.kind is not IntentKind.FACT:
            continue
        passage = Passage(
            id="",
            document_id="",
            clause_id="",
            topic=None,
            text=one.passage,
            start=0,
            end=len(one.passage),
            sentences=sentences(one.passage),
            ordinal=0,
        )
        similarity = (
            encoder.encode_passages([one.passage]) @ encoder.encode_questions([one.question]).T
        )
        hit = Hit(
            document_id="",
            source="",
            title="",
            clause_id="",
            clause_path="",
            text=one.passage,
            start=0,
            end=len(one.passage),
            score=1.0,
            ranks={},
            passage=passage,
            similarity=float(similarity[0, 0]),
        )
        content = tuple(dict.fromkeys(content_words(intent.text)))
        alike = engine.composer.finder.alike_to(intent.text)
        terms = shipped_thesaurus().terms(intent.text)
        asked = Asked(intent, intent.text, content, terms, engine.rarity, fold(one.passage), alike)
        reading = engine.composer.finder.reader.read(asked.worded, [one.passage])[0]
        proposals = propose(asked, hit, "", reading, Standing(0, 1.0))
        if proposals:
            golds = (one.answer,) if one.answer else ()
            yield _table(engine, asked, proposals, golds, tuning=False)
