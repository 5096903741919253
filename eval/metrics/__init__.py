"""The scorecard's metrics, one file each, found by looking into this folder.

Each module holds ``NAME``, ``MEANING`` (one line), ``SOURCE`` (where it is published,
or empty), ``HIGHER_IS_BETTER`` and ``score(judged)``, which returns a number or None
where the cases say nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from eval.judging import Judged


class Metric(Protocol):
    """What every module of this folder offers."""

    NAME: str
    MEANING: str
    SOURCE: str
    HIGHER_IS_BETTER: bool

    def score(self, judged: Sequence[Judged], /) -> float | None:
        """Return the figure, or None where no case bears on it."""
        ...


def all_metrics() -> tuple[Metric, ...]:
    """Return every metric of this folder, by name."""
    found = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(sorted((cast("Metric", module) for module in found), key=lambda m: m.NAME))
