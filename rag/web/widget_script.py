"""The widget's script: its sources, style and words put together once, at start.

The sources are plain scripts that share one scope and declare functions and classes only;
so their order does not matter, and nothing runs until the last line calls ``start``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.settings import Settings
from rag.web.pages import TAGS
from rag.wording import keys, pattern

_FOLDER: Final = Path(__file__).parent / "static" / "widget"
_WORDS: Final = ("widget.", "front.", "status.")


@dataclass(frozen=True)
class Script:
    """The script as sent.

    Attributes:
        plain: UTF-8 bytes.
        zipped: The same, gzipped.
        tag: Its ETag, which changes with any of its bytes.
    """

    plain: bytes
    zipped: bytes
    tag: str


def script_of(settings: Settings) -> Script:
    """Put the script together for one installation."""
    given = {
        "style": (_FOLDER / "widget.css").read_text(encoding="utf-8"),
        "words": {
            language: {
                key: pattern(key, language) for key in sorted(keys()) if key.startswith(_WORDS)
            }
            for language in TAGS
        },
        "handoff": settings.handoff,
        "questionChars": settings.question_chars,
        "answerSeconds": settings.ask_timeout_s,
    }
    parts = [
        '(() => {\n"use strict";',
        f"const GIVEN = {json.dumps(given, ensure_ascii=False)};",
        *(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.js"))),
        "start();\n})();\n",
    ]
    plain = "\n".join(parts).encode()
    return Script(
        plain=plain,
        zipped=gzip.compress(plain, 9, mtime=0),
        tag=f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
    )
