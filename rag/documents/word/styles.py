"""What the styles of a Word file say of paragraphs: their numbering, and whether they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rag.documents.markup import Element
from rag.documents.word.names import child, is_on, local, number, value

_LONGEST_CHAIN: Final = 20
_CONTENTS: Final = re.compile(r"toc(?: heading|\s*[0-9])|table of (?:contents|figures)", re.I)
# Half points; nobody reads letters of two points.
_UNREADABLE: Final = 4


class Styles:
    """The styles of one file, by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._hiding: dict[str, bool] = {}
        for style in root if root is not None else ():
            identity = value(style, "styleId")
            if local(style) == "style" and identity:
                self._styles[identity] = style
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                    self._default = identity

    def of(self, properties: Element | None) -> str:
        """Return the id of a paragraph's style."""
        return value(child(properties, "pStyle")) or self._default

    def chain(self, identity: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = value(child(style, "basedOn")) or ""

    def numbering(self, identity: str) -> tuple[str, str, int] | None:
        """Return the numbering a style brings: its id, the style that names it, the level."""
        for style in self.chain(identity):
            properties = child(style, "pPr", "numPr")
            if properties is not None:
                level = number(child(properties, "ilvl")) or 0
                named = value(child(properties, "numId"))
                if named is not None:
                    return named, value(style, "styleId") or "", level
        return None

    def is_contents(self, identity: str) -> bool:
        """Tell whether a style is that of a table of contents."""
        names = (value(child(style, "name")) or "" for style in self.chain(identity))
        return any(_CONTENTS.match(name) for name in names)

    def hides(self, identity: str | None) -> bool:
        """Tell whether what has this style is hidden."""
        if not identity:
            return False
        if identity not in self._hiding:
            self._hiding[identity] = any(
                is_on(child(style, "rPr", "vanish")) for style in self.chain(identity)
            )
        return self._hiding[identity]


def unseen(properties: Element | None, *, on_paper: bool) -> bool | None:
    """Tell whether the properties of a run hide it; None where they do not say.

    Args:
        properties: The run's own.
        on_paper: Whether nothing but white paper lies behind it.
    """
    if properties is None:
        return None
    vanish = child(properties, "vanish")
    if vanish is not None:
        return is_on(vanish)
    if is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
        return True
    size = number(child(properties, "sz"))
    if size is not None and size <= _UNREADABLE:
        return True
    colour = (value(child(properties, "color")) or "").upper()
    shaded = any(child(properties, name) is not None for name in ("shd", "highlight"))
    return True if colour == "FFFFFF" and on_paper and not shaded else None
