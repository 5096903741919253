"""What a person confines questions to on the front end, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import Field, ValidationError

from rag.commitments import CATEGORIES
from rag.errors import InputError
from rag.schemas import DocumentSummary, Filters, Language, Record
from rag.wording import say

_LONGEST: Final = 2000


class _Chosen(Record):
    """The choices as the page sends them; an empty one confines nothing."""

    region: str = Field("", max_length=200)
    document: str = Field("", max_length=200)
    category: str = Field("", max_length=50)


@dataclass(frozen=True)
class Choice:
    """One thing to confine questions to: its name, and its values with their words."""

    name: str
    values: tuple[tuple[str, str], ...]


def filters_of(chosen: str) -> Filters:
    """Return the filters that the page sent as JSON; nothing sent confines nothing.

    Raises:
        InputError: It is not what the page sends.
    """
    if not chosen:
        return Filters()
    try:
        scope = _Chosen.model_validate_json(chosen[:_LONGEST])
    except ValidationError:
        raise InputError from None
    return Filters(
        document_ids=(scope.document,) if scope.document else None,
        region=scope.region or None,
        category=scope.category or None,
    )


def choices_of(documents: Sequence[DocumentSummary], language: Language) -> tuple[Choice, ...]:
    """Return what questions can be confined to, given the documents on file."""
    regions = sorted({d.meta.region for d in documents if d.meta.region})
    titles = sorted((d.meta.title, d.id) for d in documents)
    return (
        Choice("region", tuple((region, region) for region in regions)),
        Choice("document", tuple((name, title) for title, name in titles)),
        Choice(
            "category",
            tuple((name, say(f"commitments.category.{name}", language)) for name in CATEGORIES),
        ),
    )
