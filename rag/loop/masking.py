"""Taking personal data out of words before they are kept; pure."""

from __future__ import annotations

import re
from typing import Final

from rag.text import clean, fold_with_offsets

MASK: Final = "***"

# Digits set apart as people write them belong together. Ten or more are a telephone, an
# identity card or a bank card; seven to nine a telephone or a passport, unless they read
# as a day, or a unit of measure makes a figure of them.
_LONG: Final = re.compile(r"\+?[0-9](?:[ \-_.·()]{0,2}[0-9]){9,}x?")
_SHORT: Final = re.compile(
    r"(?<![0-9.])(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9]))"
    r"[a-z]{0,2}[0-9]{3,4}[ \-]?[0-9]{4,5}(?![0-9.]|[ ]?[元万亿人户个家套座米%])"
)
_SPELT: Final = re.compile(r"[零〇一二三四五六七八九幺0-9]{10,}")
_MAIL: Final = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·\- ]?[a-z0-9]{5,6}"
    r"(?![a-z0-9])"
)
_KINDS: Final = (_MAIL, _LONG, _SPELT, _SHORT, _PLATE)


def masked(text: str, longest: int) -> str:
    """Return ``text`` on one line, cut to ``longest`` characters, personal data masked.

    Telephone, identity card, bank card, passport and plate numbers and mail addresses
    give way to asterisks, in whatever width or script their digits are. Names cannot be
    told from other words, and stay.
    """
    line = " ".join(clean(text).split())
    for kind in _KINDS:
        folded = fold_with_offsets(line)
        for found in reversed(list(kind.finditer(folded.text))):
            span = folded.span(found.start(), found.end())
            line = line[: span.start] + MASK + line[span.end :]
    return line[:longest]
