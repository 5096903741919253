"""Fits the two small models that choose the words of an answer, and judge whether they answer.

``python -m eval.training.ranking`` reads every proposal for the tuning questions over the
shipped corpus, and for the held-out fields of the reading passages (which the reader has
not learnt from), and writes the models of ``rag/compose/data``. The operating point is the one
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
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.conversations import DAYS
from eval.hardware import hardware
from eval.questions import Case, load
from eval.run import CORPUS
from eval.session import engine_over
from eval.training import trees
from eval.training.tables import Table, reading_tables, tuning_tables
from eval.training.trees import Fitting, Trees
from rag.compose.features import Features
from rag.compose.models import CALIBRATION, CHOICES, RANKING, RECORD, Judged, Scale, pick

TARGET = Path("rag/compose/data")
FITTING = Path("eval/fitting")


class Asked(NamedTuple):
    """Sets of questions over a folder of documents, and the day they are asked as of."""

    documents: Path
    letters: str
    day: date | None = None


SETS = (
    Asked(CORPUS, "fghiopqt"),
    # a day on which all of them were in force: a lapsed document answers nothing
    Asked(FITTING / "documents", "abcdjr", DAYS["invented"]),
    Asked(FITTING / "documents-later", "klmns", DAYS["invented"]),
)
_FOLDS = 5
_DIVISIONS = 5
_COMMON: dict[str, float] = {
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.7,
    "lambda_l2": 5.0,
}
_RANKING = Fitting(160, "regression", {"num_leaves": 12, **_COMMON})
_CALIBRATION = Fitting(60, "binary", {"num_leaves": 6, **_COMMON})


class Fitted(NamedTuple):
    """Both models."""

    ranking: Trees
    calibration: Trees

    def outcome(self, table: Table) -> tuple[float, bool]:
        """Return the probability of a table's choice, and whether it holds the answer."""
        if not len(table.holds):
            return 0.0, False
        order, seen = foremost(self.ranking, table, CHOICES)
        probabilities = np.asarray(self.calibration.predict(seen), dtype=np.float32)
        at = pick(probabilities)
        return float(probabilities[at]), bool(table.holds[order[at]])


