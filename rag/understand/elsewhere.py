"""Whether the title of a document that states no region names another place; pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.text import fold

_LEAD: Final = re.compile(
    r"^[《“\"〈\s]*(?:关于(?:印发|转发|发布|公布)?)?[《“\"〈]?(?:[一-鿿]{2,4}?(?:省|自治区))?"
    r"(?P<city>[一-鿿]{2,4}?市(?![场容值面]))?"
    r"(?P<district>[一-鿿]{1,5}?(?:区(?!域|划|间|块)|县|旗))?"
)
_NO_NAME: Final = re.compile(
    r"(?:小|社|园|片|城|辖|景|街|库|灾|病|山|郊|市|地|校|厂|院|湖|矿|林|牧|专|分|特|禁|各|全|我|本|新|老)区$"
    r"|(?:示范|功能|保护|先行|试验|试点|集聚|核心|开发|高新|安置|住宅|生活|商业|工业|自由贸易)区$"
    r"|(?:城|夜|超|都|集|股|楼|早|菜|全|我|本|各|区)市$|(?:全|我|本|各|区|市|郡)县$|[的和与及在为对按]"
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
    return _Place(
        "" if _NO_NAME.search(city) else city, "" if _NO_NAME.search(district) else district
    )
