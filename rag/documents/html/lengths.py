"""Lengths in style sheets."""

from __future__ import annotations

import re
from typing import Final

_LENGTH: Final = re.compile(r"([-+]?(?:\d++(?:\.\d*+)?|\.\d++))([a-z]*|%)")
_UNITS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945,
    "ex": 8.0, "ch": 8.0, "vw": 10.0, "vh": 10.0, "vmin": 10.0, "vmax": 10.0,
}  # fmt: skip


def pixels(
    value: str | None, em: float = 16.0, rem: float = 16.0, percent: float = 10.0
) -> float | None:
    """Return a length in pixels, or None where it is not to be told.

    Pages in the old way leave out the unit. A window is taken to be of usual size.

    Args:
        value: A number and its unit, in small letters.
        em: What one comes to; that of words of usual size unless told otherwise.
        rem: The same of the page's root.
        percent: What one comes to.
    """
    found = _LENGTH.fullmatch(value or "")
    if found is None:
        return None
    unit = (_UNITS | {"em": em, "rem": rem, "%": percent}).get(found[2])
    return None if unit is None else float(found[1]) * unit
