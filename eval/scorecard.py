"""Runs every question set that is present, and keeps figures, history and a report.

``python -m eval.scorecard [--gate] [--set-gate] [--policyqa FOLDER] [--limit N]
[--out FOLDER] [--data FOLDER]``. Written are ``scorecard.json`` and ``report.html``, and a
line is added to ``history.jsonl``, unless ``--limit`` makes it no full run. ``--gate``
ends with 1 where a figure fell beyond noise; ``--set-gate`` raises the
floors to this run's figures and lowers none. Real policy documents and questions are
measured where their folder is given, here or as ``TIAOWEN_EVAL_POLICYQA``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval import policyqa
from eval.hardware import hardware
from eval.report.gate import read_gate, row_figures, set_gate, write_gate
from eval.report.history import append, commit, lines, product_version
from eval.report.page import page
from eval.report.record import Figures, Scorecard
from eval.report.sets import LEDGER_ROWS, asked, ledger_rows, results
from eval.report.targets import POLICYQA, TARGETS
from eval.run import CORPUS
from eval.session import engine_over

RESULTS = Path(__file__).parent / "results"


def real_documents(folder: Path, data: Path, limit: int | None) -> Figures:
    """Return the figures over a folder of real policy documents, see ``eval.policyqa``."""
    text = (folder / "questions.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line) for line in text.splitlines()][:limit]
    with engine_over(folder / "docs", data) as engine:
        return dict(policyqa.measure(engine, questions))


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.scorecard", description=__doc__)
    parser.add_argument("--gate", action="store_true", help="end with 1 where a figure fell")
    parser.add_argument("--set-gate", action="store_true", help="raise the floors to these figures")
    parser.add_argument(
        "--policyqa", type=Path, default=os.environ.get("TIAOWEN_EVAL_POLICYQA") or None
    )
    parser.add_argument("--limit", type=int, default=None, help="only the first N of each half")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--data", type=Path, default=None, help="folder to keep the indexes in")
    given = parser.parse_args(arguments)
    if given.limit is not None and (given.gate or given.set_gate or given.out == RESULTS):
        parser.error("--limit is for trying out: give --out too, and no gate")
    return given


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    given = _parsed(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        data: Path = given.data or Path(temporary)
        with engine_over(CORPUS, data / "corpus") as engine:
            answers = asked(engine, given.limit)
            sets, poor = results(engine, answers)
        rows = ledger_rows()
        others = {LEDGER_ROWS: row_figures((*rows.pairs, *rows.missed, *rows.extra))}
        if given.policyqa:
            others[POLICYQA] = real_documents(given.policyqa, data / POLICYQA, given.limit)
    measured_on = hardware()
    card = Scorecard(
        version=product_version(),
        commit=commit(),
        at=str(measured_on["at"]),
        sets=sets,
        others=others,
        poor=poor,
        limit=given.limit,
        hardware=measured_on,
    )
    if given.set_gate:
        write_gate(read_gate().tightened(set_gate(card.commit, answers, rows)))
    gate = read_gate()
    fallen = gate.fallen(card.figures) if given.limit is None else []
    _keep(card, given.out, fallen)
    _show(card, fallen, gate.unmeasured(card.figures))
    return int(bool(fallen) and given.gate)


def _keep(card: Scorecard, folder: Path, fallen: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    history = folder / "history.jsonl"
    if card.limit is None:
        append(history, card)
    (folder / "scorecard.json").write_text(card.model_dump_json(indent=1) + "\n", encoding="utf-8")
    (folder / "report.html").write_text(page(card, lines(history), fallen), encoding="utf-8")


def _show(card: Scorecard, fallen: list[str], unmeasured: list[str]) -> None:
    console, table = Console(), Table("figure", "value", "wanted", "met")
    for target in TARGETS:
        met = target.met(card.figures)
        table.add_row(
            target.title,
            target.shown(target.value(card.figures)),
            "" if target.wanted is None else target.shown(target.wanted),
            "" if met is None else "yes" if met else "no",
        )
    console.print(table)
    for name in unmeasured:
        console.print(f"not measured: {name}", highlight=False)
    for line in fallen:
        console.print(f"fell: {line}", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
