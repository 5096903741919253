"""Questions that suppose something and want it confirmed; pure."""

from __future__ import annotations

import re
from typing import Final

_CONFIRMS: Final = re.compile(
    r"是不是|是否|对吗|对不对|没错吧|真的|确定|(?:[吗吧]|(?<![什怎多那这])么)[\s?？。!！]*+\Z"
    r"|^(?:is|are|was|were|will|does|do|did|has|have)\b|\b(?:right|correct|true)\s*\?"
)
_ADDRESSED: Final = re.compile(r"(?:请?告诉|问|给|帮)我|我们?[区市县]|\b(?:tell|show) me\b")
# What somebody says of his own case is no claim about the documents.
_OWN_CASE: Final = re.compile(r"我|俺|咱|本人|家里|\b(?:i|my|me|we|our)\b")
_ENGLISH_FIGURE: Final = re.compile(
    r"(?P<bounds>\b(?:under|over|above|below|within|section|chapter|article|no|phase|aged?) )?"
    r"(?<![\w.,-])(?!(?:19|20)\d\d )\d[\d,]{0,12}(?:\.\d{1,4})?(?= [a-z])"
)
"""A figure before a noun that is no year; what bounds or numbers something stays."""


def wants_confirmed(folded: str) -> bool:
    """Tell whether a folded question wants to know if what it says is so."""
    own_case = _OWN_CASE.search(_ADDRESSED.sub("", folded))
    return _CONFIRMS.search(folded) is not None and own_case is None


def without_supposed(folded: str) -> str:
    """Return an English question that wants a figure confirmed as one that asks for it.

    Between two languages a figure is the plainest thing that texts share: 500 lifts would
    be looked for where 4000 of something else stand.
    """
    if not wants_confirmed(folded):
        return folded
    return _ENGLISH_FIGURE.sub(lambda m: m.group() if m["bounds"] else "how many", folded)
