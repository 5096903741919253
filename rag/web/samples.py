"""Questions to begin with, for each audience, of documents that are really on file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.schemas import DocumentSummary, Language
from rag.wording import keys, say

AUDIENCES: Final = ("citizen", "official")
_SHOWN: Final = 3


def samples_of(
    documents: Sequence[DocumentSummary], language: Language
) -> dict[str, tuple[str, ...]]:
    """Return the questions offered to each audience.

    One that names a place is offered only where a document is about that place; what is
    wanting is made up by general ones, region by region.
    """
    names = {
        name
        for summary in documents
        for name in (summary.meta.region, *summary.meta.region_aliases)
        if name
    }
    regions = list(dict.fromkeys(d.meta.region for d in documents if d.meta.region))
    return {audience: _for(audience, names, regions, language) for audience in AUDIENCES}


def _for(
    audience: str, names: set[str], regions: Sequence[str], language: Language
) -> tuple[str, ...]:
    prefix = f"front.sample.{audience}."
    known = sorted(key for key in keys() if key.startswith(prefix))
    # the Chinese wording tells which place is meant, in either language
    fit = [key for key in known if any(name in say(key) for name in names)]
    found = [say(key, language) for key in fit]
    if not found:
        found = [say(f"front.sample.any.{audience}", language, region=name) for name in regions]
    return tuple(found[:_SHOWN])
