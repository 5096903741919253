"""The confidence of answers, and whether they are right, withheld ones included.

A confidence is not part of an answer, so the engine's steps are run here one by one.
The composer drafts with no operating point: what would have been refused is drafted and
judged too, so that the whole range of confidences is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eval.judging import Judged
from eval.report.calibration import Told
from rag.chain import Engine
from rag.chain.journey import Journey
from rag.compose import ExtractiveComposer, Finder, ItemVectors, shipped_models
from rag.schemas import Filters, Question


def told(engine: Engine, judged: Sequence[Judged], as_of: date | None = None) -> list[Told | None]:
    """Return one outcome per answer; None where nothing was composed from passages.

    Args:
        engine: What answers.
        judged: Its answers.
        as_of: The day they were asked about; None for today.
    """
    steps, composer = dict(engine.steps.ordered), _bold(engine)
    found: list[Told | None] = []
    for one in judged:
        question = Question(
            text=one.case.question, history=one.case.history, filters=Filters(as_of=as_of)
        )
        journey = Journey(question)
        for name in ("understand", "ledger", "retrieve"):
            journey = steps[name](journey)
        if journey.answer is not None or journey.draft is not None or journey.intent is None:
            found.append(None)
            continue
        draft = composer.compose(journey.intent, journey.groups)
        answer = steps["verify"](replace(journey, draft=draft)).answer
        if answer is None:
            raise ValueError("the last step left no answer")
        right = one.case.answerable and replace(one, answer=answer).passed
        found.append(Told(draft.confidence, right, not one.refused))
    return found


def _bold(engine: Engine) -> ExtractiveComposer:
    encoder = engine.workspace.encoder
    finder = Finder(
        engine.library,
        engine.composer.finder.reader,
        engine.rarity,
        shipped_models()._replace(threshold=0.0),
        ItemVectors(encoder) if encoder else None,
    )
    return ExtractiveComposer(engine.library, finder)
