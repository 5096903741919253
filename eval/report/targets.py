"""What a release is to reach, and the figures it is told by."""

from __future__ import annotations

from typing import Final, NamedTuple

from eval.report.record import Figures
from eval.report.sets import LEDGER_ROWS

POLICYQA: Final = "policyqa"
_CHECK: Final = "own/check"
_LEDGER: Final = "ledger/check"


class Target(NamedTuple):
    """One headline figure.

    Attributes:
        group: The set and name it is kept under.
        wanted: The least that is wanted; the most where ``ceiling``; None where the
            figure is only told.
        unit: ``share``, ``count`` or ``ms``.
    """

    title: str
    group: str
    name: str
    wanted: float | None
    ceiling: bool = False
    unit: str = "share"

    def value(self, figures: dict[str, Figures]) -> float | None:
        """Return the figure, or None where it was not measured."""
        return figures.get(self.group, {}).get(self.name)

    def met(self, figures: dict[str, Figures]) -> bool | None:
        """Tell whether the figure is as wanted; None where that cannot be said."""
        value = self.value(figures)
        if value is None or self.wanted is None:
            return None
        return value <= self.wanted if self.ceiling else value >= self.wanted

    def shown(self, value: float | None) -> str:
        """Return a figure as it is printed."""
        if value is None:
            return "–"
        return {"share": f"{value:.3f}", "count": f"{value:.0f}", "ms": f"{value:.0f} ms"}[
            self.unit
        ]


TARGETS: Final = (
    Target("right and cited, closed categories", _CHECK, "answer_accuracy_closed", 0.97),
    Target("colloquial, right and cited", _CHECK, "colloquial", 0.90),
    Target("English, right and cited", _CHECK, "english", 0.85),
    Target("refusals that were due", _CHECK, "refusal_precision", 0.97),
    Target("unanswerable questions refused", _CHECK, "refusal_recall", 0.97),
    Target("attacks and foreign topics withstood", _CHECK, "adversarial", 1.0),
    Target("expected calibration error", _CHECK, "calibration_error", 0.05, ceiling=True),
    Target("citations that point to a gold clause", _CHECK, "citation_precision", None),
    Target("quotes verbatim at their offsets", _CHECK, "quote_fidelity", 1.0),
    Target(
        "answers with a number that their quotes lack", _CHECK, "unproved_numbers", 0, True, "count"
    ),
    Target("answer within, half of them", _CHECK, "latency_p50", 120, True, "ms"),
    Target("answer within, 95 of 100", _CHECK, "latency_p95", None, True, "ms"),
    Target("ledger questions right and cited", _LEDGER, "answer_accuracy", 0.97),
    Target("commitments shown that are asked for", _LEDGER, "set_precision", 0.97),
    Target("commitments asked for that are shown", _LEDGER, "set_recall", 0.97),
    Target(
        "answers that claim to be complete and are not",
        _LEDGER,
        "false_completeness",
        0,
        True,
        "count",
    ),
    Target("ledger rows, precision", LEDGER_ROWS, "precision", 0.97),
    Target("ledger rows, recall", LEDGER_ROWS, "recall", 0.97),
    Target("multi-turn questions right and cited", "multi-turn/check", "answer_accuracy", 0.90),
    Target("real documents: ROUGE-L end to end", POLICYQA, "ROUGE-L", 0.50),
    Target("real documents: document first", POLICYQA, "document R@1", 0.90),
    Target("real documents: passage among five", POLICYQA, "passage R@5", 0.94),
)
