"""The templates of every page, and how they speak. All of them escape what they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

import jinja2
from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse

from rag.schemas import DocumentMeta, Language
from rag.standing import Standing, standing, today
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


def _standing(meta: DocumentMeta) -> Standing:
    return standing(meta, today())


templates.filters["standing"] = _standing


def speaker(language: Language) -> Callable[..., str]:
    """Return the function by which a template says a sentence of the wording page."""

    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    return t


def render(template: str, language: Language, **values: object) -> str:
    """Return a template filled in, in a language."""
    return templates.get_template(template).render(
        language=language, tag=TAGS[language], t=speaker(language), **values
    )


def show(
    template: str,
    language: Language,
    status: int = 200,
    headers: Mapping[str, str] = PAGE_HEADERS,
    **values: object,
) -> HTMLResponse:
    """Return a page; ``other_language`` among the values is where it stands in the other one."""
    values.setdefault("other_language", "?lang=zh" if language == "en" else "?lang=en")
    return HTMLResponse(render(template, language, **values), status, headers)


async def chosen_language(
    request: Request,
    lang: Annotated[str, Query(description="`en` for English labels.")] = "",
) -> Language:
    """Return the language that the address of a page chooses; its faults are told in it too."""
    language: Language = "en" if lang == "en" else "zh"
    request.state.language = language
    return language


PageLanguage = Annotated[Language, Depends(chosen_language)]
