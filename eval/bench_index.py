"""Measures the index on made-up passages: building, searching, changing, size on disk.

The passages are drawn character by character from what follows what in the shipped
documents, so that frequent and rare terms are as far apart as in real text; the vectors
lie in a narrow cone around one direction, as those of a language model do.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from eval.hardware import hardware
from rag.catalog import PassageKey
from rag.index.chroma import VectorIndex
from rag.index.lexical import Entry, LexicalIndex
from rag.index.terms import bigrams, words
from rag.text import fold

_CORPUS = Path(__file__).parents[1] / "corpus"
_A_DOCUMENT = 30
_QUESTIONS = 500
_QUESTION_CHARS = 18
_K = 50


def made_up(texts: Sequence[str], count: int, length: int) -> Iterator[str]:
    """Yield ``count`` passages of ``length`` characters that read like ``texts``."""
    follows: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for at in range(len(text) - 2):
            follows[text[at : at + 2]].append(text[at + 2])
    starts = list(follows)
    chance = random.Random(0)
    for _ in range(count):
        passage = chance.choice(starts)
        while len(passage) < length:
            after = follows.get(passage[-2:])
            # now and then another start, or the few texts would be said over and over
            fresh = not after or chance.random() < 0.1
            passage += chance.choice(starts) if fresh or not after else chance.choice(after)
        yield passage[:length]


def measure_words(passages: Sequence[str], folder: Path) -> dict[str, object]:
    """Build a lexical index of ``passages`` in ``folder``, search it and change it.

    Returns:
        ``segment_s`` (text to terms), ``build_s`` (terms to index), ``disk_mb``,
        ``terms_a_query``, ``p50_ms`` and ``p95_ms`` of a search for the best 50, the same
        confined to a hundredth of the documents, and ``change_ms`` (one document replaced).
    """
    began = time.perf_counter()
    entries = [_entry(number, text) for number, text in enumerate(passages)]
    segment_s = time.perf_counter() - began
    began = time.perf_counter()
    index = LexicalIndex.build(folder / "words", entries)
    build_s = time.perf_counter() - began
    queries = [bigrams(fold(text[40 : 40 + _QUESTION_CHARS])) for text in passages[:_QUESTIONS]]
    documents = sorted({entry.document_id for entry in entries})[::100]
    waits = _waits(lambda n: index.search(queries[n], _K), len(queries))
    confined = _waits(lambda n: index.search(queries[n], _K, documents), len(queries))
    own = [entry for entry in entries if entry.document_id == entries[0].document_id]
    changes = _waits(lambda _: index.change([own[0].document_id], own), 5)
    return {
        "passages": len(passages),
        "segment_s": round(segment_s, 2),
        "build_s": round(build_s, 2),
        "disk_mb": _megabytes(folder / "words"),
        "terms_a_query": round(float(np.mean([len(set(query)) for query in queries])), 1),
        **_quantiles("", waits),
        **_quantiles("confined_", confined),
        "change_ms": round(float(np.median(changes)), 2),
    }


def measure_vectors(count: int, dimension: int, folder: Path) -> dict[str, object]:
    """Build a vector index of ``count`` vectors in ``folder``, check it and search it.

    Returns:
        ``build_s``, ``check_s`` (each vector looks for itself), ``strays`` (those the
        graph does not lead to), ``disk_mb``, ``p50_ms`` and ``p95_ms`` of a search for
        the best 50, and the same confined to a hundredth of the documents.
    """
    chance = np.random.default_rng(0)
    vectors = _unit(3 * chance.normal(size=dimension) + chance.normal(size=(count, dimension)))
    keys = [PassageKey(f"p{n}", f"d{n // _A_DOCUMENT}", f"h{n}") for n in range(count)]
    index = VectorIndex.create(folder / "vectors", "vectors-bench", "bench")
    began = time.perf_counter()
    index.add(keys, vectors)
    build_s = time.perf_counter() - began
    began = time.perf_counter()
    strays = index.unreachable(keys, vectors)
    check_s = time.perf_counter() - began
    near = _unit(vectors[:_QUESTIONS] + 0.5 * vectors[-1])
    documents = sorted({key.document_id for key in keys})[::100]
    waits = _waits(lambda n: index.nearest(near[n], _K), len(near))
    confined = _waits(lambda n: index.nearest(near[n], _K, documents), len(near))
    index.close()
    return {
        "vectors": count,
        "dimension": dimension,
        "build_s": round(build_s, 2),
        "check_s": round(check_s, 2),
        "strays": len(strays),
        "disk_mb": _megabytes(folder / "vectors"),
        **_quantiles("", waits),
        **_quantiles("confined_", confined),
    }


def _entry(number: int, text: str) -> Entry:
    folded = fold(text)
    return Entry(
        passage_id=f"p{number}",
        document_id=f"d{number // _A_DOCUMENT}",
        bigrams=bigrams(folded),
        words=words(folded),
        head=bigrams(folded[:_QUESTION_CHARS]),
    )


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled.astype(np.float32)


def _waits(work: Callable[[int], object], times: int) -> list[float]:
    """Return how many milliseconds each of ``times`` calls took."""
    waits = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        waits.append(1000 * (time.perf_counter() - began))
    return waits


def _quantiles(prefix: str, waits: Sequence[float]) -> dict[str, object]:
    return {
        f"{prefix}p50_ms": round(float(np.quantile(waits, 0.5)), 2),
        f"{prefix}p95_ms": round(float(np.quantile(waits, 0.95)), 2),
    }


def _megabytes(folder: Path) -> float:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return round(size / 1e6, 1)


def main(
    passages: Annotated[int, typer.Option(min=100, help="How many passages.")] = 20_000,
    length: Annotated[int, typer.Option(min=80, help="Characters of a passage.")] = 200,
    dimension: Annotated[int, typer.Option(min=8, help="Numbers of a vector.")] = 384,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """Measure the lexical index and the vector index."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_CORPUS.glob("*.txt"))]
    folder = Path(tempfile.mkdtemp())
    try:
        figures = {
            "words": measure_words(list(made_up(texts, passages, length)), folder),
            "vectors": measure_vectors(passages, dimension, folder),
        }
    finally:
        shutil.rmtree(folder)
    if as_json:
        typer.echo(json.dumps({**figures, "hardware": hardware()}, ensure_ascii=False, indent=2))
        return
    table = Table("index", "figure", "value")
    for name, of_one in figures.items():
        for figure, value in of_one.items():
            table.add_row(name, figure, f"{value:,}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
