"""How fast files are read, and taken in with all but their vectors.

``python -m eval.bench_files [--formats txt,docx,html,pdf] [--characters N] [--json]``. Texts are
the shipped ones over and over, in files of about 20,000 characters; one core does the work.
Under ``vectors``: what share of the time the embedding model itself takes where vectors are
made too, over texts that are all different, and how many characters a second it embeds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final
from unittest.mock import patch

from rich.console import Console

from eval.formats import WRITERS
from eval.hardware import hardware
from eval.run import CORPUS
from eval.training.data import readings
from rag.catalog import Catalog
from rag.documents import discover, load, load_file, read_text
from rag.embeddings.weights import FloatArray
from rag.index import Index
from rag.ingest import ingest
from rag.settings import Settings
from rag.workspace import Workspace

_FILE_CHARACTERS: Final = 20_000
_PASSAGES: Final = 60


def _written(folder: Path, suffix: str, characters: int) -> list[Path]:
    texts = [read_text(path) for path, _ in discover(CORPUS)]
    whole = "\n".join(texts)
    one = "\n".join([whole] * (_FILE_CHARACTERS // len(whole) + 1))
    data = one.encode() if suffix == "txt" else WRITERS[suffix](one)
    found: list[Path] = []
    for number in range(max(1, characters // len(one))):
        path = folder / f"{number}.{suffix}"
        path.write_bytes(data)
        found.append(path)
    return found


def measured(suffix: str, characters: int) -> dict[str, float]:
    """Return what one format takes.

    Megabytes are of UTF-8 text. ``*_core_minute`` counts the processor time of this
    process and of those that read for it, ``*_minute`` the time on the wall.
    """
    with tempfile.TemporaryDirectory() as temporary:
        paths = _written(Path(temporary), suffix, characters)
        load(paths[0], paths[0].name)  # starts the reading process
        began, cpu = perf_counter(), _cpu()
        files = [load_file(path, path.name) for path in paths]
        read_wall, read_cpu = perf_counter() - began, _cpu() - cpu
        began, cpu = perf_counter(), _cpu()
        _taken_in(Path(temporary))
        wall, whole_cpu = perf_counter() - began, _cpu() - cpu
    size = sum(len(file.document.text.encode()) for file in files) / 1e6
    pages = sum(len(file.document.pages) for file in files)
    paged = {
        "pages": pages,
        "pages_per_second": round(pages / read_wall, 1),
        "pages_per_core_second": round(pages / read_cpu, 1),
    }
    return {
        "files": len(files),
        "text_mb": round(size, 2),
        "read_mb_per_minute": round(size / read_wall * 60, 1),
        "read_mb_per_core_minute": round(size / read_cpu * 60, 1),
        "all_mb_per_minute": round(size / wall * 60, 1),
        "all_mb_per_core_minute": round(size / whole_cpu * 60, 1),
        **(paged if pages else {}),
    }


def _taken_in(folder: Path) -> None:
    """Take the files of ``folder`` in: catalog, clauses, ledger, index of words; no vectors."""
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data_dir=Path(data), embedding_provider="none")
        catalog = Catalog(settings.catalog_url)
        catalog.upgrade()
        with Index.open(settings, catalog, None) as index:
            ingest([folder], settings, catalog, index)
        catalog.dispose()


def with_vectors(characters: int) -> dict[str, float]:
    """Return what taking in costs with vectors, over passages written for training."""
    passages = list(dict.fromkeys(one.passage for one in readings("all")))
    with tempfile.TemporaryDirectory() as temporary:
        files, data = Path(temporary, "files"), Path(temporary, "data")
        files.mkdir()
        size, number = 0, 0
        while passages and size < characters:
            part, passages = passages[:_PASSAGES], passages[_PASSAGES:]
            text = "\n".join(f"({n})第{number}号。{one}" for n, one in enumerate(part, 1))
            Path(files, f"{number}.txt").write_text(text, encoding="utf-8")
            size, number = size + len(text), number + 1
        with Workspace.open(Settings(data_dir=data)) as workspace:
            encoder = workspace.encoder
            if encoder is None:
                raise SystemExit("the bundled model is not installed here")
            encoder.encode_passages(["预热"])
            spent = list[float]()
            lengths = list[int]()
            made = encoder.encode_passages

            def timed(texts: Sequence[str]) -> FloatArray:
                began = perf_counter()
                vectors = made(texts)
                spent.append(perf_counter() - began)
                lengths.append(sum(map(len, texts)))
                return vectors

            with patch.object(encoder, "encode_passages", timed):
                began = perf_counter()
                ingest([files], workspace.settings, workspace.catalog, workspace.index)
                whole = perf_counter() - began
    return {
        "characters": size,
        "embedding_share": round(sum(spent) / whole, 3),
        "embedded_characters_per_second": round(sum(lengths) / sum(spent)),
        "seconds": round(whole, 1),
    }


def _cpu() -> float:
    """Return processor seconds of this process and of the processes it reads files in."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            ticks += int(fields[11]) + int(fields[12])
    return process_time() + ticks / os.sysconf("SC_CLK_TCK")


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_files", description=__doc__)
    parser.add_argument("--formats", default="txt,docx,html,pdf")
    parser.add_argument("--characters", type=int, default=400_000)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    given = parser.parse_args(arguments)
    found: dict[str, object] = {"hardware": hardware()}
    for suffix in given.formats.split(","):
        found[suffix] = measured(suffix, given.characters)
    found["vectors"] = with_vectors(given.characters)
    if given.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        Console().print_json(data=found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
