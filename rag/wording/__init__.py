"""Every sentence shown or sent to a person, in Chinese and English; one page for each audience.

A key names one sentence; ``say`` picks the language and fills in its values.
Documents' own words never stand here, and no other module spells a sentence.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Final

from rag.schemas import Language

__all__ = ["PAGES", "keys", "pattern", "say"]

PAGES: Final[tuple[dict[str, dict[Language, str]], ...]] = tuple(
    import_module(module.name).PAGE for module in pkgutil.iter_modules(__path__, f"{__name__}.")
)
"""The page of each module in this folder."""

_PAGE: Final = {key: entry for page in PAGES for key, entry in page.items()}


def say(key: str, language: Language = "zh", /, **values: object) -> str:
    """Return the sentence ``key`` in ``language`` with ``values`` filled in.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    return _PAGE[key][language].format(**values)


def pattern(key: str, language: Language = "zh", /) -> str:
    """Return the sentence ``key`` with its values still to be filled in, as ``{name}``.

    Raises:
        KeyError: There is no such sentence.
    """
    return _PAGE[key][language]


def keys() -> frozenset[str]:
    """Return every key, for the test that finds unused or missing ones."""
    return frozenset(_PAGE)
