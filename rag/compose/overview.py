"""Questions that name a heading and ask what there is under it; pure.

Whoever asks 在“优化养老服务供给”方面有哪些安排 is answered with all that stands under that
heading, not with the likeliest sentence of it.
"""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import AnswerType, Clause, Passage, Span
from rag.text import fold

_SHORTEST: Final = 4
"""Fewest characters of a heading that cannot be meant by chance."""
_WIDE: Final = frozenset({AnswerType.LIST, AnswerType.METHOD, AnswerType.OTHER})
_ASKED: Final = re.compile(
    "(?:哪些|什么|啥)(?:具体|主要)?(?:安排|措施|举措|做法|工作|内容|打算|部署|动作|要求)"
    "|(?:怎么|如何|咋)(?:做|搞|抓|安排|推进|部署|写|说)|[说讲写提]了?(?:哪些|什么|啥)"
)
_LONGEST: Final = 800
"""Most characters of a clause that is quoted whole; of a longer one only the passage is."""
_END: Final = "。"


def body_asked(
    question: str, kind: AnswerType, text: str, passage: Passage, clause: Clause
) -> Span | None:
    """Return what stands under the heading that a question names whole; None if it names none.

    Args:
        question: The part asked, folded.
        kind: What its answer must contain; a figure or a day is not told by all of a passage.
        text: The document's text, which the offsets of ``passage`` and ``clause`` are of.
        passage: A passage; its run-in topic is its heading, or else the title of its clause,
            which may hold further passages.
        clause: The clause that the passage stands in.
    """
    heading = passage.topic or clause.title or ""
    if kind not in _WIDE or not _ASKED.search(question):
        return None
    if len(heading) < _SHORTEST or fold(heading) not in question:
        return None
    if passage.topic is None and clause.end - clause.body_start <= _LONGEST:
        return Span(start=clause.body_start, end=clause.end)
    under = [
        one
        for one in passage.sentences
        if one.start >= clause.body_start
        and text[one.start : one.end].strip().rstrip(_END) != passage.topic
    ]
    return Span(start=under[0].start, end=under[-1].end) if under else None
