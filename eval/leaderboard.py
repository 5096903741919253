"""Compares this project with plain ways to answer, on the same data and vectors.

``python -m eval.leaderboard [--policyqa FOLDER] [--limit N] [--out FILE]`` asks the half
``check`` of our own questions and, where their folder is given here or as
``TIAOWEN_EVAL_POLICYQA``, questions about real policy documents; the table is written
into ``eval/LEADERBOARD.md``, between its two marks.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median
from typing import Final, NamedTuple

from eval import policyqa
from eval.hardware import hardware
from eval.judging import Judged
from eval.questions import load
from eval.report.history import commit
from eval.report.sets import figures
from eval.rivals import (
    CHUNK,
    OVERLAP,
    TOP,
    Grep,
    Piece,
    PlainLangChain,
    Rival,
    Words,
    chunks,
    lines,
)
from eval.rouge import rouge_l
from eval.run import CORPUS, judge
from eval.session import engine_over
from rag.chain import Engine
from rag.citing import citation
from rag.errors import EmbeddingError
from rag.schemas import Answer, Evidence, Status

TARGET: Final = Path(__file__).parent / "LEADERBOARD.md"
BEGIN: Final = "<!-- compared: written by eval.leaderboard -->"
END: Final = "<!-- compared: end -->"
OURS: Final = "**Tiaowen**"

_COLUMNS: Final = {
    "answer_accuracy_closed": "right and cited",
    "colloquial": "colloquial",
    "english": "English",
    "refusal_recall": "unanswerable refused",
    "every": "every question",
    "length": "characters shown",
    "held": f"answer in its first {TOP}",
    "document R@1": "real documents: right one first",
    "ROUGE-L": "real documents: ROUGE-L",
}


class Row(NamedTuple):
    """One way to answer, and its figures by the names of the columns."""

    name: str
    figures: dict[str, float | None]


def rivals(engine: Engine, folder: Path) -> list[Rival]:
    """Return every rival over the engine's documents and vectors.

    Args:
        engine: Whose documents are read, and whose encoder makes the vectors.
        folder: Where an index may be built; it must not exist.

    Raises:
        EmbeddingError: The engine has no encoder.
    """
    encoder = engine.workspace.encoder
    if encoder is None:
        raise EmbeddingError("a comparison on the same vectors needs an encoder")
    documents = [engine.library.document(name) for name in sorted(engine.library.summaries)]
    cut = chunks(documents)
    return [PlainLangChain(cut, encoder), Words(cut, folder), Grep(lines(documents))]


def own_rows(engine: Engine, found: Sequence[Rival], limit: int | None) -> list[Row]:
    """Return the figures on the half ``check`` of our own questions, ours first."""
    judged = judge(engine, load(split="check")[:limit])
    near = [
        [Piece(h.document_id, h.start, h.end, h.text) for h in engine.search(j.case.question, TOP)]
        for j in judged
    ]
    rows = [_own_row(OURS, judged, engine, near)]
    for rival in found:
        best = [rival.best(one.case.question) for one in judged]
        answers = [
            replace(one, answer=answer_of(engine, pieces[:1]))
            for one, pieces in zip(judged, best, strict=True)
        ]
        rows.append(_own_row(rival.name, answers, engine, best))
    return rows


def _own_row(
    name: str, judged: Sequence[Judged], engine: Engine, near: Sequence[Sequence[Piece]]
) -> Row:
    shown = [
        replace(one, answer=answer_of(engine, pieces))
        for one, pieces in zip(judged, near, strict=True)
        if one.case.answerable
    ]
    found = {
        "every": mean(one.passed for one in judged),
        "length": median(len(one.answer.answer) for one in judged if not one.refused),
        "held": mean(one.proved and not one.lacking for one in shown),
    }
    return Row(name, {**figures(judged), **found})


def answer_of(engine: Engine, pieces: Sequence[Piece]) -> Answer:
    """Return pieces as an answer that cites every clause they touch."""
    found = [
        Evidence(
            document_id=piece.document_id,
            clause_id=clause.id,
            topic=None,
            start=start,
            end=end,
            quote=engine.library.document(piece.document_id).text[start:end],
        )
        for piece in pieces
        for clause in engine.library.clauses(piece.document_id)
        if (start := max(clause.start, piece.start)) < (end := min(clause.end, piece.end))
    ]
    return Answer(
        id="",
        status=Status.ANSWERED if found else Status.REFUSED_NO_BASIS,
        answer="\n".join(piece.text for piece in pieces),
        citations=tuple(citation(engine.library, None, n, one) for n, one in enumerate(found, 1)),
        composer="extractive",
        language="zh",
    )


def real_rows(
    engine: Engine, found: Sequence[Rival], questions: Sequence[dict[str, str]]
) -> list[Row]:
    """Return the figures on real documents and questions, ours first."""
    rows = [Row(OURS, dict(policyqa.measure(engine, questions)))]
    sources = {n: s.source.rsplit("/", 1)[-1] for n, s in engine.library.summaries.items()}
    for rival in found:
        first, alike = [], []
        for item in questions:
            best = rival.best(item["question"])[:1]
            first.append(any(sources[piece.document_id] == item["source"] for piece in best))
            alike.append(rouge_l(best[0].text, item["answer"]) if best else 0.0)
        rows.append(Row(rival.name, {"document R@1": mean(first), "ROUGE-L": mean(alike)}))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Return rows as Markdown; columns that no row has a figure for are left out."""
    shown = [c for c in _COLUMNS if any(row.figures.get(c) is not None for row in rows)]
    written = ["| | " + " | ".join(_COLUMNS[c] for c in shown) + " |", "|---" * (len(shown) + 1)]
    written[-1] += "|"
    for row in rows:
        values = (row.figures.get(c) for c in shown)
        cells = (_cell(value) for value in values)
        written.append(f"| {row.name} | " + " | ".join(cells) + " |")
    return "\n".join(written)


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if value <= 1 else f"{value:.0f}"


