"""Readers by suffix, found in ``rag.documents.formats``."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from rag.documents import formats
from rag.documents.reader import Reader


@cache
def readers() -> Mapping[str, Reader]:
    """Return the reader of each suffix.

    Raises:
        TypeError: A format module has no ``READER``, or two claim one suffix.
    """
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(formats.__path__, f"{formats.__name__}."):
        reader = getattr(import_module(module.name), "READER", None)
        if not isinstance(reader, Reader) or reader.suffixes & found.keys():
            raise TypeError(f"{module.name}: READER is missing, or claims a taken suffix")
        found |= dict.fromkeys(reader.suffixes, reader)
    return MappingProxyType(found)


def suffixes() -> frozenset[str]:
    """Return the file suffixes that can be read, lower-case and with their dot."""
    return frozenset(readers())
