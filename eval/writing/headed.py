"""A text by its lines, with the numbers that head them."""

from __future__ import annotations

from dataclasses import dataclass

from rag.clauses.labels import Label, Style, labels

_WRITTEN = (Style.COMMA, Style.PARENTHESES, Style.DIGITS)
"""Styles of numbering that stand at line starts, from the outside in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text.

    Attributes:
        words: What stands after its number.
        label: Its number as printed, or empty.
        number: What it counts.
        level: How deep that numbering is, from 0; -1 without number.
    """

    words: str
    label: str = ""
    number: int = 0
    level: int = -1


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text``."""
    heads: dict[int, Label] = {
        label.start: label
        for label in labels(text)
        if label.at_line_start and label.style in _WRITTEN
    }
    found: list[Line] = []
    at = 0
    for words in text.split("\n"):
        label = heads.get(at)
        if label is None:
            found.append(Line(words))
        else:
            level = _WRITTEN.index(label.style)
            after = words[label.end - at :]
            found.append(Line(after, words[: label.end - at], label.number, level))
        at += len(words) + 1
    return found
