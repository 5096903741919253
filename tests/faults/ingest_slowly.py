"""Ingests a folder with a small encoder, as a process of its own that a test can kill.

``python ingest_slowly.py DATA_FOLDER DOCUMENTS_FOLDER [SECONDS_PER_STEP]``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from pair_encoder import PairEncoder

from rag.catalog import Catalog
from rag.index import Index
from rag.ingest import ingest
from rag.settings import Settings
from rag.storage import DataDirectory


class SlowEncoder(PairEncoder):
    """Takes its time, so that a test can stop it half way."""

    seconds = 0.0

    def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:  # type: ignore[override]
        time.sleep(self.seconds)
        return super().encode_passages(texts)


def main(data: str, documents: str, seconds: str = "0") -> None:
    settings = Settings(_env_file=None, data_dir=Path(data), embedding_provider="none")
    encoder = SlowEncoder()
    encoder.seconds = float(seconds)
    with DataDirectory.own(settings.data_dir):
        print("owned", flush=True)  # noqa: T201
        catalog = Catalog(settings.catalog_url)
        catalog.upgrade()
        with Index.open(settings, catalog, encoder) as index:
            print("opened", flush=True)  # noqa: T201
            ingest([Path(documents)], settings, catalog, index)
        catalog.dispose()
    print("done", flush=True)  # noqa: T201


main(*sys.argv[1:])
