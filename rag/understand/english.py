"""Follow-ups in English: another thing, or another question, in the frame of the one before.

All take and return text folded by ``rag.text.fold``.
"""

from __future__ import annotations

import re
from typing import Final

from rag.understand.cues import POINTER
from rag.understand.places import Gazetteer

_THING: Final = re.compile(
    r"\bhow (?:many|much)\s+(?P<counted>(?!is\b|are\b|will\b|does\b)[a-z' -]+?)\s+"
    r"(?=will|does|do|did|is|are|has|have|can|should|would|in)\b"
    r"|\b(?:what|how much|when|where|who|which \w+) (?:is|are|will|was|were)"
    r"(?: in charge of)? (?:the )?(?P<named>[a-z' -]+?)"
    r"(?=(?: target| plan| goal| rate| subsidy| number)?(?: in | for | of | be |[?]|$))"
    r"|\b(?:what|how) (?:does|do|will|is|can) .*?"
    r"(?: plan for| do for| do about| say about| build| install| add| renovate) "
    r"(?P<done>[a-z' -]+?)(?=[?]|$)"
)
_ASKS: Final = re.compile(r"\b(?:what|when|where|who|which|how|is|are|does|do|will|can|has|have)\b")


def english_follow_up(core: str, before: str, gazetteer: Gazetteer) -> str:
    """Return a turn made whole from an English question before it; empty where it is not.

    Args:
        core: The turn without its joining words.
        before: The question before, whole.
        gazetteer: Every region's names.
    """
    mentions = gazetteer.mentions(core)
    names = [core[start:end] for _, start, end in mentions]
    place = names or [before[start:end] for _, start, end in gazetteer.mentions(before)]
    where = f" in {place[0]}" if place else ""
    frame = _THING.search(before)
    then = next((g for g in ("counted", "named", "done") if frame and frame[g]), "")
    rest = re.sub(r"\b(?:in|of|for|there)\s*$", "", gazetteer.strip(core).strip(" ?.,")).strip()
    if _ASKS.search(rest):
        thing = frame[then].strip() if frame and then else ""
        pointed = POINTER.sub(thing, rest) if thing else rest
        return f"{pointed}{where}?" if place else f"{pointed}?"
    if frame is None or not then:
        return f"{rest}{where}"
    swapped = f"{before[: frame.start(then)]}{rest}{before[frame.end(then) :]}"
    found = gazetteer.mentions(swapped)
    if names and found:
        _, start, end = found[0]
        swapped = f"{swapped[:start]}{names[0]}{swapped[end:]}"
    return swapped
