"""The names of WordprocessingML, whichever of its two namespaces a file is written in."""

from __future__ import annotations

from rag.documents.markup import Element


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """Return what the path of ``names`` leads to, or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name without namespace."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def number(element: Element | None, name: str = "val") -> int | None:
    """Return an attribute that is a whole number, else None."""
    found = value(element, name)
    try:
        return int(found) if found is not None and len(found) < 10 else None
    except ValueError:
        return None


def is_on(element: Element | None) -> bool:
    """Tell whether a switch is there, and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}
