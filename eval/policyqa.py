"""Measures search and answers on a set of real policy documents and questions.

``python -m eval.policyqa FOLDER [--limit N] [--out FILE]``: the folder holds ``docs/``
(one text per document) and ``questions.jsonl`` (``question``, ``answer``, ``source``).
Prints document R@1, R@10 and MRR, passage R@5, ROUGE-L of the answers end to end, and
the share answered. A question about a document that has lapsed since is asked as of the
last day that it was in force. Nothing of the set is kept but its index, in ``--data``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median

import ir_measures
from ir_measures import RR, R

from eval.hardware import hardware
from eval.judging import normal
from eval.rouge import rouge_l
from eval.session import engine_over
from rag.chain import Engine
from rag.schemas import Answer, Filters, Hit, Question, Status
from rag.standing import today

_DEPTH = 50
_KEY = 12
"""Characters of an answer by which the passage that holds it is told."""


def measure(engine: Engine, questions: Iterable[dict[str, str]]) -> dict[str, float]:
    """Return every figure; ranks of documents are those of their first passage."""
    ranked: list[ir_measures.ScoredDoc] = []
    judged: list[ir_measures.Qrel] = []
    passage, rouge, answered, spent = [], [], [], []
    last = {s.source.rsplit("/", 1)[-1]: s.meta.expires_on for s in engine.catalog.documents()}
    for number, item in enumerate(questions):
        ended = last.get(item["source"])
        filters = Filters(as_of=ended if ended is not None and ended < today() else None)
        hits = engine.search(item["question"], _DEPTH, filters)
        name = str(number)
        judged.append(ir_measures.Qrel(name, item["source"], 1))
        sources = dict.fromkeys(hit.source.rsplit("/", 1)[-1] for hit in hits)
        ranked += [
            ir_measures.ScoredDoc(name, source, -rank) for rank, source in enumerate(sources)
        ]
        passage.append(_found(item, hits[:5]))
        began = time.perf_counter()
        answer = engine.ask(Question(text=item["question"], filters=filters))
        spent.append((time.perf_counter() - began) * 1000)
        answered.append(answer.status in (Status.ANSWERED, Status.PARTIAL))
        rouge.append(_rouge(item["answer"], answer) if answered[-1] else 0.0)
    figures = ir_measures.calc_aggregate([R @ 1, R @ 10, RR], judged, ranked)
    return {
        "questions": len(rouge),
        "document R@1": figures[R @ 1],
        "document R@10": figures[R @ 10],
        "document MRR": figures[RR],
        "passage R@5": mean(passage),
        "ROUGE-L": mean(rouge),
        "answered": mean(answered),
        "ask p50 ms": median(spent),
        "ask p95 ms": sorted(spent)[int(len(spent) * 0.95) - 1],
    }


def _found(item: dict[str, str], hits: Iterable[Hit]) -> bool:
    key = normal(item["answer"])[:_KEY]
    return any(hit.source.endswith(item["source"]) and key in normal(hit.text) for hit in hits)


def _rouge(gold: str, answer: Answer) -> float:
    body = re.sub(r"\[\d+\]", "", answer.answer)
    return max(rouge_l(body, gold), *(rouge_l(c.quote, gold) for c in answer.citations[:1]))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.policyqa", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first N questions")
    parser.add_argument("--data", type=Path, default=Path(".tiaowen-policyqa"))
    parser.add_argument("--out", type=Path, default=None, help="also write the figures here")
    given = parser.parse_args(arguments)
    lines = (given.folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines][: given.limit]
    with engine_over(given.folder / "docs", given.data) as engine:
        figures = measure(engine, questions)
    for name, value in figures.items():
        sys.stdout.write(f"{name:16s} {value:.3f}\n")
    if given.out:
        result = {"figures": figures, "hardware": hardware()}
        given.out.write_text(json.dumps(result, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
