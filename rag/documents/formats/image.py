"""Scans and photographs of pages; ``rag.documents.scans`` reads them."""

from __future__ import annotations

import io

from rag.documents.reader import Reader, paged
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    from rag.documents.scans.document import read  # noqa: PLC0415  loads where it reads

    return read(data, limits)


def _sample() -> tuple[bytes, str]:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  only samples are drawn

    picture = Image.new("RGB", (900, 240), "white")
    font = ImageFont.load_default(size=48)
    ImageDraw.Draw(picture).text((60, 80), "HEATING 2024-11-15", fill="black", font=font)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue(), "HEATING 2024-11-15"


READER = Reader(
    suffixes=frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}),
    read=_read,
    sample=_sample,
    budget=paged,
    kinds=frozenset({"image"}),
)
