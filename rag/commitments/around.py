"""A number with the words on either side of it, and rules that such words decide."""

from __future__ import annotations

import re
from typing import NamedTuple


class Around(NamedTuple):
    """A number and the rest of its phrase, folded.

    Attributes:
        before: The words of the phrase up to the number.
        number: The number with its measure word.
        after: The words of the phrase after it.
    """

    before: str
    number: str
    after: str


class Rule:
    """What words must stand around a number for a rule to hold.

    Args:
        before: Pattern of the words that end right before the number.
        number: Pattern of the number as a whole.
        after: Pattern of the words that start right after it.
        unless: Pattern that, found anywhere before the number, undoes the rule.
    """

    def __init__(
        self, before: str = "", *, number: str = ".*", after: str = "", unless: str = r"(?!)"
    ) -> None:
        self._before = re.compile(f"(?:{before})\\Z")
        self._number = re.compile(number)
        self._after = re.compile(after)
        self._unless = re.compile(unless)

    def holds(self, words: Around) -> bool:
        """Tell whether the rule holds for a number."""
        return (
            self._after.match(words.after) is not None
            and self._before.search(words.before) is not None
            and self._number.fullmatch(words.number) is not None
            and self._unless.search(words.before) is None
        )
