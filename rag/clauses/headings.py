"""The words of a heading, told from the sentence that follows its label."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.clauses.labels import Label, Style

# A heading fills a line, or runs into the text up to its 。, a gap or the first child.
_WORDS: Final = re.compile(r"[^。！？!?；;：:\n]{2,40}")
_GAP: Final = re.compile(r"[ \t\u00a0\u2003]*\u3000[\s\u3000]*|[ \t\u00a0]{2,}")
_SPACE: Final = re.compile(r"\s")
_BRACKETED: Final = re.compile(r"[【（(]([^】）)\n]{2,20})[】）)](?=\s|[^，,])")
# What an ordinary sentence has and a heading has not: figures, duties, asides.
_ORDINARY: Final = re.compile(
    r"[0-9０-９]+(?:[.．][0-9]+)?\s?(?:[%％]|[个万亿元人家天日月倍项套])"
    r"|如有|请|必须|不得|应当|可以|是指|的[，,]|[（(]|[，,].*[，,].*[，,]"
)


class Heading(NamedTuple):
    """A heading as read.

    Attributes:
        title: Its words without label and closing 。; empty where there are none.
        body_start: First character after it.
        run_in: True where only its closing 。 parts it from the text, so that it might be
            an ordinary sentence as well.
    """

    title: str
    body_start: int
    run_in: bool = False


def read_heading(text: str, label: Label, stop: int, end: int) -> Heading:
    """Return the heading after ``label``.

    Args:
        text: The whole text.
        label: The label of the heading.
        stop: Where the first child's label starts, or the clause ends.
        end: Where the clause ends.
    """
    body = skip_space(text, label.end, end)
    if label.style is Style.ARTICLE and (named := _BRACKETED.match(text, body, stop)):
        return Heading(named[1], skip_space(text, named.end(), end))
    match = _WORDS.match(text, body, stop)
    if match is None:
        return Heading("", body)
    words = match.group().rstrip()
    if space := _SPACE.search(words):
        return _before_space(text, words, space.start(), body, end)
    # A line, or all there is before the first child; but no half sentence of a list.
    filled = match.end() >= stop or text[match.end()] == "\n"
    if filled and words[-1] not in "，,、":
        return Heading(words, skip_space(text, match.end(), end))
    following = skip_space(text, match.end() + 1, end)
    closed = not filled and text[match.end()] == "。" and following < end
    if closed and label.style is not Style.ARTICLE and not _ORDINARY.search(words):
        return Heading(words, following, run_in=True)
    return Heading("", body)


def _before_space(text: str, words: str, space: int, body: int, end: int) -> Heading:
    gap = _GAP.search(words)
    if gap and gap.start() >= 2 and words[gap.start() - 1] not in "，,、":
        return Heading(words[: gap.start()], skip_space(text, body + gap.end(), end))
    title = words[:space]
    whole = not re.search("[，,、]", title) and title.count("《") == title.count("》")
    if space >= 4 and whole:
        return Heading(title, skip_space(text, body + space, end))
    return Heading("", body)


def skip_space(text: str, at: int, end: int) -> int:
    """Return the first offset from ``at`` on, up to ``end``, that holds no white space."""
    while at < end and text[at].isspace():
        at += 1
    return at
