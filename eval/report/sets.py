"""The question sets of this folder, asked and judged.

A set is any file ``eval/*questions.jsonl`` in the shape of ``eval.questions.Case``; what
stands before ``-questions`` is its name. Each is divided by the same hash: rules and
models may be fitted on the half ``tune``, and the half ``check`` is never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, get_args

from eval.judging import Judged
from eval.ledger import Scored, load_gold, read, score, short_name
from eval.ledger_facts import extract
from eval.metrics import all_metrics
from eval.questions import DEFAULT, Split, load
from eval.report.calibration import Told, calibration
from eval.report.confidence import told
from eval.report.record import Category, Figures, Poor, Quoted, SetResult
from eval.run import CORPUS, by_category, judge, scorecard
from rag.chain import Engine

OWN: Final = "own"
FITTED: Final[Split] = "tune"
OPEN: Final = ("colloquial", "english")
_ATTACKS: Final = ("injection", "off_topic")
LEDGER_ROWS: Final = "ledger rows"

_MOST_POOR: Final = 30


def question_sets(folder: Path = DEFAULT.parent) -> dict[str, Path]:
    """Return every set of the folder by name, our own first."""
    found = {}
    for path in sorted(folder.glob("*questions.jsonl")):
        found[path.stem.removesuffix("questions").rstrip("-") or OWN] = path
    return dict(sorted(found.items(), key=lambda item: item[0] != OWN))


def asked(engine: Engine, limit: int | None = None) -> dict[str, list[Judged]]:
    """Ask every question of every set; return the answers by ``<set>/<half>``."""
    return {
        f"{name}/{half}": judge(engine, load(path, half)[:limit])
        for name, path in question_sets().items()
        for half in reversed(get_args(Split))
    }


def figures(judged: Sequence[Judged]) -> Figures:
    """Return every metric, and the shares of the categories reported beside the others."""
    found = dict(scorecard(judged))
    for name in OPEN:
        found[name] = _share([j.passed for j in judged if j.case.category == name])
    found["adversarial"] = _share([j.right for j in judged if j.case.category in _ATTACKS])
    return found


def lower_is_better() -> frozenset[str]:
    """Return the names of the figures that are better when lower."""
    return frozenset(m.NAME for m in all_metrics() if not m.HIGHER_IS_BETTER)


def result(name: str, judged: Sequence[Judged], outcomes: Sequence[Told | None]) -> SetResult:
    """Return what is kept of one half."""
    return SetResult(
        cases=len(judged),
        fitted_on=name.endswith(f"/{FITTED}"),
        figures=figures(judged),
        categories={
            category: Category(cases=count, right=right, passed=passed)
            for category, (count, right, passed) in by_category(judged).items()
        },
        latency_ms=tuple(sorted(round(j.elapsed_ms, 2) for j in judged)),
        calibration=calibration([one for one in outcomes if one is not None]),
    )


def results(
    engine: Engine, answers: Mapping[str, Sequence[Judged]]
) -> tuple[dict[str, SetResult], tuple[Poor, ...]]:
    """Return what is kept of every half, and the worst answers of those that may be read."""
    kept, poor = {}, []
    for name, judged in answers.items():
        if not judged:
            continue
        outcomes = told(engine, judged)
        kept[name] = result(name, judged, outcomes)
        if kept[name].fitted_on:
            poor += [
                _poor(name, one, outcome)
                for one, outcome in zip(judged, outcomes, strict=True)
                if not one.passed
            ]
    return kept, tuple(sorted(poor, key=_badness)[:_MOST_POOR])


def ledger_rows() -> Scored:
    """Return the rows of the shipped documents held against the gold ledger."""
    documents = read(CORPUS)
    rows = [row for document in documents for row in extract(document)]
    return score(rows, load_gold(), {short_name(d.source): d.text for d in documents})


def _share(passed: Sequence[bool]) -> float | None:
    return sum(passed) / len(passed) if passed else None


def _poor(name: str, one: Judged, outcome: Told | None) -> Poor:
    return Poor(
        set_name=name,
        id=one.case.id,
        category=one.case.category,
        why=_why(one),
        confidence=outcome.confidence if outcome else None,
        question=one.case.question,
        status=one.answer.status.value,
        answer=one.answer.answer,
        wanted=one.case.gold_answer,
        quotes=tuple(
            Quoted(place=f"{c.title} {c.clause_path}", quote=c.quote) for c in one.answer.citations
        ),
    )


_WHYS: Final = (
    "a quote is not the stored text",
    "answered, though the documents do not say",
    "claims to be complete, and is not",
    "the answer is wrong",
    "no gold clause cited",
    "refused, though the documents answer",
)
"""What can be wrong with an answer, worst first."""


def _why(one: Judged) -> str:
    case = one.case
    holds = (
        not one.faithful_quotes,
        not case.answerable and not one.right,
        bool(one.answer.complete and one.lacking),
        not one.refused and not one.right,
        not one.refused and not one.proved,
        True,
    )
    return next(why for why, so in zip(_WHYS, holds, strict=True) if so)


def _badness(poor: Poor) -> tuple[int, float]:
    return _WHYS.index(poor.why), -(poor.confidence or 0.0)
