"""The regions that questions to learn from are about, under every name they are asked by."""

from __future__ import annotations

from pathlib import Path

from rag.documents import read_manifest
from rag.schemas import DocumentMeta
from rag.understand.places import Gazetteer

REGIONS = (
    *(
        meta
        for folder in ("corpus", "eval/fitting/documents")
        for meta in read_manifest(Path(folder)).values()
    ),
    DocumentMeta(title="", region="青溪区", region_aliases=("青溪",)),
    DocumentMeta(title="", region="河口县", region_aliases=("河口",)),
)
"""What the manifests say of the documents asked of, and two regions that only wordings name."""

NAMES = sorted({name for meta in REGIONS for name in (meta.region, *meta.region_aliases) if name})
GAZETTEER = Gazetteer(REGIONS)
