"""Fits how sure answers are said to be, on what the product answers with all its rules.

``python -m eval.training.scale``. The probability of words is fitted before the rules that
refuse what lacks a figure, a thing or a date; what they leave is right more often. Asked are
questions that no model has learnt from. Writes the slope and the shift, and the calibration
error before and after over five folds, into the record of the models.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.conversations import DAYS
from eval.questions import load
from eval.report.calibration import Told, expected_error
from eval.report.confidence import told
from eval.run import CORPUS, judge
from eval.session import engine_over
from eval.training.ranking import FITTING, TARGET
from rag.compose.models import RECORD, Scale

_FOLDS: Final = 5
_STEPS: Final = 50
_LEAST: Final = 1e-4
_SEED: Final = 0


class _Asked(NamedTuple):
    documents: Path
    names: tuple[str, ...]
    day: date | None = None


_SETS: Final = (
    _Asked(CORPUS, ("u", "v", "w", "y", "z-shipped")),
    _Asked(FITTING / "documents", ("x",), DAYS["invented"]),
    _Asked(FITTING / "documents-later", ("z-later",), DAYS["invented"]),
)


def fit_scale(outcomes: Sequence[Told]) -> Scale:
    """Return the scale under which outcomes are likeliest, found by Newton's method."""
    sure = np.clip([one.confidence for one in outcomes], _LEAST, 1 - _LEAST)
    logits = np.stack([np.log(sure / (1 - sure)), np.ones(len(outcomes))], axis=1)
    right = np.array([one.right for one in outcomes], dtype=np.float64)
    weights: NDArray[np.float64] = np.array(Scale(), dtype=np.float64)
    for _ in range(_STEPS):
        told_as = 1 / (1 + np.exp(-logits @ weights))
        slopes = logits.T @ (told_as - right)
        curves = logits.T @ (logits * (told_as * (1 - told_as))[:, None])
        weights = weights - np.linalg.solve(curves, slopes)
    return Scale(*(round(float(one), 3) for one in weights))


def error_over_folds(outcomes: Sequence[Told], seed: int = _SEED) -> float:
    """Return the calibration error of outcomes, each scaled as fitted on the other folds."""
    places = np.random.default_rng(seed).permutation(len(outcomes)) % _FOLDS
    confidences = np.zeros(len(outcomes))
    for fold in range(_FOLDS):
        scale = fit_scale([one for one, at in zip(outcomes, places, strict=True) if at != fold])
        for place in np.flatnonzero(places == fold):
            confidences[place] = scale.told(outcomes[int(place)].confidence)
    return expected_error(confidences.tolist(), [one.right for one in outcomes])


def _outcomes() -> list[Told]:
    found: list[Told] = []
    with tempfile.TemporaryDirectory() as temporary:
        for documents, names, day in _SETS:
            with engine_over(documents, Path(temporary) / documents.name) as engine:
                for name in names:
                    judged = judge(engine, load(FITTING / f"questions-{name}.jsonl"), day)
                    found += [one for one in told(engine, judged, day) if one is not None]
    return found


def main() -> int:
    """Run the command; returns its exit code."""
    path = TARGET / RECORD
    record = json.loads(path.read_text(encoding="utf-8"))
    # What is told must be as yet unscaled.
    record["scale"] = Scale()._asdict()
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    outcomes = _outcomes()
    record["scale"] = {
        **fit_scale(outcomes)._asdict(),
        "answers": len(outcomes),
        "expected calibration error, before": expected_error(
            [one.confidence for one in outcomes], [one.right for one in outcomes]
        ),
        "expected calibration error, over five folds": error_over_folds(outcomes),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")
    sys.stdout.write(json.dumps(record["scale"], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