def foremost(
    ranking: Trees, table: Table, count: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return which proposals of a table rank highest, and what the calibration sees of them."""
    scores = np.asarray(ranking.predict(table.features))
    order = np.argsort(-scores, kind="stable")[:count]
    return order, np.column_stack([table.features[order], scores[order], table.alone[order]])


def fit_ranking(tables: Sequence[Table]) -> Trees:
    """Fit what tells the words of a passage apart, on questions that have an answer.

    It learns the mean of how far words are the answer and whether they hold all of it:
    the first alone cuts too short, the second alone too long.
    """
    told = [t for t in tables if t.holds.any()]
    shares = [np.full(len(t.holds), 100 / len(t.holds)) for t in told]
    return trees.fit(
        np.concatenate([t.features for t in told]),
        np.concatenate([(t.overlap + t.holds) / 2 for t in told]),
        np.concatenate(shares),
        _RANKING,
    )


def fit_both(tables: Sequence[Table]) -> Fitted:
    """Fit the ranking over all proposals, then the calibration over its choices.

    The calibration learns from choices by rankings that had not seen their questions.
    """
    seen: list[NDArray[np.float64]] = []
    right: list[bool] = []
    for told, held in folds(tables, "calibration"):
        ranking = fit_ranking(told)
        for table in (table for table in held if len(table.holds)):
            order, features = foremost(ranking, table, 1)
            seen.append(features)
            right.append(bool(table.holds[order[0]]))
    calibration = trees.fit(
        np.concatenate(seen), np.array(right), np.ones(len(right)), _CALIBRATION
    )
    return Fitted(fit_ranking(tables), calibration)


def folds(tables: Sequence[Table], seed: str) -> Iterator[tuple[list[Table], list[Table]]]:
    """Yield the tables to fit on and those held out, for each of five folds."""
    at = [random.Random(f"{seed}/{n}").randrange(_FOLDS) for n in range(len(tables))]
    for fold_number in range(_FOLDS):
        told = [t for t, f in zip(tables, at, strict=True) if f != fold_number]
        yield told, [t for t, f in zip(tables, at, strict=True) if f == fold_number]


def cross_validated(tables: Sequence[Table], seed: int) -> list[tuple[float, bool, bool, bool]]:
    """Return for each table, fitted without it: probability, right, answerable, tuning."""
    found = []
    for told, held in folds(tables, str(seed)):
        models = fit_both(told)
        found += [(*models.outcome(t), t.answerable, t.tuning) for t in held]
    return found


def figures_at(
    found: Sequence[tuple[float, bool, bool, bool]], threshold: float, *, tuning: bool
) -> dict[str, float]:
    """Return how many questions of one kind come out right at a threshold."""
    kind = [one for one in found if one[3] is tuning]
    right = [p >= threshold and right for p, right, answerable, _ in kind if answerable]
    refused = [p < threshold for p, _, answerable, _ in kind if not answerable]
    return {"answered rightly": float(np.mean(right)), "refused rightly": float(np.mean(refused))}


def operating_point(tables: Sequence[Table], seed: int) -> float:
    """Return the threshold with most tuning questions right, over several divisions in folds.

    One division moves it by a tenth; so several are put together.

    What is answered counts twice what is refused: most of what people ask has an answer.
    """
    found = [
        one for division in range(_DIVISIONS) for one in cross_validated(tables, seed + division)
    ]

    def right_at(threshold: float) -> float:
        figures = figures_at(found, threshold, tuning=True)
        return 2 * figures["answered rightly"] + figures["refused rightly"]

    return max((float(t) for t in np.arange(0.2, 0.8, 0.02)), key=right_at)


def calibration_error(found: Sequence[tuple[float, bool, bool, bool]], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width.

    Source: Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian
    Binning", AAAI.
    """
    told = np.array([p for p, *_ in found])
    right = np.array([right for _, right, *_ in found])
    bin_of = np.minimum((told * bins).astype(int), bins - 1)
    gaps = [
        (bin_of == n).mean() * abs(told[bin_of == n].mean() - right[bin_of == n].mean())
        for n in range(bins)
        if (bin_of == n).any()
    ]
    return float(sum(gaps))


def main() -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.ranking", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    parser.add_argument("--tables", type=Path, default=None, help="also write the tables here")
    parser.add_argument(
        "--readings",
        type=Path,
        default=None,
        help="tables written with a reader that had not seen the fields held out",
    )
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    tables: list[Table] = []
    with tempfile.TemporaryDirectory() as temporary:
        data = given.data or Path(temporary)
        for documents, letters, day in SETS:
            cases = [*load(split="tune")] if documents == CORPUS else list[Case]()
            for letter in letters:
                cases += load(FITTING / f"questions-{letter}.jsonl")
            with engine_over(documents, data / documents.name) as engine:
                tables += tuning_tables(engine, cases, day)
                if documents == CORPUS and given.readings is None:
                    tables += reading_tables(engine)
        if given.readings is not None:
            # what a reader says of passages it has learnt tells nothing of others
            kept: list[Table] = pickle.loads(given.readings.read_bytes())  # noqa: S301
            tables += [table for table in kept if not table.tuning]
    if given.tables:
        given.tables.write_bytes(pickle.dumps(tables))
    sys.stdout.write(fit_and_write(tables, given.seed))
    return 0


def fit_and_write(tables: Sequence[Table], seed: int) -> str:
    """Fit both models, write them with the record of their fitting, and return the record."""
    found = cross_validated(tables, seed)
    fitted = fit_both(tables)
    threshold = operating_point(tables, seed)
    tuning, reading = ([one for one in found if one[3] is kind] for kind in (True, False))
    record = {
        "threshold": round(threshold, 2),
        # to be fitted anew by eval.training.scale, on what these models answer
        "scale": Scale()._asdict(),
        "features": [*Features._fields, *Judged._fields],
        "fitting": {
            "tuning questions": len(tuning),
            "reading questions": len(reading),
            "tuning, over five folds": figures_at(found, threshold, tuning=True),
            "reading, over five folds": figures_at(found, threshold, tuning=False),
            "words chosen hold the answer": {
                name: float(np.mean([right for _, right, answerable, _ in kind if answerable]))
                for name, kind in (("tuning", tuning), ("reading", reading))
            },
            "expected calibration error": calibration_error(tuning),
            "hardware": hardware(),
        },
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    TARGET.joinpath(RANKING).write_bytes(trees.as_onnx(fitted.ranking))
    TARGET.joinpath(CALIBRATION).write_bytes(trees.as_onnx(fitted.calibration))
    TARGET.joinpath(RECORD).write_text(text + "\n", encoding="utf-8")
    return text + "\n"


if __name__ == "__main__":
    sys.exit(main())
