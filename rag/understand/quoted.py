"""Questions for whatever has a quoted word written beside it; pure."""

from __future__ import annotations

import re
from typing import Final

_WRITTEN: Final = re.compile(
    '(?:写|提|叫|带|含|出现|标|名为)(?:明|了|着|到|过|有|为|作|做|的是)*[“"「](?P<word>[^”"」0-9]{2,8})[”"」]'
    "(?:[二两俩]个?字|字样|的说法)?的?(?:项目|工程|地方|内容|条款|说法|句子)"
    "|哪些(?:项目|工程|地方|内容|条款|说法|句子)(?:都|里)?(?:写|提|叫|带|含|出现|标)(?:明|了|着|到|过|有)*"
    '[“"「](?P<last>[^”"」0-9]{2,8})[”"」]'
)
_ALL: Final = re.compile("哪些|哪几|列出|列一?下|全部|所有|凡是|清单")
_OF_LEDGER: Final = re.compile(
    "以上|以下|以内|不少于|不低于|不超过|超过|年|月|[%元亩]|人次|工作日|几[个天日]|数字|指标"
)


def word_written(folded: str) -> str | None:
    """Return the quoted word that all things asked for have written beside them; else None.

    凡是叫“二期”的项目有哪些 asks for the items of documents that hold the word, and not for
    commitments alone: what bounds or measures a number is asked of the ledger.
    """
    found = _WRITTEN.search(folded)
    if found is None or not _ALL.search(folded) or _OF_LEDGER.search(folded):
        return None
    return found["word"] or found["last"]
