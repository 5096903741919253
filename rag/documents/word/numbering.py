"""The numbers that Word puts before paragraphs, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rag.documents.markup import Element
from rag.documents.numerals import (
    branch,
    chinese,
    circled,
    digit_by_digit,
    formal,
    letters,
    roman,
    stem,
)
from rag.documents.word.names import child, is_on, local, number, value
from rag.documents.word.styles import Styles

_WRITTEN: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "chineseLegalSimplified": formal,
    "ideographLegalTraditional": formal,
    "ideographTraditional": stem,
    "ideographZodiac": branch,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "ideographEnclosedCircle": lambda n: f"({chinese(n)})",
    # The one character that Word draws is spelt out, so that it reads like others.
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "numberInDash": lambda n: f"-{n}-",
}
_PLACE: Final = re.compile("%([1-9])")
_LEVELS: Final = 9
_LARGEST: Final = 9_999


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    written: str = "decimal"
    pattern: str = ""
    start: int = 1
    plain: bool = False
    restart: int | None = None
    style: str = ""


class Numbering:
    """The lists of one file, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._levels: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstract[value(element, "abstractNumId") or ""] = element
            elif local(element) == "num":
                self._numbers[value(element, "numId") or ""] = element

    def label(self, properties: Element | None) -> str:
        """Count a paragraph with these properties, and return the number before it.

        Empty where it has none, or a bullet.
        """
        found = self._numbered(properties)
        if found is None:
            return ""
        name, level = found
        list_name, levels = self._list(name)
        if level not in levels:
            return ""
        counters = self._counters.setdefault(list_name, {})
        self._count(name, level, levels, counters)
        return _written(level, levels, counters)

    def _numbered(self, properties: Element | None) -> tuple[str, int] | None:
        """Return the list and level of a paragraph: its own, or what its style brings."""
        style = self._styles.of(properties)
        own = child(properties, "numPr")
        by_style = self._styles.numbering(style)
        name = value(child(own, "numId"))
        level = number(child(own, "ilvl"))
        if name is None and by_style is not None:
            name, named_by, brought = by_style
            if level is None:
                _, levels = self._list(name)
                linked = (depth for depth, one in levels.items() if one.style == named_by)
                level = next(linked, brought)
        if name is None or name == "0" or name not in self._numbers:
            return None
        return name, min(max(0, level or 0), _LEVELS - 1)

    def _count(
        self, name: str, level: int, levels: Mapping[int, _Level], counters: dict[int, int]
    ) -> None:
        override = self._start_override(name, level)
        if override is not None and (name, level) not in self._begun:
            counters[level] = min(override, _LARGEST)
        elif level in counters:
            counters[level] = min(counters[level] + 1, _LARGEST)
        else:
            counters[level] = levels[level].start
        self._begun.add((name, level))
        for deeper in [depth for depth in counters if depth > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counters[deeper]

    def _start_override(self, name: str, level: int) -> int | None:
        for override in self._numbers[name]:
            if local(override) == "lvlOverride" and number(override, "ilvl") == level:
                return number(child(override, "startOverride"))
        return None

    def _list(self, name: str) -> tuple[str, dict[int, _Level]]:
        """Return the list that counts for ``name``, and its levels."""
        if name not in self._levels:
            self._levels[name] = self._read_list(name)
        return self._levels[name]

    def _read_list(self, name: str) -> tuple[str, dict[int, _Level]]:
        element = self._numbers.get(name)
        list_name = value(child(element, "abstractNumId")) or ""
        abstract = self._abstract.get(list_name)
        linked = value(child(abstract, "numStyleLink"))
        if linked:
            # The style names another list, which holds the levels.
            brought = self._styles.numbering(linked)
            other = self._numbers.get(brought[0]) if brought else None
            list_name = value(child(other, "abstractNumId")) or list_name
            abstract = self._abstract.get(list_name)
        levels = {
            number(level, "ilvl") or 0: _level(level)
            for level in (abstract if abstract is not None else ())
            if local(level) == "lvl"
        }
        for override in element if element is not None else ():
            replaced = child(override, "lvl") if local(override) == "lvlOverride" else None
            if replaced is not None:
                levels[number(override, "ilvl") or 0] = _level(replaced)
        return list_name, levels


def _level(element: Element) -> _Level:
    start = number(child(element, "start"))
    return _Level(
        written=value(child(element, "numFmt")) or "decimal",
        pattern=value(child(element, "lvlText")) or "",
        start=1 if start is None else min(start, _LARGEST),
        plain=is_on(child(element, "isLgl")),
        restart=number(child(element, "lvlRestart")),
        style=value(child(element, "pStyle")) or "",
    )


def _written(level: int, levels: Mapping[int, _Level], counters: Mapping[int, int]) -> str:
    own = levels[level]
    if own.written == "bullet":
        return ""

    def one(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        kind = levels.get(depth, _Level())
        if kind.written in {"none", "bullet"}:
            return ""
        count = counters.get(depth, kind.start)
        write = str if own.plain else _WRITTEN.get(kind.written, str)
        return write(count) if count > 0 else str(count)

    return _PLACE.sub(one, own.pattern).strip()
