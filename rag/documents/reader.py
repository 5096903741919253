"""What a module of ``rag.documents.formats`` has to offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rag.schemas import FileLimits, FileText
from rag.settings import Settings


class Budget(NamedTuple):
    """What reading one file may cost.

    Attributes:
        memory_mb: Memory of the process that reads, in MiB.
        seconds: Time on the wall.
        mapped_mb: Its address space, which may hold more than it uses, in MiB.
    """

    memory_mb: int
    seconds: float
    mapped_mb: int


def office(settings: Settings) -> Budget:
    """Return what reading a file of an office format may cost."""
    memory = settings.parse_memory_mb
    return Budget(memory, settings.parse_timeout_s, memory)


def paged(settings: Settings) -> Budget:
    """Return what reading a file may cost whose pages may be pictures; time is for each page."""
    memory = settings.scan_memory_mb
    # Models are mapped with room around them that is never touched.
    return Budget(memory, settings.scan_page_timeout_s, 4 * memory)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the files of one format.

    Attributes:
        suffixes: Lower-case file suffixes with their dot, e.g. ``.txt``.
        read: Turns a file's bytes into its words; raises a ``DocumentError`` for bytes it
            cannot read. What it returns need not be clean. A format that needs a library
            imports it when it is called.
        sample: Bytes of a small file of the format, and the text read from it; the
            contract test of all formats asks for it.
        budget: What reading in a process of its own may cost. None: the format is so
            plain that it is read right here, and ``read`` needs no guard.
        kinds: What the first bytes of a file may show it to be, as ``signatures.kind_of``
            names it; a file of another known kind has the wrong suffix.
    """

    suffixes: frozenset[str]
    read: Callable[[bytes, FileLimits], FileText]
    sample: Callable[[], tuple[bytes, str]]
    budget: Callable[[Settings], Budget] | None = None
    kinds: frozenset[str] = frozenset()
