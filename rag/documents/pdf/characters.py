"""What the codes of a PDF's characters mean, where the font shows another sign for them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Radicals that fonts give in place of the characters they look like. Those of the block
# before them (⼀ for 一) Unicode itself takes for the same.
_RADICALS: Final = dict(
    zip(
        "⺗⺜⺝⺟⺠⺩⺮⺶⻁⻄⻅⻆⻉⻊⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "心日月母民王竹羊虎西见角贝足车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
UNKNOWN: Final = "\ufffd"
"""What stands for a character that nothing tells the meaning of; it may be a figure."""

_DROPPED: Final = frozenset({0x00, 0x02, 0xAD, 0xFFFE, 0xFEFF, 0x0A, 0x0D})
_SPACES: Final = frozenset({0x09, 0x20, 0xA0})
_MEANINGLESS: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
_FORMS: Final = (
    (0x2F00, 0x2FDF),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFB06),
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE48),
)
# Bullets of the fonts Symbol and Wingdings, at the places those fonts have in private use.
_BULLETS: Final = frozenset({0xF0B7, 0xF06C, 0xF06E, 0xF0A7, 0xF0D8, 0xF0FC, 0xF075, 0xF076})


@lru_cache(maxsize=8192)
def readable(code: int) -> str:
    """Return the text that a character stands for.

    It is empty where it stands for none: soft hyphens, line ends, bullets.
    """
    if code in _DROPPED or code in _BULLETS:
        return ""
    if code in _SPACES:
        return " "
    if code > 0x10FFFF or unicodedata.category(chr(code)) in _MEANINGLESS:
        return UNKNOWN
    character = chr(code)
    # Kangxi radicals, compatibility ideographs, Latin ligatures and vertical forms.
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", character)
    return _RADICALS.get(character, character)
