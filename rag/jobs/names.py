"""What an uploaded file is called among the documents."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rag.errors import InputError

_BYTES: Final = 200
"""Longest name, in bytes of UTF-8; file systems take 255."""

_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*]')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def source_of(name: str) -> str:
    """Return the source of a file that its sender calls ``name``: its last part, made safe.

    Two names that differ in folders alone, or in what cannot be seen, are the same.

    Raises:
        InputError: Nothing is left of it.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(one for one in last if unicodedata.category(one) not in _UNSEEN)
    safe = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", seen)).strip().lstrip(".").strip()
    stem, dot, suffix = safe.rpartition(".")
    if not dot:
        stem, suffix = safe, ""
    ending = f"{dot}{suffix}"
    if not stem or len(ending.encode()) > _BYTES // 2:
        raise InputError(reason="no_name")
    room = _BYTES - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + ending
