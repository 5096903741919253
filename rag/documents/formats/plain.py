"""Plain text, in whatever encoding ``rag.documents.decoding`` is certain of."""

from __future__ import annotations

from rag.documents.decoding import decode
from rag.documents.reader import Reader
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    del limits  # the bytes bound the text
    return FileText(text=decode(data))


def _sample() -> tuple[bytes, str]:
    text = "关于做好供暖工作的通知\n一、总体要求\n(一)按时供暖。11月15日前全部供暖。\n"
    return text.replace("\n", "\r\n").encode("gb18030"), text


READER = Reader(suffixes=frozenset({".txt", ".text"}), read=_read, sample=_sample)
