"""A question that also asks when what it asks about is done; pure."""

from __future__ import annotations

import re
from typing import Final

_ASKS: Final = re.compile(r"多少|几|什么|哪|怎么|如何|\b(?:what|where|who|which|how)\b")
# Names nothing itself: 什么时候建好, and by when.
_TOO: Final = re.compile(
    "[,，;；?？。、 ]+(?:那|又|大概|预计)*(?:在|要|到|得)?"
    "(?:什么时候|什么时间|何时|啥时候?|几时|哪一?年|几月份?)(?:底|以?前)*(?:能|要|可以|才|会|得|给)*"
    "(?:[完建办弄搞做修盖交装改][完成好工付起定]?|实现|落实|到位)?[了的呢啊]*[?？。!！ ]*"
    r"|,? (?:and )?(?:by )?when(?: (?:will|should|must|are|is) (?:it|they|this|that|these)"
    r"(?: (?:to )?be)?(?: [a-z]{2,12})?)?[?. ]*"
)


def without_when(folded: str) -> tuple[str, bool]:
    """Return a folded question without what only asks when that is done, and if there was such.

    What it asks first is answered though no words say when; a day of its own is not looked
    for, as it would be found where anything else has one.
    """
    for found in re.finditer(r"[,，;；?？。、 ]+", folded):
        if _TOO.fullmatch(folded, found.start()) and _ASKS.search(folded, 0, found.start()):
            return folded[: found.start()].rstrip(), True
    return folded, False
