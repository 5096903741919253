"""The plots of the report, as SVG to stand inside a page; words in them are English only.

Lines and letters take the colour of the text around them, so that a dark page works too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from markupsafe import Markup, escape
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.report.history import Line
from eval.report.noise import share_interval
from eval.report.record import Calibration, Category
from eval.report.targets import Target

_INK: Final = "#010203"
"""Stands for the colour of the text, and nothing else has it."""

_ACCENT: Final = "#2f7fb5"
_SECOND: Final = "#c9822b"
_WIDTH: Final = 4.3
_STYLE: Final[dict[str, Any]] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    **dict.fromkeys(
        ("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), _INK
    ),
}


def categories(set_name: str, found: Mapping[str, Category]) -> Markup:
    """Return bars of right and cited by category of one set, with 95 % intervals."""
    names = sorted(found, key=lambda name: found[name].passed)
    shares = np.array([found[name].passed for name in names])
    intervals = [share_interval(found[n].passed, found[n].cases) for n in names]
    ends = np.array([[s - a, b - s] for s, (a, b) in zip(shares, intervals, strict=True)])
    with style.context(_STYLE):
        figure, axes = _blank(0.8 + 0.24 * len(names))
        axes.barh(names, shares, color=_ACCENT, height=0.62)
        axes.errorbar(
            shares, names, xerr=np.abs(ends.T), fmt="none", ecolor=_INK, elinewidth=0.8, capsize=2
        )
        axes.set_xlim(0, 1)
        axes.set_xlabel("share right and cited")
        return _svg(figure, f"categories-{set_name}", f"Right and cited by category, {set_name}")


def reliability(found: Mapping[str, Calibration]) -> Markup:
    """Return the share right against confidence, a line for each set named."""
    with style.context(_STYLE):
        figure, axes = _blank(3.4)
        axes.plot([0, 1], [0, 1], color=_INK, linewidth=0.8, linestyle=":")
        for (name, one), colour in zip(found.items(), (_ACCENT, _SECOND), strict=False):
            sure, right = [b.confidence for b in one.bins], [b.right for b in one.bins]
            axes.plot(sure, right, color=colour, linewidth=1.4, label=name)
            # The area of a point tells how many answers it stands for.
            axes.scatter(sure, right, s=[8 + 2 * b.count for b in one.bins], color=colour)
        axes.set(xlim=(0, 1), ylim=(-0.02, 1.02))
        axes.set_xlabel("confidence of the answer")
        axes.set_ylabel("share right and cited")
        axes.legend(frameon=False, loc="upper left")
        return _svg(figure, "reliability", "Share of answers that are right by confidence")


def latency(found: Mapping[str, Sequence[float]]) -> Markup:
    """Return the share of answers given within a time, a line for each set named."""
    with style.context(_STYLE):
        figure, axes = _blank(2.6)
        for (name, spent), colour in zip(found.items(), (_ACCENT, _SECOND), strict=False):
            ordered = np.sort(np.asarray(spent))
            shares = np.arange(1, len(ordered) + 1) / len(ordered)
            axes.step(ordered, shares, where="post", color=colour, linewidth=1.4, label=name)
        for share in (0.5, 0.95):
            axes.axhline(share, color=_INK, linewidth=0.6, linestyle=":")
        axes.set(ylim=(0, 1.02), xlim=(0, None))
        axes.set_xlabel("milliseconds, in process")
        axes.set_ylabel("share answered")
        axes.legend(frameon=False, loc="lower right")
        return _svg(figure, "latency", "Share of answers given within a time")


def history(lines: Sequence[Line], targets: Sequence[Target]) -> Markup:
    """Return shares over versions, a line for each target; where unmeasured it is broken."""
    with style.context(_STYLE):
        figure, axes = _blank(2.6 + 0.17 * len(targets))
        places = range(len(lines))
        for target in targets:
            values = [target.value(line.figures) for line in lines]
            drawn = [np.nan if value is None else value for value in values]
            axes.plot(places, drawn, marker="o", markersize=3, linewidth=1.2, label=target.title)
        axes.set_xticks(list(places), [line.commit or line.at[:10] for line in lines], rotation=60)
        axes.set_ylim(0, 1.02)
        figure.legend(frameon=False, loc="outside lower left", fontsize=8)
        return _svg(figure, "history", "Figures over versions")


def _blank(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.add_subplot()
    axes.patch.set_alpha(0)
    return figure, axes


def _svg(figure: Figure, name: str, label: str) -> Markup:
    """Return a figure as an element of a page; ``name`` keeps its ids apart from others'."""
    name = re.sub(r"\W", "-", name)
    written = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with style.context({"svg.hashsalt": name}):
        figure.savefig(written, format="svg", metadata=nothing)
    text = written.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", text)
    head, body = text.split(">", 1)
    head = re.sub(r'\s(?:width|height|version)="[^"]*"', "", head)
    body = body.replace(_INK, "currentColor")
    # Safe: matplotlib escapes the words it is given.
    return Markup(f'{head} role="img" aria-label="{escape(label)}">{body}')  # noqa: S704
