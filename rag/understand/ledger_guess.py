"""How likely a question wants each form of answer of the ledger, by what was learnt."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from rag.schemas import LedgerAsk, LedgerForm
from rag.understand.ledger_signs import signs

_FILE: Final = "ledger-forms.json"
_NONE: Final = "none"
_LIKELY: Final = 0.25
"""Least share by which a form is tried that no rule is sure of."""


class _Model(NamedTuple):
    forms: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]


def guess(folded: str, stripped: str, regions: int) -> tuple[tuple[float, LedgerForm], ...]:
    """Return each form with how likely it is wanted, 0 to 1, the likeliest first.

    What remains to 1 is how likely the question does not ask the ledger at all.

    Args:
        folded: The question, whole.
        stripped: The question without the names of known regions.
        regions: How many regions it names.
    """
    model = _model()
    sums = list(model.bias)
    for sign in signs(folded, stripped, regions):
        for index, weight in enumerate(model.weights.get(sign, ())):
            sums[index] += weight
    most = max(sums)
    shares = [math.exp(one - most) for one in sums]
    ranked = sorted(zip(shares, model.forms, strict=True), reverse=True)
    return tuple((share / sum(shares), form) for share, form in ranked if form != _NONE)  # type: ignore[misc]


def likeliest(
    shares: Sequence[tuple[float, LedgerForm]], read: Callable[[LedgerForm], LedgerAsk | None]
) -> LedgerAsk | None:
    """Return the reading of the likeliest form that has one; None where none is likely enough.

    Args:
        shares: Each form with how likely it is, the likeliest first.
        read: What the question asks if it wants this form; None where that is nothing.
    """
    for share, form in shares:
        ask = read(form) if share >= _LIKELY else None
        if ask is not None:
            return ask.model_copy(update={"likelihood": share})
    return None


@cache
def _model() -> _Model:
    text = (files(__package__) / "data" / _FILE).read_text(encoding="utf-8")
    read = json.loads(text)
    return _Model(read["forms"], read["bias"], read["weights"])
