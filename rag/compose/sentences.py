"""A model's words as they stream, cut into sentences with their markers; pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.text import clean

_MARKER: Final = re.compile(
    r"[\[【［]\s*[Cc]?\s*(\d{1,3}(?:\s*[,，、]\s*[Cc]?\s*\d{1,3})*)\s*[\]】］]"
)
_MARKERS: Final = re.compile(rf"(?:\s*{_MARKER.pattern})+")
# A full stop that is not Chinese ends a sentence only before a space, and not after a figure.
_END: Final = re.compile(r"[。！？!?]+[”’」』）)]*|(?<=[^\W\d])[.](?=\s|\[|\Z)|\n+")
_ADORNMENT: Final = re.compile(
    r"^(?:\s|[-*•·>#]|\*\*|\d{1,2}[.、)）](?!\d)|[（(]\d{1,2}[)）])+|\*\*|`|^[“”\"]?(?:答案?|回答)[:：]"
)
_THINKING: Final = re.compile(r"\s*<think>.*?(?:</think>\s*|\Z)", re.DOTALL)
_NOTHING: Final = re.compile(r"(?:无|没有|none|n/a)[。.！!]?", re.IGNORECASE)
_READABLE: Final = re.compile(r"[^\W_]")
_NOW: Final = re.compile("(?:今年|本年度?|目前|当前|现在)(?:[,，]|内(?=[,，]))?")
_REFERRING: Final = re.compile(
    "该|其(?!他|它|余|次|实)|上述|前述|前款|前项|此(?!外|次)|这|对此|但|不过|否则|同时"
)
_LONGEST: Final = 400
"""Characters after which words without an end are taken for a sentence, which will hardly pass."""


class Drafted(NamedTuple):
    """One sentence of a model.

    Attributes:
        text: Its words, without markers and list signs.
        markers: The clauses it names, in order; of which some may not exist.
    """

    text: str
    markers: tuple[int, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether it says that the clauses do not answer."""
        return _NOTHING.fullmatch(self.text) is not None


class Splitter:
    """Cuts words that come in pieces. A sentence is given out once no marker can follow it."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[Drafted]:
        """Take in more words; return the sentences that are whole now."""
        self._held += piece
        return self._cut(last=False)

    def end(self, *, whole: bool) -> list[Drafted]:
        """Return what is left; of a reply that was cut off, only what had come to its end."""
        found = self._cut(last=True)
        left, self._held = self._held, ""
        if whole and (drafted := _drafted(left)) is not None:
            found.append(drafted)
        return found

    def _cut(self, *, last: bool) -> list[Drafted]:
        if self._held.lstrip().startswith("<think>"):
            thought = _THINKING.match(self._held)
            if thought is None or "</think>" not in thought.group():
                self._held = "" if last else self._held
                return []
            self._held = self._held[thought.end() :]
        found: list[Drafted] = []
        while (cut := self._first_end(last=last)) is not None:
            drafted = _drafted(self._held[:cut])
            self._held = self._held[cut:]
            if drafted is not None:
                found.append(drafted)
        return found

    def _first_end(self, *, last: bool) -> int | None:
        """Return where the first sentence ends, its markers included; None if that is not clear."""
        end = _END.search(self._held)
        if end is None:
            return len(self._held) if len(self._held) > _LONGEST else None
        after = _MARKERS.match(self._held, end.end())
        at = after.end() if after else end.end()
        rest = self._held[at:].lstrip(" ")
        has_marker = _MARKER.search(self._held[: end.end()]) is not None
        may_follow = not rest or rest[0] in "[【［"
        if may_follow and not last and not (has_marker and not rest):
            return None
        return at


def _drafted(words: str) -> Drafted | None:
    markers = tuple(
        dict.fromkeys(
            int(number) for group in _MARKER.findall(words) for number in re.findall(r"\d+", group)
        )
    )
    # A model may write what no eye sees, or what turns the words after it around.
    text = " ".join(clean(_ADORNMENT.sub("", _MARKER.sub("", words))).split())
    return Drafted(text, markers) if _READABLE.search(text) else None


def without_now(text: str, asked: str) -> str:
    """Return a sentence without the 今年 that it took from the question.

    A document says of which year it speaks, or does not: the asker's present is not in it.
    """
    return _NOW.sub("", text) if _NOW.search(asked) else text


def goes_on(text: str) -> bool:
    """Tell whether a sentence speaks of what the one before it named: 该补贴, 其中."""
    return _REFERRING.match(text) is not None


def without_markers(text: str) -> str:
    """Return somebody's words with nothing in them that looks like a marker or a tag of ours."""
    return _MARKER.sub("", text).replace("<", "＜").replace(">", "＞")
