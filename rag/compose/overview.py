"""Questions about a heading or a topic as a whole, answered with all that stands under it; pure.

Whoever asks 在“优化养老服务供给”方面有哪些安排, or 给老人做点啥, is answered with all that
stands under that heading, not with the likeliest sentence of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.clauses import Section, sections
from rag.schemas import AnswerType, Clause
from rag.text import fold
from rag.understand.topics import asks_for_all, topic_asked

_SHORTEST: Final = 4
"""Fewest characters of a heading that cannot be meant by chance."""
_WIDE: Final = frozenset({AnswerType.LIST, AnswerType.METHOD, AnswerType.OTHER})
_LONGEST: Final = 800
"""Most characters that are quoted whole of one document."""


def sections_asked(
    question: str,
    kind: AnswerType,
    text: str,
    clauses: Sequence[Clause],
    likely: Sequence[str],
) -> list[Section]:
    """Return the sections that a question asks for as a whole; none where it asks otherwise.

    Those whose headings it names whole, or else those of the topic that is all it names; of
    one that holds others only itself, unless it is too long to be shown.

    Args:
        question: The part asked, folded, without the name of its region.
        kind: What its answer must contain; a figure or a day is not told by a whole section.
        text: The document's text.
        clauses: All its clauses, in reading order.
        likely: Passages that likely answer. Where they speak of the topic in the question's
            own words, so must a section.
    """
    if kind not in _WIDE or not asks_for_all(question):
        return []
    every = list(sections(text, clauses))
    found = [
        one for one in every if len(one.heading) >= _SHORTEST and fold(one.heading) in question
    ]
    topic = None if found else topic_asked(question)
    if topic is not None:
        found = [one for one in every if topic.heads(one.heading)]
        if any(topic.said in fold(passage) for passage in likely):
            found = [one for one in found if topic.said in fold(_whole(one, text))]
    chosen: list[Section] = []
    left = _LONGEST
    for one in found:
        length = one.body.end - one.body.start
        within = any(c.body.start <= one.body.start and one.body.end <= c.body.end for c in chosen)
        if length <= left and not within:
            chosen.append(one)
            left -= length
    return chosen


def _whole(section: Section, text: str) -> str:
    return f"{section.heading}\n{text[section.body.start : section.body.end]}"
