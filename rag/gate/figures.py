"""Which words of its sentence a figure or a date belongs to; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rag.gate.reading import Reading, Stretch, segments
from rag.gate.signs import BOUNDS, FIGURE, Mark, Sign
from rag.text import DateMention, Quantity

_PART: Final = re.compile("[,;。、:()]|[和与及或]")
_QUALIFYING: Final = re.compile("(?:以[上下内])?的")
_ENDING: Final = re.compile("[,;。、)]|$")
_AMONG: Final = "其中"
_ITEM_END: Final = re.compile("[,;。()]")


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure or date within a reading, and the words that say of what.

    Attributes:
        near: Between the figures beside it, as far as that is its own.
        wide: The statement it stands in, up to the next semicolon.
        lead: What stands above the sentence: headings, the place and title.
    """

    what: Quantity | DateMention
    reading: Reading
    near: tuple[Stretch, ...]
    wide: Stretch
    lead: str

    @cached_property
    def near_words(self) -> list[str]:
        """The words near it that carry meaning."""
        return self.reading.words_in(*self.near)

    @cached_property
    def wide_words(self) -> list[str]:
        """The words of its whole statement that carry meaning."""
        return self.reading.words_in(self.wide)

    @cached_property
    def near_text(self) -> str:
        """The masked words near it."""
        return " ".join(self.reading.masked[s.start : s.end] for s in self.near)

    @cached_property
    def wide_text(self) -> str:
        """The words of its whole statement, those above it included."""
        return f"{self.reading.text[self.wide.start : self.wide.end]} {self.lead}"

    @cached_property
    def bounds(self) -> frozenset[Sign]:
        """What bounds the words near it set."""
        return frozenset(
            mark.sign
            for mark in self.reading.marks
            if mark.sign in BOUNDS
            and any(s.start <= mark.start < s.end for s in self.near)
            and not self._follows_another(mark)
        )

    def _follows_another(self, mark: Mark) -> bool:
        """Tell whether a bound stands right after a figure other than this one: 60岁以上."""
        before = self.reading.masked[: mark.start]
        return before.endswith(FIGURE) and mark.start != self.what.end

    @cached_property
    def closest(self) -> list[str]:
        """The word right before it in its item, and the one right after it."""
        item = self.reading.items[self.reading.item_at(self.what.start)]
        words = [w for w in self.reading.words if item.start <= w.start < item.end]
        before = [w.text for w in words if w.start < self.what.start][-1:]
        after = [w.text for w in words if w.start >= self.what.end][:1]
        near = {*self.near_words}
        return [word for word in (*before, *after) if word in near]


def figures(reading: Reading, lead: str = "") -> list[Figure]:
    """Return the quantities of a sentence with the words they belong to."""
    return _placed(reading, reading.quantities, lead, leading=False)


def days(reading: Reading, lead: str = "") -> list[Figure]:
    """Return the dates of a sentence with the words they belong to."""
    return _placed(reading, reading.dates, lead, leading=True)


def _placed(
    reading: Reading, found: Sequence[Quantity | DateMention], lead: str, *, leading: bool
) -> list[Figure]:
    placed: list[Figure] = []
    for what in found:
        start, end = next(s for s in segments(reading) if what.start < s.end)
        within = [f for f in found if start <= f.start and f.end <= end]
        alike = [f for f in within if _unit(f) == _unit(what)]
        near = _own(reading, what, within, (start, end), leading=leading)
        wide = _own(reading, what, alike, (start, end), leading=leading)
        if not leading:
            near = Stretch(near.start, _own_end(reading, what.end, near.end))
        parted = [Stretch(near.start, what.start), Stretch(what.end, near.end)]
        if not reading.words_in(*parted) and (whole := _of_the_whole(reading, what)):
            parted += whole
            wide = Stretch(whole[0].start, wide.end)
        placed.append(Figure(what, reading, tuple(parted), wide, lead))
    return placed


def _of_the_whole(reading: Reading, what: Quantity | DateMention) -> list[Stretch]:
    """Return the words that a part named by its date alone shares with the whole it is of.

    改造小区96个,其中2025年30个 tells of 30 小区 too.
    """
    start = next(s for s in segments(reading) if what.start < s.end).start
    among = reading.text.rfind(_AMONG, start, what.start)
    if among < 0 or reading.words_in(Stretch(among + len(_AMONG), what.start)):
        return []
    whole = [q for q in reading.quantities if start <= q.start and q.end <= among]
    if not whole:
        return []
    item = reading.items[reading.item_at(whole[-1].start)]
    return [Stretch(item.start, among)]


def _unit(what: Quantity | DateMention) -> str:
    return what.unit if isinstance(what, Quantity) else ""


def _own(
    reading: Reading,
    what: Quantity | DateMention,
    among: Sequence[Quantity | DateMention],
    limits: tuple[int, int],
    *,
    leading: bool,
) -> Stretch:
    """Return the words between a figure's neighbours that are its own.

    What stands between two quantities goes with the first up to the first comma, and with
    both where nothing parts them and the second ends what is said: 两个项目安置房1426套. What
    stands before a figure that only qualifies is the next one's too: 超过15年的电梯35部. Dates
    lead, so that what stands between two of them goes with the first up to the last.
    """
    at = among.index(what)
    start, end = limits
    if at:
        start = _cut(reading, among[at - 1].end, what.start, leading=leading)
        if not leading and start == what.start and _ENDING.match(reading.masked, what.end):
            start = among[at - 1].end
        if not leading and _QUALIFYING.match(reading.text, among[at - 1].end):
            item = reading.items[reading.item_at(what.start)]
            start = min(start, max(item.start, among[at - 2].end if at > 1 else 0))
    if at + 1 < len(among):
        end = _cut(reading, what.end, among[at + 1].start, leading=leading)
    return Stretch(start, end)


def _cut(reading: Reading, start: int, end: int, *, leading: bool) -> int:
    gap = list(_PART.finditer(reading.masked, start, end))
    return (gap[-1] if leading else gap[0]).start() if gap else end


def _own_end(reading: Reading, start: int, end: int) -> int:
    """Return where the words after the last figure of a statement cease to be its own."""
    cut = _ITEM_END.search(reading.masked, start, end)
    return cut.start() if cut else end
