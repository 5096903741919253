"""What the page of the ledger is asked for: its address read, and the addresses it links to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self
from urllib.parse import urlencode

from rag.errors import InputError
from rag.exports import MOST_ROWS, FileFormat, LedgerFilters
from rag.schemas import Language

PATH: Final = "/commitments"
FILES_PATH: Final = "/api/commitments"
PAGE_ROWS: Final = 50
"""Rows on one page of the list."""

View = Literal["list", "counts", "deadlines", "compare"]
VIEWS: Final[tuple[View, ...]] = ("list", "counts", "deadlines", "compare")

_FILTERS: Final = (
    "q",
    "region",
    "category",
    "document_id",
    "unit",
    "deadline_after",
    "deadline_before",
    "strict",
    "sort",
)
SIDES: Final = ("left", "right")
"""The sides of a comparison, as the address names them."""
# what two sides are told apart by cannot be a filter of both
_OF_A_SIDE: Final = frozenset({"region", "document_id"})
_PAGE: Final = re.compile("[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Asked:
    """One address of the page.

    Attributes:
        language: Of the labels.
        view: Which of the views is shown.
        typed: The filters that hold something, as typed, by name.
        sides: What is compared, as typed: ``region:`` or ``document:`` and a name.
        page: Which page of the list, as typed.
    """

    language: Language
    view: View
    typed: Mapping[str, str]
    sides: Mapping[str, str]
    page: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Read the address; what it does not know of it passes over."""
        return cls(
            language="en" if given.get("lang") == "en" else "zh",
            view=next((view for view in VIEWS if view == given.get("view")), "list"),
            typed=_filled(given, _FILTERS),
            sides=_filled(given, SIDES),
            page=given.get("page", "").strip() or "1",
        )

    @property
    def number(self) -> int:
        """The page of the list as a number, from 1.

        Raises:
            InputError: It is none.
        """
        if not _PAGE.fullmatch(self.page):
            raise InputError(reason="fields", fields="page")
        return int(self.page)

    @property
    def active(self) -> dict[str, str]:
        """The filters that leave rows out in this view, as typed."""
        hidden = _OF_A_SIDE if self.view == "compare" else frozenset()
        return {
            name: value
            for name, value in self.typed.items()
            if name != "sort" and name not in hidden
        }

    def filters(self, **more: object) -> LedgerFilters:
        """Return the filters with others added or put in their place.

        Raises:
            InputError: One is too long or none of its values; ``fields`` names them.
        """
        return LedgerFilters.typed(**{**self.typed, **more})

    def filters_of_side(self, side: str) -> LedgerFilters:
        """Return the filters for ``left`` or ``right``.

        Raises:
            InputError: As ``filters``, or the side names neither a region nor a document.
        """
        kind, _, name = self.sides[side].partition(":")
        if kind not in ("region", "document") or not name.strip():
            raise InputError(reason="fields", fields=side)
        chosen = {"region": "", "document_id": ""}
        chosen["region" if kind == "region" else "document_id"] = name
        return self.filters(**chosen, sort="document")

    def link(self, **changed: str) -> str:
        """Return the address with some values changed; an empty one is left out."""
        values = {
            "lang": "en" if self.language == "en" else "",
            "view": "" if self.view == "list" else self.view,
            **self.typed,
            **self.sides,
            **changed,
        }
        if values["lang"] == "zh":
            values["lang"] = ""
        if values["view"] == "list":
            values["view"] = ""
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{PATH}?{query}" if query else PATH

    @property
    def cleared(self) -> str:
        """The address without any filter; the order stays."""
        return self.link(**{name: "" for name in self.typed if name != "sort"})

    def side_link(self, side: str) -> str:
        """Return the address of the list of one side's rows."""
        kind, _, name = self.sides[side].partition(":")
        chosen = {"region": "", "document_id": ""}
        chosen["region" if kind == "region" else "document_id"] = name
        return self.link(view="list", left="", right="", **chosen)

    @property
    def other_language(self) -> str:
        """The address of the same in the other language."""
        page = "" if self.page == "1" else self.page
        return self.link(lang="zh" if self.language == "en" else "en", page=page)

    def file(self, form: FileFormat) -> str:
        """Return the address of all rows that the filters leave as a file."""
        # without it the route gives a program its first rows alone
        limit = {"limit": str(MOST_ROWS)} if form == "json" else {}
        return f"{FILES_PATH}?{urlencode({**self.typed, **limit, 'format': form})}"


def _filled(given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in names if (value := given.get(name, "").strip())}
