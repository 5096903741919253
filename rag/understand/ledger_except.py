"""What a ledger question leaves out by name: 除老旧小区外还有哪些指标; pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.schemas import LedgerTopic
from rag.understand.ledger_frame import FRAME
from rag.understand.ledger_words import topics_of

_WHAT: Final = "(?P<what>[^,，。;；?？]{1,18}?)"
_EXCEPT: Final = (
    re.compile(f"(?:除(?:了|去|掉|开)?|撇开|抛开){_WHAT}(?:[之以]?外|不算|不计|不谈)[,，]?"),
    re.compile(f"(?:除(?:了|去|掉|开)|撇开|抛开){_WHAT}[,，]"),
    re.compile(
        "[,，(]?(?:不(?:包括|包含|含|算)|排除|剔除|刨去|扣除)(?P<what>[^,，。;；?？)]{1,12})[)]?(?=[,，。?？]|$)"
    ),
    re.compile(
        "[,，(](?P<what>[^,，。;；?？(]{1,12}?)(?:除外|(?:都|也)?不[算计数])[)]?(?=[,，。?？]|$)"
    ),
)


class Excepted(NamedTuple):
    """What a question leaves out, and where it says so in the text given."""

    topics: tuple[LedgerTopic, ...]
    said: str


def excepted(stripped: str) -> Excepted | None:
    """Return the things that a folded question leaves out by name, or None.

    A number, a day, a place or a whole region that is left out is none of them.
    """
    for words in _EXCEPT:
        found = words.search(stripped)
        if found is None:
            continue
        topics = topics_of(FRAME.sub(" ", found["what"]), by_dictionary=True)
        if topics and not re.search("[0-9]", found["what"]):
            return Excepted(topics, found.group())
    return None
