"""What a sentence claims that can be checked word for word: figures, dates, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rag.gate.spelling import respelled
from rag.text import DateMention, Quantity, dates, fold, quantities

_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NAMED: Final = re.compile(
    r"“([^“”]{1,40})”|《([^《》]{1,80})》|\"([^\"]{1,40})\"|「([^「」]{1,40})」"
)
_FILE_NUMBER: Final = re.compile(r"[一-鿿]{1,8}[〔\[(（][0-9]{4}[〕\])）][0-9]+号")
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Facts:
    """The checkable claims of a text.

    Attributes:
        quantities: Figures with unit and comparator.
        dates: Dates and time limits.
        numbers: Every run of digits, as decimals, with the values of the quantities.
        loose: Those that are no part of a quantity.
        names: Quoted terms, titles and document numbers, folded, without white space.
    """

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    numbers: frozenset[Decimal]
    loose: frozenset[Decimal]
    names: frozenset[str]


def facts(text: str) -> Facts:
    """Return the checkable claims of ``text``."""
    folded = respelled(_THOUSANDS.sub("", fold(text)))
    found = quantities(folded)
    days = dates(folded)
    return Facts(
        quantities=tuple(q for q in found if not _inside(q, days)),
        dates=days,
        numbers=frozenset(
            [Decimal(n.group()).normalize() for n in _NUMBER.finditer(folded)]
            + [v.normalize() for q in found for v in (q.value, q.value_max) if v is not None]
        ),
        loose=frozenset(
            Decimal(n.group()).normalize()
            for n in _NUMBER.finditer(folded)
            if not any(q.start <= n.start() and n.end() <= q.end for q in found)
        ),
        names=frozenset(
            _bare(part) for match in _NAMED.finditer(text) for part in match.groups() if part
        )
        | frozenset(_bare(match.group()) for match in _FILE_NUMBER.finditer(text)),
    )


def bare(texts: Iterable[str]) -> str:
    """Return the texts folded, joined and without white space: what names are sought in."""
    return "\n".join(_bare(text) for text in texts)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def _inside(quantity: Quantity, days: Iterable[DateMention]) -> bool:
    return any(day.start <= quantity.start and quantity.end <= day.end for day in days)
