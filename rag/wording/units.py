"""Units as words of our own say them behind a number.

English counts things without a measure word; a unit that stands here in neither way is said
as the document writes it.
"""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

_COUNTERS: Final = "个部座处条家所套户名块台场次张辆栋幢间份种类片支项根盏棵株只口件册门对批期组段"
_SAID: Final[dict[str, str]] = {
    "人": "people",
    "人次": "person-times",
    "元": "yuan",
    "公里": "km",
    "米": "m",
    "平方米": "m²",
    "平方公里": "km²",
    "亩": "mu",
    "公顷": "ha",
    "吨": "t",
    "年": "years",
    "月": "months",
    "天": "days",
    "工作日": "working days",
    "小时": "hours",
    "岁": "years of age",
}

PAGE: Final[dict[str, dict[Language, str]]] = {
    **{f"unit.{one}": {"zh": one, "en": ""} for one in _COUNTERS},
    **{f"unit.{one}": {"zh": one, "en": said} for one, said in _SAID.items()},
}
