"""What sets two questions apart however alike their words are; pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.text import quantities
from rag.understand.places import Gazetteer

_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Wanted(NamedTuple):
    """The regions and figures that a question names: others want another answer."""

    regions: frozenset[str]
    unknown: frozenset[str]
    figures: frozenset[tuple[str, str]]


def wanted_by(folded: str, gazetteer: Gazetteer) -> Wanted:
    """Return the regions and figures that a folded question names."""
    places = gazetteer.find(folded, lambda _: False)
    counted = {(format(q.value.normalize(), "f"), q.unit) for q in quantities(folded)}
    bare = {(figure, "") for figure in _FIGURE.findall(folded)}
    return Wanted(frozenset(places.regions), frozenset(places.unknown), frozenset(counted | bare))
