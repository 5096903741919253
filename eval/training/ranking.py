"""Fits the two small models that choose the words of an answer, and judge whether they answer.

``python -m eval.training.ranking`` reads every proposal for the tuning questions over the
shipped corpus, and for the held-out fields of the reading passages (which the reader has
not learnt from), and writes ``rag/compose/models.json``. The operating point is the one
that most questions of both kinds come out right at, over five folds.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.hardware import hardware
from eval.judging import normal
from eval.questions import Case, load
from eval.run import CORPUS
from eval.session import engine_over
from eval.training.data import readings
from rag.chain import Engine
from rag.chain.journey import Journey
from rag.compose.proposals import Asked, Features, Proposal, propose
from rag.schemas import Hit, IntentKind, Passage, Question
from rag.text import fold, sentences
from rag.understand import Gazetteer, understand
from rag.understand.content import content_words

TARGET = Path("rag/compose/models.json")
_FOLDS = 5
_SPARE = 60
"""Characters beside the answer that the words chosen may hold."""
_TUNE_WEIGHT = 3.0
"""How much more a tuning question counts than a reading passage."""


class Table(NamedTuple):
    """Every proposal for one question.

    Attributes:
        good: For each proposal, whether it is (nearly) the shortest that holds the answer.
        holds: For each, whether it holds the answer at all.
    """

    features: NDArray[np.float32]
    good: NDArray[np.bool_]
    holds: NDArray[np.bool_]
    answerable: bool
    tuning: bool


def _table(proposals: Sequence[Proposal], golds: Sequence[str], *, tuning: bool) -> Table:
    words = [normal(p.hit.text[p.words.start : p.words.end]) for p in proposals]
    wanted = [normal(gold).strip("。，,；;") for gold in golds if gold]
    holds = np.array([any(gold in text for gold in wanted) for text in words], dtype=bool)
    lengths = np.array([len(text) for text in words])
    shortest = lengths[holds].min() if holds.any() else 0
    return Table(
        np.array([p.features for p in proposals], dtype=np.float32),
        holds & (lengths <= shortest + _SPARE),
        holds,
        bool(wanted),
        tuning,
    )


def tuning_tables(engine: Engine, cases: Sequence[Case]) -> Iterator[Table]:
    """Yield a table for each part of each tuning question that documents are asked for."""
    steps = dict(engine.steps.ordered)
    for case in cases:
        journey = Journey(Question(text=case.question, history=case.history))
        for name in ("understand", "retrieve"):
            if journey.answer is None:
                journey = steps[name](journey)
        if journey.answer is not None or journey.intent is None:
            continue
        for part, hits in journey.groups:
            asked = engine.composer.asked(journey.intent, part, hits)
            proposals = [
                proposal
                for hit in engine.composer.readable(hits)
                for proposal in engine.composer.proposals(asked, hit, hits[0].score)
            ]
            if proposals:
                golds = case.gold_quotes if case.answerable else ()
                yield _table(proposals, golds, tuning=True)


def reading_tables(engine: Engine) -> Iterator[Table]:
    """Yield a table for each question over a passage of the held-out fields."""
    encoder = engine.workspace.encoder
    if encoder is None:
        return
    for one in readings(held_out=True):
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
        alike = engine.composer.alike_to(intent.text)
        asked = Asked(intent, intent.text, content, engine.rarity, fold(one.passage), alike)
        reading = engine.composer.reader.read(intent.text, [one.passage])[0]
        proposals = propose(asked, hit, "", reading, 1.0)
        if proposals:
            yield _table(proposals, (one.answer,) if one.answer else (), tuning=False)


class Fitted(NamedTuple):
    """A logistic model over raw features."""

    weights: NDArray[np.float64]
    bias: float

    def logit(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the logit of each row."""
        logits: NDArray[np.float64] = features @ self.weights + self.bias
        return logits


