"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rag.documents.markup import Element
from rag.documents.numerals import chinese, formal, letters, roman

_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_BY_NAME: Final[dict[str, tuple[Callable[[int], str], str]]] = {
    "decimal": (str, "."),
    "1": (str, "."),
    "a": (letters, "."),
    "A": (lambda number: letters(number).upper(), "."),
    "i": (roman, "."),
    "I": (lambda number: roman(number).upper(), "."),
    "decimal-leading-zero": (lambda number: f"{number:02}", "."),
    "lower-alpha": (letters, "."),
    "lower-latin": (letters, "."),
    "upper-alpha": (lambda number: letters(number).upper(), "."),
    "upper-latin": (lambda number: letters(number).upper(), "."),
    "lower-roman": (roman, "."),
    "upper-roman": (lambda number: roman(number).upper(), "."),
    "cjk-ideographic": (chinese, "、"),
    "cjk-decimal": (chinese, "、"),
    "simp-chinese-informal": (chinese, "、"),
    "trad-chinese-informal": (chinese, "、"),
    "simp-chinese-formal": (formal, "、"),
}
_LARGEST: Final = 3_999


class Numbering:
    """Counts the items of ordered lists, each list by itself."""

    def __init__(self) -> None:
        self._next: dict[Element, int] = {}

    def label(self, item: Element) -> str:
        """Return what stands before ``item``: its number, or nothing for a bullet."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = _number(item.get("value"))
        if number is None:
            number = self._next.get(parent)
        step = -1 if parent.get("reversed") is not None else 1
        if number is None:
            start = _number(parent.get("start"))
            count = sum(child.tag == "li" for child in parent)
            number = start if start is not None else count if step < 0 else 1
        self._next[parent] = number + step
        style = _STYLE.search(item.get("style", "")) or _STYLE.search(parent.get("style", ""))
        name = style[1].lower() if style else parent.get("type") or "decimal"
        if name == "none" or not 0 < number <= _LARGEST:
            return ""
        write, mark = _BY_NAME.get(name, (str, "."))
        return write(number) + mark


def _number(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value) else None
