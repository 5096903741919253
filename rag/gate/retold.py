"""A drafted sentence in other words of the same meaning, where its own are not proved; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_KINDS: Final = "文件|规定|办法|措施|方案|通知|细则|意见|条例|条款|政策|要点|报告|材料|计划"
_FRAME: Final = re.compile(
    f"^(?:(?:根据|按照|依据|依照|据)(?:该|本|此|上述|相关|有关|现有)?(?:{_KINDS})的?(?:规定|要求|内容|表述)?"
    f"|(?:该|本|上述|相关|有关)?(?:{_KINDS})中?(?:还|也|明确)?(?:提到|指出|规定|明确|提出|要求|写明|显示))"
    "[,，:：]"
)
"""Words of where something is written, which say nothing of what."""
_COUNTED: Final = "[0-9]+(?:[.][0-9]+)?[万千]?[户人名家]"
_GAIN: Final = re.compile(
    f"(?<=[,，;；有])({_COUNTED}[一-鿿]{{0,4}}?)(?:将|会|可|能)?受益(?=[,，;；。]|$)"
)
"""Whoever gains is reached by it: 9200户居民受益 is 惠及9200户居民."""
_REACHES: Final = re.compile(
    "达到?了?(?=[0-9][0-9,.]*[万亿千百]?(?:[^以的,，;；。]{0,4})(?:[,，;；。]|$))"
)


def retold(sentence: str) -> Iterator[str]:
    """Yield the sentence, then what says no more: without where it is written, 为 for 达到."""
    yield sentence
    told = _FRAME.sub("", sentence)
    for other in dict.fromkeys((told, _REACHES.sub("为", told), _GAIN.sub(r"惠及\1", told))):
        if other and other != sentence:
            yield other