def fit(
    features: NDArray[np.float32],
    wanted: NDArray[np.bool_],
    weight: NDArray[np.float64],
    strength: float,
) -> Fitted:
    """Fit on standardised features; return the model for raw ones."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit((features - mean) / spread, wanted, sample_weight=weight)
    weights = model.coef_[0] / spread
    return Fitted(weights, float(model.intercept_[0] - (weights * mean).sum()))


def fit_both(tables: Sequence[Table]) -> tuple[Fitted, Fitted]:
    """Fit the ranking over all proposals, then the calibration over its choices."""
    told = [t for t in tables if t.good.any()]
    ranking = fit(
        np.concatenate([t.features for t in told]),
        np.concatenate([t.good for t in told]),
        np.concatenate(
            [np.full(len(t.good), (_TUNE_WEIGHT if t.tuning else 1) / len(t.good)) for t in told]
        )
        * 100,
        1.0,
    )
    chosen, right, weight = [], [], []
    for table in tables:
        at = int(ranking.logit(table.features).argmax())
        chosen.append(table.features[at])
        right.append(bool(table.holds[at]))
        weight.append(_TUNE_WEIGHT if table.tuning else 1.0)
    calibration = fit(np.stack(chosen), np.array(right), np.array(weight), 0.5)
    return ranking, calibration


def outcome(table: Table, ranking: Fitted, calibration: Fitted) -> tuple[float, bool]:
    """Return the probability of a table's choice, and whether it holds the answer."""
    at = int(ranking.logit(table.features).argmax())
    logit = float(calibration.logit(table.features[at : at + 1])[0])
    return 1 / (1 + np.exp(-logit)), bool(table.holds[at])


def cross_validated(tables: Sequence[Table], seed: int) -> list[tuple[float, bool, bool, bool]]:
    """Return for each table, fitted without it: probability, right, answerable, tuning."""
    fold = [random.Random(f"{seed}/{n}").randrange(_FOLDS) for n in range(len(tables))]
    found = []
    for held in range(_FOLDS):
        models = fit_both([t for t, f in zip(tables, fold, strict=True) if f != held])
        for table, f in zip(tables, fold, strict=True):
            if f == held:
                found.append((*outcome(table, *models), table.answerable, table.tuning))
    return found


def figures_at(
    found: Sequence[tuple[float, bool, bool, bool]], threshold: float, *, tuning: bool
) -> dict[str, float]:
    """Return how many questions of one kind come out right at a threshold."""
    kind = [one for one in found if one[3] is tuning]
    right = [p >= threshold and right for p, right, answerable, _ in kind if answerable]
    refused = [p < threshold for p, _, answerable, _ in kind if not answerable]
    return {"answered rightly": float(np.mean(right)), "refused rightly": float(np.mean(refused))}


def operating_point(found: Sequence[tuple[float, bool, bool, bool]]) -> float:
    """Return the threshold with most questions right.

    Tuning questions and reading passages count the same: the rules were written with the
    tuning questions in view, so that alone they would set it too low.
    """

    def right_at(threshold: float) -> float:
        return sum(
            sum(figures_at(found, threshold, tuning=tuning).values()) for tuning in (True, False)
        )

    return max((float(t) for t in np.arange(0.2, 0.8, 0.02)), key=right_at)


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.ranking", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    parser.add_argument("--tables", type=Path, default=None, help="also write the tables here")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as temporary,
        engine_over(CORPUS, given.data or Path(temporary)) as engine,
    ):
        tables = [*tuning_tables(engine, load(split="tune")), *reading_tables(engine)]
    if given.tables:
        given.tables.write_bytes(pickle.dumps(tables))
    found = cross_validated(tables, given.seed)
    ranking, calibration = fit_both(tables)
    threshold = operating_point(found)
    figures = figures_at(found, threshold, tuning=True)
    reading = [one for one in found if not one[3]]
    stored = {
        "ranking": _stored(ranking),
        "calibration": _stored(calibration),
        "threshold": round(threshold, 2),
        "fitting": {
            "tuning questions": sum(t.tuning for t in tables),
            "reading questions": len(reading),
            "tuning, over five folds": figures,
            "reading, over five folds": figures_at(found, threshold, tuning=False),
            "reading, words chosen hold the answer": float(
                np.mean([right for _, right, answerable, _ in reading if answerable])
            ),
            "hardware": hardware(),
        },
    }
    text = json.dumps(stored, ensure_ascii=False, indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    return 0


def _stored(model: Fitted) -> dict[str, object]:
    weights = {
        name: round(float(weight), 5)
        for name, weight in zip(Features._fields, model.weights, strict=True)
    }
    return {"weights": weights, "bias": round(model.bias, 5)}


if __name__ == "__main__":
    sys.exit(main())
