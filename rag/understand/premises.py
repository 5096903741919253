"""Questions that suppose something and want it confirmed; pure."""

from __future__ import annotations

import re
from typing import Final

_CONFIRMS: Final = re.compile(
    r"是不是|是否|对吗|对不对|没错吧|真的|确定|[吗吧么]\s*[?？。!！]*\s*\Z"
    r"|^(?:is|are|was|were|will|does|do|did|has|have)\b|\b(?:right|correct|true)\s*\?"
)
# What somebody says of his own case is no claim about the documents.
_OWN_CASE: Final = re.compile(r"我|俺|咱|本人|家里|\b(?:i|my|me|we|our)\b")
# 2021 is a year.
_ENGLISH_FIGURE: Final = re.compile(
    r"(?<![\w.,-])(?!(?:19|20)\d\d )\d[\d,]{0,12}(?:\.\d{1,4})?(?= [a-z])"
)


def wants_confirmed(folded: str) -> bool:
    """Tell whether a folded question wants to know if what it says is so."""
    return _CONFIRMS.search(folded) is not None and _OWN_CASE.search(folded) is None


def without_supposed(folded: str) -> str:
    """Return an English question that wants a figure confirmed as one that asks for it.

    Between two languages a figure is the plainest thing that texts share: 500 lifts would
    be looked for where 4000 of something else stand.
    """
    return _ENGLISH_FIGURE.sub("how many", folded) if wants_confirmed(folded) else folded
