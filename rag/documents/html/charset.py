"""The text of a page, by the encoding that it declares."""

from __future__ import annotations

import codecs
import re
from typing import Final

from rag.documents.decoding import decode
from rag.errors import UndecodableTextError

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,30})"""
    rb"""|\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:-]{2,30})""",
    re.I,
)
# Later standards hold the earlier ones, and pages say the earlier name.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_SURE: Final = 8


def decode_page(data: bytes) -> str:
    """Return the text of the page ``data``.

    A byte order mark goes before all, then UTF-8 where the bytes plainly are, then what
    the page declares. A page that declares nothing is read as plain text would be.

    Raises:
        UndecodableTextError: The bytes are not in the encoding declared, or it is not known.
    """
    text = _as_utf8(data)
    declared = _DECLARED.search(data[:4096])
    if text is not None or declared is None:
        return text or decode(data)
    name = (declared[1] or declared[2]).decode("ascii")
    try:
        encoding = codecs.lookup(name).name
        text = data.decode(_WIDER.get(encoding, encoding))
    except (LookupError, UnicodeDecodeError) as error:
        # Servers put a declaration of theirs on pages in UTF-8 or GB18030.
        try:
            return decode(data)
        except UndecodableTextError:
            raise UndecodableTextError(str(error), reason="uncertain") from error
    return text


def _as_utf8(data: bytes) -> str | None:
    """Return the text where ``data`` has a mark, or is UTF-8 with enough to tell."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if foreign >= _SURE else None
