"""Tables of separated values; ``rag.documents.sheets`` reads them."""

from __future__ import annotations

from rag.documents.reader import Reader, office
from rag.documents.sheets.separated import read


def _sample() -> tuple[bytes, str]:
    source = "项目,数量,时限\r\n换热站,3个,11月15日前\r\n"
    return source.encode("gb18030"), "项目：换热站；数量：3个；时限：11月15日前。"


READER = Reader(
    suffixes=frozenset({".csv", ".tsv"}),
    read=read,
    sample=_sample,
    budget=office,
)
