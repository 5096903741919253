"""The shipped models: they fit the features of this version, and tell proposals apart."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from rag.compose import shipped_models
from rag.compose.features import Features
from rag.compose.models import Judged, pick
from rag.errors import EmbeddingError

_PLAIN = Features(
    answers=2.0,
    inside=-0.5,
    pointed=0.9,
    length=2.5,
    news=2.0,
    covered=0.9,
    nearby=1.0,
    passage=1.0,
    best=0.0,
    nearest=0.0,
    missed=0.0,
    absent=0.0,
    meant=0.9,
    meant_nearby=1.0,
    meant_passage=1.0,
    meant_best=0.0,
    meant_nearest=0.0,
    unmet=0.0,
    unmet_known=0.0,
    unmet_passage=0.0,
    known=1.0,
    explained=1.0,
    shape=1.0,
    crowd=0.0,
    similarity=0.85,
    alike=0.88,
    likest=0.0,
    standing=1.0,
    place=0.0,
    words_asked=3.0,
    figure=1.0,
    several=0.0,
    latin=0.0,
)
_POOR = _PLAIN._replace(
    answers=-6.0,
    inside=-15.0,
    pointed=0.0,
    covered=0.0,
    nearby=0.1,
    passage=0.1,
    best=-0.9,
    nearest=-0.9,
    missed=0.9,
    absent=0.8,
    meant=0.0,
    meant_nearby=0.1,
    meant_passage=0.1,
    meant_best=-0.9,
    meant_nearest=-0.9,
    unmet=0.9,
    unmet_known=0.9,
    unmet_passage=0.9,
    known=0.3,
    shape=0.0,
    similarity=0.78,
    alike=0.76,
)


def test_stored_models_are_of_the_features_computed_now() -> None:
    stored = json.loads(files("rag.compose").joinpath("data", "models.json").read_text("utf-8"))
    assert stored["features"] == [*Features._fields, *Judged._fields]


def test_words_that_everything_speaks_for_rank_higher_and_are_likelier() -> None:
    models = shipped_models()
    good, poor = models.ranking.scores(np.array([_PLAIN, _POOR], dtype=np.float32))
    assert good > poor
    likely, unlikely = models.probabilities(
        [(_PLAIN, Judged(float(good), alone=3.0)), (_POOR, Judged(float(poor), alone=-6.0))]
    )
    assert 0 <= unlikely < models.threshold <= likely <= 1


def test_rows_are_scored_alike_alone_and_together() -> None:
    ranking = shipped_models().ranking
    together = ranking.scores(np.array([_PLAIN, _POOR], dtype=np.float32))
    apart = [float(ranking.scores(np.array([row], dtype=np.float32))[0]) for row in (_PLAIN, _POOR)]
    assert together == pytest.approx(apart)


def test_features_of_another_number_are_refused() -> None:
    with pytest.raises(EmbeddingError):
        shipped_models().ranking.scores(np.zeros((1, 3), dtype=np.float32))


def test_what_ranks_first_is_kept_unless_another_is_clearly_likelier() -> None:
    assert pick(np.array([0.5, 0.55], dtype=np.float32)) == 0
    assert pick(np.array([0.5, 0.55, 0.9], dtype=np.float32)) == 2
