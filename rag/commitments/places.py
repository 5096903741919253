"""Places that a commitment names."""

from __future__ import annotations

import re
from typing import Final

_ENDS_LIKE_PLACE: Final = re.compile(
    "(?:路|街|大街|大道|巷|胡同|片区|街区|城区|小镇|街道|社区|小区|家属院|院|厂|校|村|镇|乡|县|市"
    "|区|河|湖|沟|岸|山|岛|湾|桥|园|广场|车站|码头|机场)\\Z"
)
# Kinds of place, not places.
_KIND: Final = re.compile(
    "(?:各|重点|老旧|试点|示范|全|本|我|每个?|乡|城|建制|行政|自然|农业|工业|产业|高标准|主城|中心"
    "|部分|有关|相关|其他|沿线|周边|安置|易返贫|贫困|民族|美丽|特色)[^、]{0,4}\\Z"
)
_GENERIC: Final = frozenset(
    "学校 医院 养老院 卫生院 敬老院 福利院 幼儿园 法院 检察院 景区 园区 校园 公园 农村"
    " 乡村 乡镇 老城区 主城区 中心城区 广场 车站 码头 机场 工厂 老区 山区".split()
)
_KIND_OF: Final = re.compile("\\A(?:各|重点|老旧|试点|示范|全|每|我|本|若干|部分|新|高|美丽|一批)")
_PARTS: Final = re.compile("[、,和与及]|以及")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_LISTED: Final = re.compile("等(?![级候待额离于])")
# What follows the number is itself a kind of place, so the names before it are places.
_PLACED: Final = re.compile("个?(?:社区|小区|街道|村|镇|乡|地块|片区|道路|街)")
_LEADING: Final = re.compile("[一-鿿]{1,6}?(?:片区|街道|大街|大道|岸)(?=[一-鿿0-9])")


def places(before: str, after: str) -> tuple[str, ...]:
    """Return the places that the words about a number name.

    They are listed before 等, or stand first in the words, or right before the number when
    what it counts comes after it.

    Args:
        before: The words between the verb and the number, folded.
        after: The words after the number.
    """
    listed = list(_LISTED.finditer(before))
    if listed:
        names = _PARTS.split(before[: listed[-1].start()])
    elif after and is_place(before):
        names = [] if before in _GENERIC else [before]
    else:
        first = _LEADING.match(before)
        names = [first.group()] if first else []
    found = []
    for name in names:
        plain = _BRACKETS.sub("", name).strip()
        if not re.fullmatch("[一-鿿]{2,10}", plain) or _KIND_OF.match(plain) or plain in _GENERIC:
            continue
        if is_place(plain) or (listed and _PLACED.match(after)):
            found.append(name.strip())
    return tuple(dict.fromkeys(found))


def is_place(name: str) -> bool:
    """Tell whether a name on its own is one of a place: 火车站片区, not 老旧小区."""
    return len(name) > 2 and bool(_ENDS_LIKE_PLACE.search(name)) and not _KIND.match(name)
