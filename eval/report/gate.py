"""The release gate: least figures, each with the noise that is allowed for.

A floor is the figure of the version that set it, less the margin in which one sample of
questions in twenty would fall by chance (see ``eval.report.noise``). Times are not
gated: they depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from eval.judging import Judged
from eval.ledger import FIELDS, GoldRow, Pair, Scored
from eval.report.noise import ONE_SIDED, ROUNDS, Case, margin, resampled, unseen
from eval.report.record import Figures
from eval.report.sets import LEDGER_ROWS, figures, lower_is_better
from rag.schemas import Commitment

GATE: Final = Path(__file__).parents[1] / "gate.json"

_METHOD: Final = (
    f"floor = value - margin; margin = value - percentile {ONE_SIDED:g} of the figure over "
    f"{ROUNDS} samples of the set's questions drawn with replacement (a ceiling, where lower "
    "is better, from the other side); where every case is right samples do not differ, and the "
    "margin is 3 of as many cases as bear on the figure; quotes, numbers, completeness and "
    "attacks have none; times are not gated"
)
_SOURCE: Final = (
    "Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13; "
    "Hanley & Lippman-Hand 1983, If Nothing Goes Wrong, Is Everything All Right?"
)
_ABSOLUTE: Final = frozenset(
    {"quote_fidelity", "unproved_numbers", "false_completeness", "adversarial"}
)
"""Figures that may not get worse at all."""

_SLACK: Final = 5e-5
"""What figures lose by being kept with four decimals."""


class Limit(BaseModel):
    """One gated figure: as measured, and how far it may get worse.

    Attributes:
        ceiling: Whether lower is better.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    margin: float
    ceiling: bool = False

    @property
    def edge(self) -> float:
        """The worst figure that passes."""
        return self.value + self.margin if self.ceiling else self.value - self.margin

    def fallen(self, value: float | None) -> bool:
        """Tell whether a figure is worse than it may be.

        One that no case bears on is worse, but for a count of faults: there is nothing to count.
        """
        if value is None:
            return not self.ceiling
        return value > self.edge + _SLACK if self.ceiling else value < self.edge - _SLACK


class Gate(BaseModel):
    """The limits by set and figure, and how they were found."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: str = _METHOD
    source: str = _SOURCE
    commit: str | None
    sets: dict[str, dict[str, Limit]]

    def fallen(self, measured: Mapping[str, Figures]) -> list[str]:
        """Return a line for each figure that fell or is gone; whole sets may be missing."""
        return [
            f"{name}: {figure} is {_shown(measured[name].get(figure))}, "
            f"{'at most' if limit.ceiling else 'at least'} {limit.edge:.3f} is wanted "
            f"({limit.value:.3f} {'+' if limit.ceiling else '-'} {limit.margin:.3f})"
            for name, limits in self.sets.items()
            if name in measured
            for figure, limit in limits.items()
            if figure not in measured[name] or limit.fallen(measured[name][figure])
        ]

    def tightened(self, newer: Gate) -> Gate:
        """Return the stricter limit of both for every figure: a floor is never lowered.

        Where a set of questions itself has changed, its limits are taken out by hand first.
        """
        sets = {name: dict(limits) for name, limits in self.sets.items()}
        for name, limits in newer.sets.items():
            kept = sets.setdefault(name, {})
            for figure, limit in limits.items():
                old = kept.get(figure)
                if old is None or (limit.edge < old.edge) is limit.ceiling:
                    kept[figure] = limit
        return newer.model_copy(update={"sets": sets})

    def unmeasured(self, measured: Mapping[str, Figures]) -> list[str]:
        """Return the sets with limits that were not measured."""
        return [name for name in self.sets if name not in measured]


def read_gate(path: Path = GATE) -> Gate:
    """Return the gate that is kept."""
    return Gate.model_validate_json(path.read_bytes())


def write_gate(gate: Gate, path: Path = GATE) -> None:
    """Keep a gate."""
    path.write_text(gate.model_dump_json(indent=1) + "\n", encoding="utf-8")


def set_gate(
    commit: str | None, answers: Mapping[str, Sequence[Judged]], rows: Scored, rounds: int = ROUNDS
) -> Gate:
    """Return a gate whose floors are what was measured, less the noise.

    Args:
        commit: What was measured.
        answers: The answers by set.
        rows: The rows of the ledger as scored.
        rounds: Samples drawn of each set.
    """
    sets = {name: _limits(judged, _gated, rounds) for name, judged in answers.items() if judged}
    every: tuple[Pair | GoldRow | Commitment, ...] = (*rows.pairs, *rows.missed, *rows.extra)
    return Gate(commit=commit, sets={**sets, LEDGER_ROWS: _limits(every, row_figures, rounds)})


def row_figures(rows: Sequence[Pair | GoldRow | Commitment]) -> Figures:
    """Return precision and recall over some of the outcomes that a ``Scored`` holds."""
    scored = Scored(
        pairs=tuple(row for row in rows if isinstance(row, Pair)),
        missed=tuple(row for row in rows if isinstance(row, GoldRow)),
        extra=tuple(row for row in rows if isinstance(row, Commitment)),
    )
    return {
        f"{name}{suffix}": value
        for suffix, strict in (("", False), (" strict", True))
        for name, value in scored.figures(strict=strict).items()
        if name in ("precision", "recall", *FIELDS)
    }


def _gated(judged: Sequence[Judged]) -> Figures:
    return {n: v for n, v in figures(judged).items() if not n.startswith("latency")}


def _limits(
    cases: Sequence[Case], measure: Callable[[Sequence[Case]], Figures], rounds: int
) -> dict[str, Limit]:
    drawn, lower = resampled(cases, measure, rounds), lower_is_better()
    alone = [measure([case]) for case in cases]
    limits = {}
    for name, value in measure(cases).items():
        if value is None:
            continue
        noise = margin(value, drawn[name], higher_is_better=name not in lower)
        if name in _ABSOLUTE:
            noise = 0.0
        elif noise == 0:
            noise = unseen(sum(one.get(name) is not None for one in alone))
        limits[name] = Limit(value=round(value, 4), margin=round(noise, 4), ceiling=name in lower)
    return limits


def _shown(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"
