"""What is said of pages that were recognised."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from rag.documents.scans.page import Scan
from rag.schemas import FileNotice

_DOUBTFUL: Final = 0.9


def scan_notices(scans: Collection[Scan]) -> tuple[FileNotice, ...]:
    """Return the notices of a file of which ``scans`` are the recognised pages."""
    if not scans:
        return ()
    mean = sum(scan.confidence for scan in scans) / len(scans)
    found = [
        FileNotice(
            key="file.scanned",
            values={"count": str(len(scans)), "percent": f"{mean * 100:.0f}"},
        )
    ]
    doubtful = [
        str(scan.page.number + 1)
        for scan in scans
        if scan.page.pieces and scan.confidence < _DOUBTFUL
    ]
    if doubtful:
        found.append(FileNotice(key="file.doubtful", values={"pages": ", ".join(doubtful)}))
    return tuple(found)
