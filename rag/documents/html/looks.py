"""How words look where they stand, by what is declared of all that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from rag.documents.html.colours import (
    BLACK,
    FAINT,
    LINK,
    WHITE,
    Colour,
    colour_of,
    covers,
    ground_of,
    unseen,
)  # fmt: skip
from rag.documents.html.lengths import pixels

_INHERITED: Final = frozenset({"inherit", "unset", "currentcolor"})
_USUAL: Final = 16.0
# Pages that fit themselves to the window state sizes in parts of a root of up to this size.
_ROOT: Final = 100.0
_SMALLEST: Final = 4.0


class Look(NamedTuple):
    """How words in one element look.

    Attributes:
        colour, ground: Of the words and of what they stand on; None where not to be told.
        size: Of the words, in pixels.
        is_shown: Whether they are drawn at all.
        is_filled: Whether what they stand on is drawn in their place, inside of them.
    """

    colour: Colour | None = BLACK
    ground: Colour | None = WHITE
    size: float = _USUAL
    is_shown: bool = True
    is_filled: bool = False

    def within(self, style: Mapping[str, str], is_link: bool) -> Look:
        """Return the look of an element inside of this one, of which ``style`` is declared."""
        visibility = style.get("visibility")
        return Look(
            self._colour(style.get("color"), is_link),
            self._ground(style),
            self._size(style.get("font-size")),
            visibility in {"visible", "initial"}
            or (self.is_shown and visibility not in {"hidden", "collapse"}),
            self.is_filled or "text" in style.get("background-clip", "").split(),
        )

    @property
    def is_seen(self) -> bool:
        """Tell whether a reader sees the words."""
        if not self.is_shown or self.size < _SMALLEST:
            return False
        if self.colour is None:
            return True
        if self.ground is None:
            return self.colour.alpha >= FAINT or self.is_filled
        return not unseen(self.colour, self.ground)

    def _colour(self, value: str | None, is_link: bool) -> Colour | None:
        if value is None:
            return LINK if is_link else self.colour
        return self.colour if value in _INHERITED else colour_of(value)

    def _ground(self, style: Mapping[str, str]) -> Colour | None:
        names = ("background-image", "background-color")
        grounds = [ground_of(style[name]) for name in names if name in style]
        if None in grounds:
            return None
        own = grounds[-1] if grounds else None
        return own if own is not None and covers(own) else self.ground

    def _size(self, value: str | None) -> float:
        if value is None or value in _INHERITED:
            return self.size
        sizes = (
            pixels(word, em=self.size, rem=_ROOT, percent=self.size / 100)
            for word in re.split(r"[\s/]+", value)
            # A number alone states the weight.
            if word == "0" or not word.isdecimal()
        )
        return next((size for size in sizes if size is not None), _USUAL)
