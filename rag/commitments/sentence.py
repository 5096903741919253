"""A sentence with all that is found in it once: times, quantities, full coverage."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from rag.commitments.deadlines import Deadline, deadlines
from rag.commitments.phrases import Phrase
from rag.text import Quantity, quantities

# All of something, without a number.
_COVERAGE: Final = re.compile("(?:全覆盖|清零)(?![、的式化])")
_QUOTED: Final = re.compile("[“「《][^“”「」《》]{1,40}[”」》]")
# Longer than a word set in quotation marks, such as “清零”: a name.
_NAME: Final = re.compile("[“「《][^“”「」《》]{5,40}[”」》]")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


class Sentence:
    """One sentence, folded.

    Attributes:
        text: Its words.
        times: The time limits in it, but for those in names, in order.
        quantities: The quantities in it, in order.
    """

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        self.times = [
            time for time in deadlines(text, year) if not _within(quoted, time.start, time.end)
        ]
        self.quantities = quantities(text)
        names = [match.span() for match in _NAME.finditer(text)]
        self._covered = [
            match.start()
            for match in _COVERAGE.finditer(text)
            if not _within(names, match.start(), match.end())
        ]

    def words(self, phrase: Phrase) -> str:
        """Return the words of a phrase."""
        return self.text[phrase.start : phrase.end]

    def times_of(self, phrase: Phrase) -> list[Deadline]:
        """Return the time limits that a phrase names, in order."""
        return [time for time in _in(self.times, phrase) if time.end <= phrase.end]

    def quantities_of(self, phrase: Phrase) -> Sequence[Quantity]:
        """Return the quantities that a phrase names, in order."""
        return _in(self.quantities, phrase)

    def measure_of(self, deadline: Deadline) -> Quantity | None:
        """Return the quantity that a limit of time is: 5个工作日内.

        None where it is no limit, or one in years: 三年内 says when, not how long
        something may take.
        """
        if deadline.kind != "limit":
            return None
        at = bisect_left(self.quantities, deadline.start, key=_start)
        found = self.quantities[at : at + 1]
        return next((q for q in found if q.start < deadline.end and q.unit != "年"), None)

    def covers(self, phrase: Phrase) -> bool:
        """Tell whether a phrase promises all of something: 全覆盖, 清零."""
        at = bisect_left(self._covered, phrase.start)
        return at < len(self._covered) and self._covered[at] < phrase.end


def _start(placed: _Placed) -> int:
    return placed.start


def _in(placed: Sequence[_P], phrase: Phrase) -> Sequence[_P]:
    low = bisect_left(placed, phrase.start, key=_start)
    return placed[low : bisect_left(placed, phrase.end, lo=low, key=_start)]


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (start + 1, 0)) - 1
    return at >= 0 and spans[at][0] < start and end <= spans[at][1]
