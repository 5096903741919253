"""Colours of words and of what they stand on."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how far it covers, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)
LINK: Final = Colour(0, 0, 238)

_NAMES: Final[dict[str, Colour]] = {
    "black": BLACK,
    "white": WHITE,
    "transparent": Colour(0, 0, 0, 0),
    "snow": Colour(255, 250, 250),
    "ivory": Colour(255, 255, 240),
    "ghostwhite": Colour(248, 248, 255),
    "floralwhite": Colour(255, 250, 240),
    "whitesmoke": Colour(245, 245, 245),
    "gray": Colour(128, 128, 128),
    "grey": Colour(128, 128, 128),
    "silver": Colour(192, 192, 192),
    "red": Colour(255, 0, 0),
    "maroon": Colour(128, 0, 0),
    "green": Colour(0, 128, 0),
    "blue": Colour(0, 0, 255),
    "navy": Colour(0, 0, 128),
    "yellow": Colour(255, 255, 0),
    "orange": Colour(255, 165, 0),
}
_HEX: Final = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.I)
_PARTS: Final = re.compile(r"rgba?\(\s*([^()]{1,80})\)", re.I)
_NUMBER: Final = re.compile(r"(\d{1,3}(?:\.\d{0,9})?|\.\d{1,9})(%?)")
_NEAR: Final = 16.0
_FAINT: Final = 0.05
_COVERS: Final = 0.5


def colour_of(value: str) -> Colour | None:
    """Return the colour that a value names, or None where it is not to be told."""
    words = value.strip().lower()
    if words in _NAMES:
        return _NAMES[words]
    if found := _HEX.fullmatch(words):
        digits = found[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        r, g, b, *a = (float(int(digits[at : at + 2], 16)) for at in range(0, len(digits), 2))
        return Colour(r, g, b, a[0] / 255 if a else 1.0)
    if found := _PARTS.fullmatch(words):
        numbers = [_NUMBER.fullmatch(part) for part in re.split(r"[\s,/]+", found[1].strip())]
        if len(numbers) in (3, 4) and all(numbers):
            r, g, b, *a = (_amount(one, at == 3) for at, one in enumerate(numbers) if one)
            return Colour(r, g, b, a[0] if a else 1.0)
    return None


def _amount(number: re.Match[str], is_alpha: bool) -> float:
    amount = float(number[1])
    if number[2]:
        amount *= 0.01 if is_alpha else 2.55
    return amount


def ground_of(value: str) -> Colour | None:
    """Return the colour of a background; None where a picture may lie on it."""
    if "(" in value and not _PARTS.search(value):
        return None
    if "url(" in value.lower() or "gradient(" in value.lower():
        return None
    whole = colour_of(value)
    parts = (colour_of(part) for part in re.split(r"\s+(?![^()]*\))", value.strip()))
    return whole or next((part for part in parts if part is not None), Colour(0, 0, 0, 0))


def covers(colour: Colour) -> bool:
    """Tell whether a background of this colour is what words on it stand on."""
    return colour.alpha >= _COVERS


def unseen(words: Colour, ground: Colour) -> bool:
    """Tell whether words of one colour cannot be made out on another."""
    if words.alpha < _FAINT:
        return True
    pairs = zip(words[:3], ground[:3], strict=True)
    return max(abs(one - other) for one, other in pairs) * words.alpha < _NEAR
