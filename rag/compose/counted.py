"""What the number of a commitment counts; pure."""

from __future__ import annotations

import re
from typing import Final

from rag.schemas import Commitment, LedgerTopic
from rag.text import fold, quantities

# After the number the thing counted runs up to what is done to it, or the next number.
_DONE_TO_IT: Final = re.compile(
    "(?:市政)?微?改造|建设|新建|改建|扩建|整治|提升|治理|修编|修缮|更新|征迁|拆除|完善|改善|安装|加装|升级|转型|试点工作"
    "|[0-9]|[,，;；。]|以[上内下]|左右|之?内"
)
_LISTED: Final = re.compile("、|和|与|及|以及|(?<=级)")
_BOUND: Final = re.compile(
    "(?:达到?|超过|不少于|不低于|不超过|控制|稳定|保持|维持|提[升高]|增[长加]|下降|目标|[至到在为约均共各]"
    "|分别|剩余|总数|数量)+$"
)
_TAIL: Final = 2
"""Most characters that may follow the word asked for and still leave it what is counted."""


def counted_things(row: Commitment) -> tuple[str, ...]:
    """Return the things that a row's number counts, folded; empty where it has no number.

    In 139个老旧小区改造 they follow the number, in 新建停车场10个 they precede it.
    """
    quote = fold(row.quote)
    for found in quantities(quote):
        if row.value is None or f"{found.value:f}" != row.value or found.unit != (row.unit or ""):
            continue
        after = quote[found.end :].lstrip("的 ")
        end = _DONE_TO_IT.search(after)
        following = after[: end.start()] if end else after
        if following.strip():
            return _parts(following)
        before = _BOUND.sub("", quote[: found.start].rstrip(" ,，"))
        return _parts(re.split("[,，;；。]", before)[-1])
    return ()


def counts(row: Commitment, topic: LedgerTopic) -> bool:
    """Tell whether a row's number counts a topic: one of its things closes with its last word."""
    own = fold("\n".join((row.quote, row.subject, *row.places)))
    return kind_counted(row, topic) is not None and all(_mostly(w, own) for w in topic.words)


def kind_counted(row: Commitment, topic: LedgerTopic) -> str | None:
    """Return which kind of a topic a row counts, e.g. 口袋公园 of 公园; None where none."""
    last = topic.words[-1]
    for thing in counted_things(row):
        at = thing.rfind(last)
        if at >= 0 and len(thing) - at - len(last) <= _TAIL:
            return thing[: at + len(last)]
    return None


def _mostly(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, or as much of it as names a thing."""
    return word in text or any(word[at : at + 2] in text for at in range(len(word) - 1))


def _parts(things: str) -> tuple[str, ...]:
    return tuple(part.strip(' “”"()') for part in _LISTED.split(things) if part.strip())
