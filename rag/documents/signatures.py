"""What a file is, told from its first bytes, and what older formats are to become."""

from __future__ import annotations

import re
from typing import Final

_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_HTML: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

NAMES: Final = {
    "pdf": "PDF",
    "zip": "ZIP",
    "ole": "Word/Excel 97-2003",
    "encrypted": "Office",
    "rtf": "RTF",
    "image": "PNG/JPEG",
    "archive": "GZ/RAR/7Z",
    "html": "HTML",
}
"""What each kind is called when its suffix is wrong."""

LEGACY: Final = {
    ".doc": ".docx",
    ".dot": ".docx",
    ".docm": ".docx",
    ".wps": ".docx",
    ".wpt": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".uot": ".docx",
    ".pages": ".docx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".ods": ".xlsx",
    ".numbers": ".xlsx",
    ".xlsb": ".xlsx",
    ".ppt": ".pdf",
    ".pptx": ".pdf",
    ".dps": ".pdf",
    ".ofd": ".pdf",
    ".ceb": ".pdf",
    ".caj": ".pdf",
    ".mht": ".html",
    ".mhtml": ".html",
}
"""Formats that offices have and nothing here reads, each with what to save it as."""


def kind_of(data: bytes) -> str | None:
    """Return what ``data`` plainly is, as a key of ``NAMES``; None where nothing says so."""
    for magic, kind in _MAGIC:
        # A PDF may begin with a few stray bytes.
        if data.startswith(magic) or (kind == "pdf" and magic in data[:1024]):
            return "encrypted" if kind == "ole" and _ENCRYPTED in data else kind
    return "html" if _HTML.match(data[:4096]) else None
