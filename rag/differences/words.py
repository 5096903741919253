"""Two stretches of text told apart word by word, at a cost that is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal

from rag.index.terms import dictionary_words
from rag.schemas import DiffPiece

Kind = Literal["same", "removed", "added"]
Run = tuple[Kind, str]

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN: Final = re.compile(rf"\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+|\s+|[{_HAN}]+|.", re.DOTALL)
_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]|[^。！？!?；;\n]+")
_CELLS: Final = 64_000_000
"""Most pairs of words compared at once: some 8 MB of bits."""


class Budget:
    """How much may still be compared.

    Attributes:
        spent: True once something was left uncompared.
    """

    def __init__(self, cells: int = 4_000_000_000) -> None:
        self._cells = cells
        self.spent = False

    def grant(self, cells: int) -> bool:
        """Take ``cells`` pairs of words, if they may be compared."""
        if cells > min(_CELLS, self._cells):
            return False
        self._cells -= cells
        return True


def pieces(left: str, right: str, budget: Budget) -> tuple[DiffPiece, ...]:
    """Return the words of both, in order, and what only one side has.

    Numbers stay whole. Of what is too long to be compared word by word the sentences are,
    and then the words of those that differ; where that is too much, they count as replaced.
    """
    runs = _told_apart(_words(left), _words(right), budget)
    if runs is None:
        coarse = _told_apart(_SENTENCE.findall(left), _SENTENCE.findall(right), budget)
        replaced: list[Run] = [("removed", left), ("added", right)]
        runs = [run for block in _blocks(coarse or replaced) for run in _finer(block, budget)]
    return tuple(
        DiffPiece(kind=kind, text=text) for block in _bridged(runs) for kind, text in block if text
    )


def _words(text: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += dictionary_words(token) if re.match(f"[{_HAN}]", token) else [token]
    return found


def _told_apart(left: Sequence[str], right: Sequence[str], budget: Budget) -> list[Run] | None:
    """Return the tokens of both sides in order, or None where they are too many."""
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    rest = min(len(left), len(right)) - head
    while tail < rest and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    one, other = left[head : len(left) - tail], right[head : len(right) - tail]
    if not budget.grant(len(one) * len(other)):
        return None
    runs: list[Run] = [("same", "".join(left[:head]))]
    at, facing = 0, 0
    for place, partner in (*_common(one, other), (len(one), len(other))):
        runs.append(("removed", "".join(one[at:place])))
        runs.append(("added", "".join(other[facing:partner])))
        runs.append(("same", one[place] if place < len(one) else ""))
        at, facing = place + 1, partner + 1
    return [*runs, ("same", "".join(left[len(left) - tail :]))]


def _common(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, in order.

    Hyyrö's bit-parallel algorithm: one row of bits for each token of ``left``, in which a
    bit is clear where the sequence grows at that token of ``right``.
    """
    places: dict[str, int] = {}
    for at, token in enumerate(right):
        places[token] = places.get(token, 0) | 1 << at
    every = (1 << len(right)) - 1
    row = every
    rows = []
    for token in left:
        hits = row & places.get(token, 0)
        row = ((row + hits) | (row - hits)) & every
        rows.append(row)
    found = []
    at, facing = len(left) - 1, len(right) - 1
    while at >= 0 and facing >= 0:
        if rows[at] >> facing & 1:
            facing -= 1
        elif at and not rows[at - 1] >> facing & 1:
            at -= 1
        else:
            found.append((at, facing))
            at, facing = at - 1, facing - 1
    return found[::-1]


def _blocks(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield what is the same as a run, and what stands between as one removed and one added."""
    for is_same, group in groupby((run for run in runs if run[1]), lambda run: run[0] == "same"):
        block = list(group)
        if is_same:
            yield (("same", "".join(text for _, text in block)),)
        else:
            removed = "".join(text for kind, text in block if kind == "removed")
            added = "".join(text for kind, text in block if kind == "added")
            yield ("removed", removed), ("added", added)


def _finer(block: tuple[Run, ...], budget: Budget) -> Sequence[Run]:
    """Return a block of sentences with their words told apart, as far as may be."""
    if len(block) == 1:
        return block
    (_, removed), (_, added) = block
    finer = _told_apart(_words(removed), _words(added), budget)
    budget.spent = budget.spent or finer is None
    return block if finer is None else finer


def _bridged(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield blocks in which a lone character between two changes counts as changed too.

    Marks that break off at every other word are harder to read than one longer mark.
    """
    blocks = list(_blocks(runs))
    bridged: list[Run] = []
    for at, block in enumerate(blocks):
        lone = len(block) == 1 and len(block[0][1]) == 1 and 0 < at < len(blocks) - 1
        text = block[0][1]
        bridged += [("removed", text), ("added", text)] if lone else block
    return _blocks(bridged)
