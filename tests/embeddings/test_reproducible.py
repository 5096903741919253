"""The graphs that are built are the same however many threads the machine has to give."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

_BUILD = """
import sys
from pathlib import Path
from rag.embeddings import open_embeddings
from rag.reader import open_reader
from rag.settings import Settings

threads = int(sys.argv[2])
settings = Settings(_env_file=None, data_dir=Path(sys.argv[1]), embedding_threads=threads)
open_embeddings(settings)
open_reader(settings, lambda term: 1.0)
"""


def built(folder: Path, threads: int) -> dict[str, str]:
    """Build the graphs in a process of its own; return the hash of each file by its name."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": str(threads)}
    command = [sys.executable, "-c", _BUILD, str(folder), str(threads)]
    subprocess.run(command, check=True, env=environment)
    graphs = sorted((folder / "models").rglob("*.onnx"))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in graphs}


def test_threads_change_no_graph(tmp_path: Path) -> None:
    one = built(tmp_path / "one", 1)
    assert len(one) == 3
    assert built(tmp_path / "two", 2) == one
