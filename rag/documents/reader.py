"""What a module of ``rag.documents.formats`` has to offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of one format.

    Attributes:
        suffixes: Lower-case file suffixes with their dot, e.g. ``.txt``.
        read: Turns a file's bytes into its text, one paragraph or heading a line; raises
            a ``DocumentError`` for bytes it cannot read. What it returns need not be clean.
        sample: Bytes of a small file of the format, and the text read from it; the
            contract test of all formats asks for it.
    """

    suffixes: frozenset[str]
    read: Callable[[bytes], str]
    sample: Callable[[], tuple[bytes, str]]
