"""What a question says that it does not ask; pure."""

from __future__ import annotations

import re
from typing import Final

_ASIDE: Final = re.compile(
    "[,，。;；?？!！ ]+(?:我|咱)?(?:可|并)?"
    "(?:(?:问的)?不是(?:问|说|指)?[^,，。;；?？]{2,16}?(?:那个)?(?:数字?|指标|目标|事|意思|那个|的那种)"
    "|不是(?:问|说|指)[^,，。;；?？]{2,16}|别(?:跟|和|同|拿|把)[^,，。;；?？]{2,20})"
    "[啊呀哦哈]*[。!！?？ ]*"
)


def without_aside(folded: str) -> str:
    """Return a folded question without its last clause where that only says what is not meant.

    高技能人才有多少人?不是新增就业那个数 asks nothing of new jobs, and would be answered with them.
    """
    for found in re.finditer(r"[,，。;；?？!！ ]+", folded):
        if found.start() and _ASIDE.fullmatch(folded, found.start()):
            return folded[: found.start()]
    return folded
