"""A language model's answers beside the quotes: both scores, and what the gate did.

``python -m eval.generative [--split tune|check|all] [--sample N] [--json] [--out FILE]``, with
the endpoint in the settings (``TIAOWEN_CHAT_MODEL`` and so on). Questions for which the ledger
is asked take the same way in both runs. ``--sample`` takes N questions of all categories by
turns, in an order that never changes, so that a larger sample holds every smaller one. Behind
``python -m eval.replies`` a run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Final

from eval.hardware import hardware
from eval.judging import Judged, holds, normal
from eval.questions import DEFAULT, Case, load
from eval.run import CORPUS, by_category, judge, scorecard
from eval.session import engine_over
from rag.chain import Engine

_CITED: Final = re.compile(r"([^\[\]]*)((?:\[\d+\])+)")
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)(千|万|百万|千万|亿)?")
_TIMES: Final = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_AT_A_TIME: Final = 25


def sample(cases: Sequence[Case], most: int) -> tuple[Case, ...]:
    """Return ``most`` cases, of every category by turns."""
    ranked: list[tuple[int, str, Case]] = []
    groups: Counter[str] = Counter()
    sizes = Counter(case.category for case in cases)
    for case in sorted(cases, key=lambda case: sha256(f"sample {case.id}".encode()).digest()):
        # each category comes as often as it does in the whole set
        groups[case.category] += 1
        share = groups[case.category] / sizes[case.category]
        ranked.append((round(share * len(cases)), case.id, case))
    return tuple(case for _, _, case in sorted(ranked, key=lambda one: one[:2])[:most])


def asked(engine: Engine, cases: Sequence[Case], name: str) -> list[Judged]:
    """Ask every case, and tell on standard error how far it has come."""
    judged: list[Judged] = []
    for at in range(0, len(cases), _AT_A_TIME):
        judged += judge(engine, cases[at : at + _AT_A_TIME])
        passed = sum(one.passed for one in judged if one.case.answerable)
        told = f"{name}: {len(judged)} of {len(cases)} asked, {passed} answered and cited\n"
        sys.stderr.write(told)
    return judged


def lost(quoted: list[Judged], worded: list[Judged]) -> list[str]:
    """Return the ids of the cases that the quotes pass and the model's answer does not."""
    return [
        one.case.id
        for one, other in zip(quoted, worded, strict=True)
        if one.passed and not other.passed
    ]


def unproved(worded: Sequence[Judged]) -> list[tuple[str, str]]:
    """Return every number of a cited sentence that none of the quotes it cites holds.

    Each sentence is held against its own quotes, where ``unproved_numbers`` takes all
    quotes of an answer together; by plain values, and by none of the gate's code.
    """
    return [
        (one.case.id, number)
        for one in worded
        if one.answer.ai_generated
        for sentence, quotes in _sentences(one)
        for number, value in _values(sentence)
        if value not in {other for _, other in _values(quotes)}
    ]


def forbidden(worded: Sequence[Judged]) -> list[str]:
    """Return the ids of the worded answers that hold what their case says they must not."""
    return [
        one.case.id
        for one in worded
        if one.answer.ai_generated
        and any(holds(one.answer.answer, text) for text in one.case.must_not_contain)
    ]


def _sentences(one: Judged) -> Iterator[tuple[str, str]]:
    """Yield each cited sentence of an answer, with what it cites."""
    cited = {
        c.marker: f"{c.quote}\n{c.title}\n{c.clause_path}\n{c.region or ''}"
        for c in one.answer.citations
    }
    for words, markers in _CITED.findall(one.answer.answer):
        yield words, "\n".join(cited[int(marker)] for marker in re.findall(r"\d+", markers))


def _values(text: str) -> list[tuple[str, Fraction]]:
    return [
        (digits + times, Fraction(digits) * _TIMES.get(times, 1))
        for digits, times in _NUMBER.findall(normal(text))
    ]


def _figures(quoted: list[Judged], worded: list[Judged]) -> dict[str, object]:
    """Return both scores, and what differs."""
    open_ids = {one.case.id for one in worded if one.case.split == "tune"}
    wrong, broken = unproved(worded), forbidden(worded)
    behind, ahead = lost(quoted, worded), lost(worded, quoted)
    return {
        "cases": len(worded),
        "quotes": scorecard(quoted),
        "model": scorecard(worded),
        "lost": len(behind),
        "won": len(ahead),
        "numbers not in their quotes": len(wrong),
        "answers with what they must not say": len(broken),
        "categories": {
            name: {"cases": count, "quotes": by_category(quoted)[name][2], "model": passed}
            for name, (count, _, passed) in by_category(worded).items()
        },
        # rows of the half that nothing is fitted on are not for reading
        "on tune": {
            "lost": [name for name in behind if name in open_ids],
            "won": [name for name in ahead if name in open_ids],
            "numbers": [pair for pair in wrong if pair[0] in open_ids],
            "forbidden": [name for name in broken if name in open_ids],
        },
        "composers": Counter(one.answer.composer for one in worded),
        "ai generated": sum(one.answer.ai_generated for one in worded),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.generative", description=__doc__)
    parser.add_argument("--dataset", type=Path, default=DEFAULT)
    parser.add_argument("--split", choices=("tune", "check", "all"), default="check")
    parser.add_argument("--sample", type=int, default=None, help="ask this many of them")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--out", type=Path, default=None, help="write the figures here")
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    given = parser.parse_args(arguments)
    cases = load(given.dataset, None if given.split == "all" else given.split)
    cases = sample(cases, len(cases) if given.sample is None else given.sample)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.data or Path(temporary)
        with engine_over(CORPUS, folder, chat_model=None) as engine:
            quoted = asked(engine, cases, "quotes")
        with engine_over(CORPUS, folder) as engine:
            if engine.language_model is None:
                parser.error("TIAOWEN_CHAT_MODEL is not set")
            worded = asked(engine, cases, "model")
            spent = engine.language_model.spending
    figures = {
        **_figures(quoted, worded),
        "sentences": spent.sentences,
        "calls": spent.calls,
        "hardware": hardware(),
    }
    written = json.dumps(figures, ensure_ascii=False, indent=None if given.json else 2) + "\n"
    if given.out:
        given.out.write_text(written, encoding="utf-8")
    sys.stdout.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
