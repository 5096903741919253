"""What a document says that it repeals; in doubt nothing, lest what is in force be hidden; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rag.documents.title import NUMBER, ORDERS, OWN, TELLS

_ORDERS: Final = re.compile(rf"(?:{ORDERS}|法)(?!.*(?:{TELLS}))")
"""A title of what may repeal: nothing after the kind tells of it."""
_NAME: Final = (
    r"(?:《[^《》\n]{4,80}(?:《[^《》\n]{2,60}》[^《》\n]{0,40})?》"
    rf"|(?:(?<=[和及原])|(?<![\u4e00-\u9fff])(?![和及原])){NUMBER})"
)
_NAMED: Final = (
    rf"{_NAME}(?:\s*[（(](?:[^《》（）()除\n]|[（(]\d{{4}}[）)]){{0,30}}\d\s?号"
    r"(?:令|公告|公布|发布)?[）)])?"
)
_REPEALED: Final = re.compile(
    rf"(?P<names>{_NAMED}(?:\s*[、和及]*\s*{_NAMED}){{0,29}}+)"
    r"\s*(?:等?(?:[0-9一二两三四五六七八九十]{1,2}[个份件])?文件?|等)?"
    r"(?:(?:同时|同步|即行|一并|相应|随之)(?:予以)?|予以)(?:废止|失效|停止执行)"
    r"(?=[。；;！!\n]|[，,](?!但|除|其中)|\Z)"
)
"""Names directly before the verb, and nothing after it that would take any of it back."""
_CLOSES: Final = re.compile(
    rf"(?>{OWN})(?:[^。；;？?！!\n]*|[^。；;？?！!\n]*(?:施行|实施|执行|生效)[^《》？?！!]*)\Z"
)
"""The document speaks of itself in the sentence, or just before of its own force."""
_DOUBTED: Final = re.compile(
    r"(?:(?:如|若(?!干)|拟|一旦|待(?!遇))[^。；;？?！!\n]*"
    r"|(?:不|未|除|与|依据|根据|依照|按照|参照)[^。；;？?！!\n，,、]*)\Z"
)
"""A condition or an intention, or names that are cited."""
_ABOVE: Final = 200
"""Characters before the names in which the document speaks of itself."""


def repealed(text: str, title: str) -> Iterator[tuple[str, object, int, int]]:
    """Yield the names of what the document says, where it speaks of itself, that it repeals."""
    if not _ORDERS.search(title):
        return
    names: dict[str, None] = {}
    places = []
    for found in _REPEALED.finditer(text):
        before = text[max(0, found.start() - _ABOVE) : found.start()]
        if _CLOSES.search(before) and not _DOUBTED.search(before):
            places.append(found.span())
            for name in re.findall(_NAME, found["names"]):
                names["".join(name.split()).removeprefix("《").removesuffix("》")] = None
    names.pop("".join(title.split()), None)
    if names:
        yield "supersedes", tuple(names), *places[0]
