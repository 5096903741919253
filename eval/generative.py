"""A language model's answers beside the quotes: both scores, and what the gate did.

``python -m eval.generative [--split tune|check|all] [--json]``, with the endpoint in the
settings (``TIAOWEN_CHAT_MODEL`` and so on). Questions for which the ledger is asked take
the same way in both runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from eval.hardware import hardware
from eval.judging import Judged
from eval.questions import DEFAULT, load
from eval.run import CORPUS, judge, scorecard
from eval.session import engine_over


def lost(quoted: list[Judged], worded: list[Judged]) -> list[str]:
    """Return the ids of the cases that the quotes pass and the model's answer does not."""
    return [
        one.case.id
        for one, other in zip(quoted, worded, strict=True)
        if one.passed and not other.passed
    ]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.generative", description=__doc__)
    parser.add_argument("--dataset", type=Path, default=DEFAULT)
    parser.add_argument("--split", choices=("tune", "check", "all"), default="check")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    given = parser.parse_args(arguments)
    cases = load(given.dataset, None if given.split == "all" else given.split)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.data or Path(temporary)
        with engine_over(CORPUS, folder, chat_model=None) as engine:
            quoted = judge(engine, cases)
        with engine_over(CORPUS, folder) as engine:
            if engine.language_model is None:
                parser.error("TIAOWEN_CHAT_MODEL is not set")
            worded = judge(engine, cases)
            spent = engine.language_model.spending
    figures = {
        "cases": len(cases),
        "quotes": scorecard(quoted),
        "model": scorecard(worded),
        "lost": lost(quoted, worded),
        "won": lost(worded, quoted),
        "composers": Counter(one.answer.composer for one in worded),
        "sentences": spent.sentences,
        "calls": spent.calls,
        "hardware": hardware(),
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=None if given.json else 2))
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
