"""What a draft leaves out of the sentences it cites: conditions, exceptions, limits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from rag.gate.sources import Source
from rag.gate.words import plain
from rag.schemas import Record
from rag.text import sentences

OmissionKind = Literal["condition", "exception", "limit", "sibling"]

_SIGNS: Final[tuple[tuple[OmissionKind, re.Pattern[str]], ...]] = (
    ("exception", re.compile("除外|除[^,，。;；]{1,30}(?:以外|之外|外)|但|不含|不包括|例外")),
    ("limit", re.compile("最高|上限|封顶|以内|不超过|累计|限")),
    ("condition", re.compile("符合|满足|具备|经[^,，。]{1,12}(?:审核|批准|同意)|的前提下")),
)


class Cited(NamedTuple):
    """A drafted sentence that stays, and the markers it carries."""

    text: str
    markers: tuple[str, ...]


class Omission(Record):
    """Words of a source to append, verbatim, because what is said leaves them out.

    ``start`` and ``end`` are offsets into the source's ``quote``.
    """

    marker: str
    start: int
    end: int
    quote: str
    kind: OmissionKind


class LeftOut(Record):
    """What to append to an answer.

    Attributes:
        quotes: The omissions, in the order of the sources cited.
        whole: True where the answer is whole once they are appended (``answered``);
            False where more is left out than is appended (``partial``).
    """

    quotes: tuple[Omission, ...] = ()
    whole: bool = True


def left_out(said: Sequence[Cited], shown: Mapping[str, Source], question: str) -> LeftOut:
    """Return what the sentences that stay leave out of the clauses they cite.

    Args:
        said: The sentences that were proved, in order.
        shown: What the composer was shown, by marker.
        question: The question, in which siblings asked for are recognised.
    """
    answer = plain("".join(sentence.text for sentence in said))
    markers = dict.fromkeys(marker for sentence in said for marker in sentence.markers)
    found: list[Omission] = []
    for marker in markers:
        source = shown[marker]
        for span in sentences(source.quote):
            text = source.quote[span.start : span.end]
            for kind, sign in _SIGNS:
                lost = [m for m in sign.finditer(text) if plain(m.group()) not in answer]
                if lost:
                    found.append(
                        Omission(
                            marker=marker, start=span.start, end=span.end, quote=text, kind=kind
                        )
                    )
                    break
    return LeftOut(quotes=tuple(found))
