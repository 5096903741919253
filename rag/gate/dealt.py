"""Figures given out in order, told one by one: 甲、乙分别为1个、2个 as 甲为1个,乙为2个; pure."""

from __future__ import annotations

import re
from typing import Final

# No character can go to two parts of these, so that no text is slow to read.
_FIGURE: Final = r"[0-9]++(?:[.,][0-9]++)*+[^、和,，;；。0-9分]{0,6}?"
_DEALT: Final = re.compile(
    rf"分别(?P<verb>[^0-9、,，;；。]{{0,8}})(?P<given>{_FIGURE}(?:[、和]{_FIGURE})+)"
    r"(?P<tail>的[^、,，;；。]{1,30}|以[上下内])?(?=$|[,，;；。])"
)
_BEFORE: Final = re.compile("[,，;；。：:]")
_PARTS: Final = re.compile("[、和]")


def told_apart(sentence: str) -> str:
    """Return a sentence with figures that it gives out in order beside what gets each.

    As it is where the figures are not as many as those that get them.
    """
    told, done = "", 0
    for dealt in _DEALT.finditer(sentence):
        # What it is given to stands after the last comma before it.
        before = _BEFORE.split(sentence[done : dealt.start()])[-1]
        to, given = _PARTS.split(before), _PARTS.split(dealt["given"])
        if all(to) and len(to) == len(given):
            verb, tail = dealt["verb"], dealt["tail"] or ""
            told += sentence[done : dealt.start() - len(before)]
            told += ",".join(f"{a}{verb}{b}{tail}" for a, b in zip(to, given, strict=True))
            done = dealt.end()
    return told + sentence[done:]
