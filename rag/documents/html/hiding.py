"""Which declarations take an element out of sight with all that is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rag.documents.html.lengths import pixels

Style = Mapping[str, str]
"""What is declared of an element, by property, in small letters."""

_VALUES: Final = {"display": "none", "mso-hide": "all", "content-visibility": "hidden"}
# Centred things are moved by less, to be moved back.
_FAR: Final = -500.0
_SMALLEST: Final = 4.0
_FAINTEST: Final = 0.1
_SIDES: Final = (
    ("left", "margin-left", "padding-left", "text-indent"),
    ("top", "margin-top", "padding-top"),
    ("right",),
    ("bottom",),
)
_PLACED: Final = frozenset({"left", "right", "top", "bottom"})
_SCALE: Final = re.compile(r"scale(?:x|y|3d)?\(([^()]*)\)")
_SHAPE: Final = re.compile(r"(rect|inset)\(([^()]*)\)")


def hides(style: Style, is_cell: bool) -> bool:
    """Tell whether nothing is seen of an element of which ``style`` is declared.

    Args:
        style: What is declared.
        is_cell: Whether it is a cell of a table, which grows with its words.
    """
    return (
        any(style.get(name) == value for name, value in _VALUES.items())
        or "line-through" in style.get("text-decoration-line", "")
        or _part(style.get("opacity")) < _FAINTEST
        or any(_part(one.strip()) < _FAINTEST for one in _scales(style))
        or _is_cut_away(style.get("clip", ""))
        or _is_cut_away(style.get("clip-path", ""))
        or (not is_cell and _has_no_room(style))
        or any(sum(_moved(style, name) for name in side) <= _FAR for side in _SIDES)
    )


def _part(value: str | None) -> float:
    """Return a part of one; the whole where it is not to be told."""
    part = pixels(value, percent=0.01)
    return 1.0 if part is None else abs(part)


def _scales(style: Style) -> list[str]:
    return [one for found in _SCALE.findall(style.get("transform", "")) for one in found.split(",")]


def _is_cut_away(value: str) -> bool:
    """Tell whether a shape leaves nothing to be seen of what it is cut to."""
    found = _SHAPE.fullmatch(value)
    sides = [pixels(one) for one in re.findall(r"[^\s,]+", found[2])] if found else []
    known = [side for side in sides if side is not None]
    if found is None or not known or len(known) < len(sides):
        return False
    top, right, *rest = known if len(known) > 1 else known * 2
    bottom = rest[0] if rest else top
    left = rest[1] if len(rest) > 1 else right
    if found[1] == "rect":
        return min(bottom - top, right - left) < _SMALLEST
    return max(top + bottom, left + right) >= -2 * _FAR


def _has_no_room(style: Style) -> bool:
    """Tell whether an element is cut off at a width or height of next to nothing."""
    return style.get("overflow") in {"hidden", "clip"} and any(
        room is not None and max(room, pixels(style.get(f"min-{axis}")) or 0.0) < _SMALLEST
        for axis in ("width", "height")
        # What shares out the room of a line has more than the width it states.
        if axis == "height" or "flex" not in style
        for room in (pixels(style.get(axis)), pixels(style.get(f"max-{axis}")))
    )


def _moved(style: Style, name: str) -> float:
    """Return how far one property moves an element's words, in pixels."""
    value = style.get(name, "")
    if name in _PLACED and style.get("position") == "static":
        return 0.0
    # Columns side by side are moved by their own width, to where they are seen.
    if name.startswith("margin") and value.endswith("%"):
        return 0.0
    return pixels(value) or 0.0
