"""The scorecard: every case of a question set asked and judged.

``python -m eval.run [--dataset FILE] [--split tune|check|all] [--documents FOLDER | --here]
[--as-of DAY] [--json] [--out FILE]``, or ``tiaowen eval``. Answers come from the shipped
corpus, offline; with ``--documents`` from those of another folder; with ``--here`` from the
documents of the data folder, which is what an inbox was written for. Documents lapse in time,
and what is measured must not: ``--as-of`` asks as of a day on which they were in force.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.hardware import hardware
from eval.judging import Judged
from eval.metrics import all_metrics
from eval.questions import DEFAULT, Case, Split, load
from eval.session import engine_over
from rag.chain import Engine
from rag.schemas import Filters, Question

CORPUS = Path(__file__).parent.parent / "corpus"
_OPEN = frozenset({"colloquial", "english"})
"""Categories reported beside the others."""


def judge(engine: Engine, cases: Sequence[Case], as_of: date | None = None) -> list[Judged]:
    """Ask every case, as of a day or today, and return what came of it."""
    filters = Filters(as_of=as_of)
    summaries = engine.catalog.documents()
    texts = {s.id: engine.library.document(s.id).text for s in summaries}
    shorts = {s.id: Path(s.source).stem.partition("-")[0] for s in summaries}
    judged = []
    for case in cases:
        began = time.perf_counter()
        question = Question(text=case.question, history=case.history, filters=filters)
        answer = engine.ask(question)
        judged.append(Judged(case, answer, texts, shorts, (time.perf_counter() - began) * 1000))
    return judged


def scorecard(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Return every metric, and the accuracy outside the open categories."""
    scores = {metric.NAME: metric.score(judged) for metric in all_metrics()}
    closed = [j for j in judged if j.case.answerable and j.case.category not in _OPEN]
    if closed:
        scores["answer_accuracy_closed"] = sum(j.passed for j in closed) / len(closed)
    return scores


def by_category(judged: Sequence[Judged]) -> dict[str, tuple[int, float, float]]:
    """Return per category the number of cases, the share right, and right and cited."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.case.category, []).append(one)
    return {
        name: (
            len(group),
            sum(j.right for j in group) / len(group),
            sum(j.passed for j in group) / len(group),
        )
        for name, group in sorted(groups.items())
    }


def _record(one: Judged) -> dict[str, object]:
    return {
        "id": one.case.id,
        "category": one.case.category,
        "question": one.case.question,
        "passed": one.passed,
        "right": one.right,
        "cited": one.proved,
        "status": one.answer.status.value,
        "answer": one.answer.answer,
        "gold": one.case.gold_answer,
        "clauses": sorted("/".join(pair) for pair in one.cited),
    }


def _show(
    scores: Mapping[str, float | None], groups: Mapping[str, tuple[int, float, float]]
) -> None:
    console = Console()
    table = Table("category", "cases", "right", "right and cited")
    for name, (count, right, passed) in groups.items():
        table.add_row(name, str(count), f"{right:.3f}", f"{passed:.3f}")
    console.print(table)
    meanings = {metric.NAME: metric.MEANING for metric in all_metrics()}
    for name, value in scores.items():
        shown = "-" if value is None else f"{value:.3f}"
        console.print(f"{name:24s} {shown:>9s}  {meanings.get(name, '')}", highlight=False)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.run", description=__doc__)
    parser.add_argument("--dataset", type=Path, default=DEFAULT)
    parser.add_argument(
        "--split", choices=("tune", "check", "all"), help="check of our own set, all of any other"
    )
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--out", type=Path, default=None, help="write scores and answers here")
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    whence = parser.add_mutually_exclusive_group()
    whence.add_argument("--documents", type=Path, default=CORPUS, help="folder to ask over")
    whence.add_argument(
        "--here", action="store_true", help="ask the documents of the settings' data folder"
    )
    parser.add_argument(
        "--as-of", type=date.fromisoformat, default=None, help="the day asked about, YYYY-MM-DD"
    )
    given = parser.parse_args(arguments)
    chosen: str = given.split or ("check" if given.dataset == DEFAULT else "all")
    split: Split | None = "tune" if chosen == "tune" else "check" if chosen == "check" else None
    cases = load(given.dataset, split)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.data or Path(temporary)
        with Engine.open() if given.here else engine_over(given.documents, folder) as engine:
            judged = judge(engine, cases, given.as_of)
    scores, groups = scorecard(judged), by_category(judged)
    result = {
        "dataset": given.dataset.name,
        "split": chosen,
        "scores": scores,
        "categories": groups,
        "hardware": hardware(),
    }
    if given.json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    else:
        _show(scores, groups)
    if given.out:
        full = {**result, "answers": [_record(one) for one in judged]}
        given.out.write_text(json.dumps(full, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
