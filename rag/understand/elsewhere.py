"""Whether the title of a document that states no region names another place; pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.text import fold
from rag.understand.placenames import is_name

_LEAD: Final = re.compile(
    r"^[《“\"〈\s]*(?:关于(?:印发|转发|发布|公布)?)?[《“\"〈]?(?:[一-鿿]{2,4}?(?:省|自治区))?"
    r"(?P<city>[一-鿿]{2,4}?市(?![场容值面]))?"
    r"(?P<district>[一-鿿]{1,5}?(?:区(?!域|划|间|块)|县|旗))?"
)


class _Place(NamedTuple):
    city: str
    district: str


def elsewhere(title: str, region: str) -> bool:
    """Tell whether ``title`` begins with the name of a city or district other than ``region``'s.

    A province says nothing against a place, nor a city against a district whose own city
    is not told.
    """
    named, asked = _place(title), _place(region)
    other_city = named.city and asked.city and named.city != asked.city
    other_district = named.district and asked.district and named.district != asked.district
    return bool(other_city or other_district)


def _place(words: str) -> _Place:
    found = _LEAD.match(fold(words))
    if found is None:
        return _Place("", "")
    city, district = found["city"] or "", found["district"] or ""
    return _Place(city if is_name(city) else "", district if is_name(district) else "")
