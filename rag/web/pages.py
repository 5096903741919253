"""The templates of every page, and how they speak. All of them escape what they are given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import jinja2

from rag.schemas import Language
from rag.wording import say

TAGS: Final[dict[Language, str]] = {"zh": "zh-CN", "en": "en"}
"""What HTML calls the languages."""

PAGE_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cache-control": "no-cache",
}
"""What every page without script is sent with."""

templates: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def speaker(language: Language) -> Callable[..., str]:
    """Return the function by which a template says a sentence of the wording page."""

    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    return t
