"""Run-in headings inside a clause: a short sentence that names what the next ones say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import Span

_TOPIC: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|要))?[^，,；;：:？?！!。0-9０-９()（）《》\s]{4,16}。"
)
# An ordinary sentence that tells, asks or closes, and heads nothing.
_NO_TOPIC: Final = re.compile(
    r"特此|此件|以上|上述|其中|详见|请|现将|同时|另外|逾期|尽量|不得|必须|我们|我来|只|如(?!期)|已|是"
    r"|(?<![供适响效反对])应(?![急用对])|均(?![衡等])|可(?![再持靠控])"
)
_ORDER: Final = re.compile("[一二三四五六七八九十]{1,2}(?:是|要)")
# What a topic heads is longer than itself by far.
_LEAST_BODY: Final = 30


def topic_starts(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return which of a clause's sentences are run-in headings, as indices into ``spans``.

    One short sentence may be an ordinary one, so a clause has topics only where at least
    two of its sentences look like headings, or the one that does comes first; each must
    head a longer body.
    """
    candidates = [
        index
        for index, span in enumerate(spans)
        if _TOPIC.fullmatch(text, span.start, span.end) and not _is_ordinary(text, span)
    ]
    found: list[int] = []
    for index, following in zip(candidates, [*candidates[1:], len(spans)], strict=False):
        body = spans[index + 1 : following]
        if body and body[-1].end - body[0].start >= _LEAST_BODY:
            found.append(index)
    if len(found) >= 2 or found == [0]:
        return tuple(found)
    return ()


def _is_ordinary(text: str, span: Span) -> bool:
    order = _ORDER.match(text, span.start, span.end)
    return bool(_NO_TOPIC.search(text, order.end() if order else span.start, span.end))
