"""How much later the first sentence is shown than the model alone would have said it.

``python -m eval.bench_generative [--questions N]``. The model is the tests' stand-in, which
waits and speaks at a set pace and says of each question what its quotes say. For each
question the prompt that the engine sent is sent again without the engine, and the first whole
sentence of either is timed: from the question to the first words shown, and from the request
to the last token of the sentence. Of several rounds each question counts with its median.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx
import numpy as np

from eval.hardware import hardware
from eval.questions import load
from eval.run import CORPUS
from eval.session import engine_over
from rag.chain import Engine
from rag.schemas import Question
from tests.standin import Reply, StandIn, clauses_of, standing_in

_FIRST_S: Final = 0.3
_EACH_S: Final = 0.02
_LONGEST: Final = 60
"""Characters of the sentence that the model says; longer ones would only take longer."""


class Bench:
    """One engine, and the model it asks."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        self._quote = ""

    def write(self, request: dict[str, Any]) -> Reply:
        """Say the quote of the question at hand, with the marker of its clause."""
        shown = clauses_of(request).items()
        marker = next((n for n, text in shown if self._quote in text), None)
        text = "无" if marker is None else f"{self._quote}[{marker}]。"
        return Reply(text, first_s=_FIRST_S, each_s=_EACH_S)

    def added(self, engine: Engine, model: StandIn, question: str) -> float | None:
        """Return the milliseconds added to one question, or None where no sentence is shown."""
        quoted = engine.ask(Question(text=question, composer="extractive"))
        quotes = [c.quote for c in quoted.citations if len(c.quote) <= _LONGEST]
        if not quotes or quoted.language != "zh":
            return None
        self._quote = quotes[0]
        model.requests.clear()
        began = time.perf_counter()
        first, answer = 0.0, None
        for event in engine.stream(Question(text=question)):
            if event.name == "token" and not first:
                first = time.perf_counter() - began
            if event.name == "answer":
                answer = event.data
        if answer is None or not answer["ai_generated"] or not model.requests:
            return None
        return (first - self._bare(model)) * 1000

    def _bare(self, model: StandIn) -> float:
        """Return the seconds until the model's first sentence is whole, asked directly."""
        request = model.requests[0]
        said = ""
        with httpx.Client() as client:
            client.get(model.url)  # the engine's connection is open too
            began = time.perf_counter()
            with client.stream("POST", f"{model.url}/chat/completions", json=request) as reply:
                for line in reply.iter_lines():
                    if line.startswith("data: {"):
                        choices = json.loads(line[6:])["choices"]
                        said += choices[0]["delta"].get("content", "") if choices else ""
                    if said.endswith("。"):
                        break
            return time.perf_counter() - began


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_generative", description=__doc__)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, default=None, help="data folder to keep")
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args(arguments)
    questions = [case.question for case in load(split="tune") if not case.history]
    bench, added = Bench(), []
    with (
        standing_in(bench.write) as model,
        tempfile.TemporaryDirectory() as temporary,
        engine_over(
            CORPUS,
            given.data or Path(temporary),
            chat_model="stand-in",
            chat_base_url=model.url,
        ) as engine,
    ):
        for question in questions:
            one = bench.added(engine, model, question)
            if one is not None:
                more = (bench.added(engine, model, question) for _ in range(given.rounds - 1))
                added.append(median([one, *(other for other in more if other is not None)]))
            if len(added) > given.questions:
                break
    # the first opens the connection and the models
    figures = {
        "questions": len(added) - 1,
        "p50 ms": float(np.percentile(added[1:], 50)),
        "p95 ms": float(np.percentile(added[1:], 95)),
        "max ms": max(added[1:]),
    }
    for name, value in figures.items():
        sys.stdout.write(f"{name:10s} {value:.1f}\n")
    if given.out:
        text = json.dumps({"figures": figures, "hardware": hardware()}, ensure_ascii=False)
        given.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