def placed(text: str, section: str) -> str:
    """Return a page with ``section`` between the marks, which are added at its end if missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        before, after = text.rstrip("\n") + "\n\n", "\n"
    return f"{before}{BEGIN}\n{section}\n{END}{after}"


def _section(rows: Sequence[Row], cases: str) -> str:
    machine = hardware()
    return f"""## Compared

One run, the same documents and the same vectors: `python -m eval.leaderboard`.
{cases}
{machine["at"]}, {commit() or "no commit"}, {machine["processor"]}, {machine["cores"]} cores.

{table(rows)}

- The recursive splitter cuts pieces of at most {CHUNK} characters that overlap by {OVERLAP};
  words are searched over the same pieces, and grep over lines. The answer of each is its best
  piece, which counts as citing every clause that it touches. None of them refuses, and none
  sees the conversation before a question that follows up.
- "Right and cited" leaves the colloquial and English questions out, which stand beside it.
- "Every question" counts what the documents do not answer too: right where it is refused.
- "Answer in its first {TOP}": what the answer must hold, and a clause that proves it, stand in the
  first {TOP} pieces together: as much as a perfect reader of them could answer, of every
  question that the documents answer."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.leaderboard", description=__doc__)
    parser.add_argument(
        "--policyqa", type=Path, default=os.environ.get("TIAOWEN_EVAL_POLICYQA") or None
    )
    parser.add_argument("--limit", type=int, default=None, help="only the first N of each set")
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args(arguments)
    if given.limit is not None and given.out == TARGET:
        parser.error("--limit is for trying out: give --out too")
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary)
        with engine_over(CORPUS, data / "corpus") as engine:
            rows = own_rows(engine, rivals(engine, data / "words"), given.limit)
        cases = "Our own questions, the half `check`, which nothing was fitted on"
        if given.policyqa:
            text = (given.policyqa / "questions.jsonl").read_text(encoding="utf-8")
            questions = [json.loads(line) for line in text.splitlines()][: given.limit]
            with engine_over(given.policyqa / "docs", data / "real") as engine:
                real = real_rows(engine, rivals(engine, data / "real words"), questions)
                cases += (
                    f"; {len(engine.library.summaries)} real policy documents with "
                    f"{len(questions)} questions"
                )
            rows = [
                Row(own.name, {**own.figures, **other.figures})
                for own, other in zip(rows, real, strict=True)
            ]
    old = given.out.read_text(encoding="utf-8") if given.out.exists() else ""
    given.out.write_text(placed(old, _section(rows, f"{cases}.")), encoding="utf-8")
    sys.stdout.write(table(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
