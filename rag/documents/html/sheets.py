"""The text of style sheets, taken apart in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import Final

from rag.documents.html.lengths import pixels

# Each of these ends at the end of the sheet, where nothing else ends it.
_TOKEN: Final = re.compile(
    r"/\*.*?(?:\*/|\Z)|<!--|-->|url\((?!\s*[\"'])[^)]*\)?"
    r"|\"(?:[^\"\\\n]|\\.)*+[\"\n]?|'(?:[^'\\\n]|\\.)*+['\n]?",
    re.DOTALL | re.I,
)
_STRUCTURE: Final = re.compile(r"[{};]")
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|([^\W\d]|-))", re.I)
_AT: Final = re.compile(r"@([\w-]+)(.*)", re.DOTALL)
_FEATURE: Final = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:([^()]*)\)")
# No value that is read goes on for longer, pictures left out.
_LONGEST: Final = 500
_WINDOW: Final = {"width": 1280.0, "height": 800.0}
_MEDIA: Final = frozenset(
    ["", "all", "screen", "only all", "only screen", "not print", "not speech"]
)
# Which properties each declared one sets, of those that tell whether words are seen.
_SETS: Final = {name: (name,) for name in (
    "display", "visibility", "content-visibility", "mso-hide", "opacity", "position", "overflow",
    "left", "right", "top", "bottom", "margin-left", "margin-top", "padding-left", "padding-top",
    "text-indent", "text-decoration-line", "clip", "clip-path", "transform", "flex", "color",
    "width", "min-width", "max-width", "height", "min-height", "max-height", "font-size",
    "background-color", "background-image", "background-clip",
)} | {
    "background": ("background-color", "background-image", "background-clip"),
    "font": ("font-size",),
    "text-decoration": ("text-decoration-line",),
    "overflow-x": ("overflow",),
    "overflow-y": ("overflow",),
    "flex-grow": ("flex",),
    "-webkit-background-clip": ("background-clip",),
    "-webkit-clip-path": ("clip-path",),
    "-webkit-transform": ("transform",),
    "-ms-transform": ("transform",),
}  # fmt: skip


def cleaned(text: str) -> str:
    """Return declarations or a sheet without comments, escapes, and marks inside of strings."""
    return _ESCAPE.sub(_meant, _TOKEN.sub(_without_structure, text))


def _without_structure(found: re.Match[str]) -> str:
    token = found[0]
    if token[0] in "\"'":
        return _STRUCTURE.sub("", token)
    return "url()" if token[0] in "uU" else ""


def _meant(found: re.Match[str]) -> str:
    """Return the letter that an escape stands for; other signs would be taken for structure."""
    if found[2]:
        return found[2]
    code = int(found[1], 16)
    letter = chr(code) if code < 0x110000 else ""
    return letter if letter.isalnum() or letter in ("-", "_") else found[0]


def rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that holds on a screen.

    Rules inside of other rules are left out.
    """
    text = cleaned(sheet)
    last = 0
    # Of each open block its selectors, None where it holds rules, and whether it is read.
    opened: list[tuple[str | None, bool]] = [(None, True)]
    for found in re.finditer("[{}]", text):
        if found[0] == "}" and len(opened) == 1:
            continue  # It spoils the rule that comes next.
        words, last = text[last : found.start()], found.end()
        selectors, is_read = opened[-1]
        if found[0] == "}":
            opened.pop()
        elif selectors is None:
            opened.append(_block(words, is_read))
            continue
        else:
            opened.append(("", False))
            words = words.rpartition(";")[0]
        if selectors and is_read:
            yield selectors, words
    selectors, is_read = opened[-1]
    if selectors and is_read:
        yield selectors, text[last:]


def _block(words: str, is_read: bool) -> tuple[str | None, bool]:
    """Return what a block is by the words before it, which statements may stand before."""
    *statements, own = words.split(";")
    left = dropwhile(lambda part: part.lstrip().startswith("@"), statements)
    before = ";".join([*left, own]).strip()
    found = _AT.match(before.lower())
    if found is None:
        return before, is_read
    holds = {
        "media": on_screen(found[2]),
        "supports": "not" not in found[2],
        "layer": True,
    }
    return None, is_read and holds.get(found[1], False)


def on_screen(queries: str) -> bool:
    """Tell whether a list of media queries holds on a screen of usual size."""
    return any(
        all(_fits(part.strip()) for part in re.split(r"\band\b", query))
        for query in queries.split(",")
    )


def _fits(part: str) -> bool:
    found = _FEATURE.fullmatch(part)
    if found is None:
        return " ".join(part.split()) in _MEDIA
    limit = pixels(found[3].strip())
    if limit is None:
        return False
    return limit <= _WINDOW[found[2]] if found[1] == "min" else limit >= _WINDOW[found[2]]


def declarations(body: str) -> dict[tuple[str, bool], str]:
    """Return the last value of each property, and of each marked as important, by that."""
    found: dict[tuple[str, bool], str] = {}
    for part in body.split(";"):
        name, _, value = part.partition(":")
        words, bang, _ = value.strip().lower().partition("!")
        for property_ in _SETS.get(name.strip().lower(), ()):
            found[property_, bool(bang)] = words.strip()[:_LONGEST]
    return found
