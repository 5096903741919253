"""Bytes to text, only where the encoding is certain."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from rag.errors import UndecodableTextError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # A UTF-32 mark begins with the UTF-16 one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What Chinese text in GB18030 is made of, punctuation and the letters of forms included.
_USUAL: Final = re.compile(
    "[\t\n\r\x20-\x7e\u00a0-\u00ff\u2010-\u203b\u2103\u2116\u2160-\u217b\u2190-\u21ff"
    "\u2200-\u22ff\u2460-\u249b\u2500-\u257f\u25a0-\u25ff\u3000-\u303f\u3220-\u3243"
    "\u3300-\u33ff\ufe30-\ufe4f\uff01-\uff5e\uffe0-\uffe5\u4e00-\u9fff]"
)


def decode(data: bytes) -> str:
    """Return the text of ``data``: by its byte order mark, else UTF-8, else GB18030.

    Almost any bytes decode as GB18030, so what comes of it has to look like Chinese:
    nearly all of it common characters, a fair part of them among those that GB2312
    ordered by use. A wrong reading of another encoding does not.

    Raises:
        UndecodableTextError: The bytes are no text, or in no encoding that is certain;
            ``reason`` says which.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UndecodableTextError(str(error), reason="uncertain") from error
            return _text_only(text)
    try:
        return _text_only(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text = _text_only(data.decode("gb18030"))
    except UnicodeDecodeError as error:
        raise UndecodableTextError(str(error), reason="uncertain") from error
    if not _plausibly_chinese(text):
        raise UndecodableTextError("not plausible as GB18030", reason="uncertain")
    return text


def _text_only(text: str) -> str:
    """Return ``text``, unless it is dense with control characters as only binary data is."""
    controls = len(_CONTROLS.findall(text))
    if controls > 8 and controls * 100 > len(text):
        raise UndecodableTextError(f"{controls} control characters", reason="binary")
    return text


def _plausibly_chinese(text: str) -> bool:
    foreign = [c for c in text if not c.isascii()]
    usual = len(_USUAL.findall("".join(foreign)))
    ideographs = [c for c in foreign if "\u4e00" <= c <= "\u9fff"]
    common = sum(1 for c in ideographs if _is_common(c))
    unassigned = sum(1 for c in foreign if unicodedata.category(c) in {"Cn", "Co", "Cs"})
    return (
        unassigned * 100 <= len(foreign)
        and usual * 100 >= len(foreign) * 95
        and common * 100 >= len(ideographs) * 80
        and len(ideographs) * 2 >= len(foreign)
    )


def _is_common(character: str) -> bool:
    """Tell whether GB2312 has the ideograph on its first level (rows 16 to 55)."""
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= encoded[0] <= 0xD7
