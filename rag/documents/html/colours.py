"""Colours of words and of what they stand on."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from typing import Final, NamedTuple

from PIL import ImageColor

from rag.documents.html.lengths import pixels


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how far it covers, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)
LINK: Final = Colour(0, 0, 238)

_HEX: Final = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.I)
_PARTS: Final = re.compile(r"(rgb|hsl)a?\(\s*([^()]{1,80})\)", re.I)
_NUMBER: Final = re.compile(r"(\d{1,3}(?:\.\d{0,9})?|\.\d{1,9})(%|deg)?")
_TRANSPARENT: Final = Colour(0, 0, 0, 0)
_GROUND_WORD: Final = re.compile(r"[^\s,/()]+(?:\([^()]*\))?|[()]")
_GROUND_WORDS: Final = frozenset(
    "none repeat no-repeat repeat-x repeat-y space round scroll fixed local left right top bottom "
    "center cover contain auto border-box padding-box content-box text inherit initial unset "
    "revert".split()
)
_NEAR: Final = 16.0
FAINT: Final = 0.05
_COVERS: Final = 0.5


def colour_of(value: str) -> Colour | None:
    """Return the colour that a value names, or None where it is not to be told."""
    words = value.strip().lower()
    if words == "transparent":
        return _TRANSPARENT
    if words in ImageColor.colormap:
        return Colour(*ImageColor.getrgb(words)[:3])
    if found := _HEX.fullmatch(words):
        digits = found[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        r, g, b, *a = (float(int(digits[at : at + 2], 16)) for at in range(0, len(digits), 2))
        return Colour(r, g, b, a[0] / 255 if a else 1.0)
    if found := _PARTS.fullmatch(words):
        numbers = [_NUMBER.fullmatch(part) for part in re.split(r"[\s,/]+", found[2].strip())]
        if len(numbers) in (3, 4) and all(numbers):
            wholes = (255.0, 255.0, 255.0, 1.0) if found[1] == "rgb" else (360.0, 100.0, 100.0, 1.0)
            parts = [
                min(1.0, float(one[1]) / (100.0 if one[2] == "%" else whole))
                for one, whole in zip(numbers, wholes, strict=False)
                if one
            ]
            x, y, z, alpha = (*parts, 1.0)[:4]
            if found[1] == "hsl":
                x, y, z = hls_to_rgb(x, z, y)
            return Colour(x * 255, y * 255, z * 255, alpha)
    return None


def ground_of(value: str) -> Colour | None:
    """Return the colour of a background; None where it is not to be told, as under a picture."""
    colour = _TRANSPARENT
    for word in _GROUND_WORD.findall(value.lower()):
        if (named := colour_of(word)) is not None:
            colour = named
        elif word not in _GROUND_WORDS and pixels(word) is None:
            return None
    return colour


def covers(colour: Colour) -> bool:
    """Tell whether a background of this colour is what words on it stand on."""
    return colour.alpha >= _COVERS


def unseen(words: Colour, ground: Colour) -> bool:
    """Tell whether words of one colour cannot be made out on another."""
    if words.alpha < FAINT:
        return True
    pairs = zip(words[:3], ground[:3], strict=True)
    return max(abs(one - other) for one, other in pairs) * words.alpha < _NEAR
