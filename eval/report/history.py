"""Figures over versions: one line of JSON for each full run."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from pathlib import Path
from shutil import which

from eval.report.record import Figures, Kept, Scorecard

_ROOT = Path(__file__).parents[2]


class Line(Kept):
    """The figures of one version, by set and name."""

    commit: str | None
    at: str
    version: str
    figures: dict[str, Figures]


def product_version() -> str:
    """Return the version of the product that is installed."""
    return version("tiaowen")


def commit(folder: Path = _ROOT) -> str | None:
    """Return the short hash of what is checked out, ``+`` where files differ from it.

    None where git, or its record of this folder, is missing.
    """
    git = which("git")
    if git is None:
        return None
    found = subprocess.run(
        [git, "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or None


def append(path: Path, card: Scorecard) -> None:
    """Add the figures of a run to the history."""
    line = Line(commit=card.commit, at=card.at, version=card.version, figures=card.figures)
    with path.open("a", encoding="utf-8") as file:
        file.write(line.model_dump_json() + "\n")


def lines(path: Path) -> tuple[Line, ...]:
    """Return every line of a history, oldest first; none where there is no file."""
    if not path.exists():
        return ()
    kept = path.read_text(encoding="utf-8").splitlines()
    return tuple(Line.model_validate_json(line) for line in kept if line.strip())
