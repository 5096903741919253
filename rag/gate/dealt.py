"""Figures given out in order, told one by one: 甲、乙分别为1个、2个 as 甲为1个,乙为2个; pure."""

from __future__ import annotations

import re
from typing import Final

_FIGURE: Final = r"[0-9][0-9.,]*[^、,，;；。0-9分]{0,6}?"
_DEALT: Final = re.compile(
    r"(?P<to>[^、,，;；。：:]{1,20}(?:[、和][^、,，;；。：:]{1,20}){1,7}?)(?P<end>的)?分别"
    rf"(?P<verb>[^0-9、,，;；。]{{0,8}})(?P<given>{_FIGURE}(?:[、和]{_FIGURE}){{1,7}})"
    r"(?P<tail>的[^、,，;；。]{1,30}|以[上下内])?(?=$|[,，;；。])"
)
_PARTS: Final = re.compile("[、和]")


def told_apart(sentence: str) -> str:
    """Return a sentence with figures that it gives out in order beside what gets each.

    As it is where the figures are not as many as those that get them.
    """
    return _DEALT.sub(_each, sentence)


def _each(dealt: re.Match[str]) -> str:
    to, given = _PARTS.split(dealt["to"]), _PARTS.split(dealt["given"])
    if len(to) != len(given):
        return dealt.group()
    verb, tail = dealt["verb"], dealt["tail"] or ""
    return ",".join(f"{one}{verb}{figure}{tail}" for one, figure in zip(to, given, strict=True))
