"""The report: one page that holds everything it shows, without script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.report import plots
from eval.report.history import Line
from eval.report.record import Scorecard
from eval.report.targets import TARGETS

_PAGE: Final = Environment(
    loader=PackageLoader("eval.report", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SEEN: Final = 12
"""Versions drawn, the latest."""

_DRAWN: Final = (
    "answer_accuracy_closed",
    "answer_accuracy",
    "refusal_precision",
    "refusal_recall",
    "colloquial",
    "english",
    "ROUGE-L",
    "document R@1",
)
"""Figures drawn over versions."""


def page(card: Scorecard, history: Sequence[Line], fallen: Sequence[str]) -> str:
    """Return the report as HTML.

    Args:
        card: The run it tells of.
        history: The figures of this and of former versions, oldest first.
        fallen: What fell beyond noise, one line each.
    """
    figures = card.figures
    unread = {n: s for n, s in card.sets.items() if not s.fitted_on}
    calibrated = {
        f"{name}{' (fitted on)' if one.fitted_on else ''}": one.calibration
        for name, one in card.sets.items()
        if one.calibration and name.startswith("own/")
    }
    drawn = [t for t in TARGETS if t.name in _DRAWN and t.unit == "share"]
    drawn = [t for t in drawn if any(t.value(line.figures) is not None for line in history)]
    return _PAGE.get_template("page.html").render(
        card=card,
        fallen=fallen,
        headline=[(t, t.shown(t.value(figures)), t.met(figures)) for t in TARGETS],
        fitted={t: t.shown(figures.get(_fitted(t.group), {}).get(t.name)) for t in TARGETS},
        category_plots={
            name: plots.categories(name, one.categories) for name, one in card.sets.items()
        },
        calibrated=calibrated,
        reliability=plots.reliability(calibrated) if calibrated else None,
        latency=plots.latency({n: s.latency_ms for n, s in unread.items()}) if unread else None,
        history=plots.history(history[-_SEEN:], drawn) if history and drawn else None,
    )


def _fitted(group: str) -> str:
    return group.replace("/check", "/tune") if group.endswith("/check") else ""
